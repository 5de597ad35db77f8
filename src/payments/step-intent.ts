import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import type { CallAnswer, LookUpAnswer } from "./call-answer.ts";
import type { CallPolicy } from "./call-policy.ts";
import { effectsBetween, type PaymentEffect } from "./intent-effect.ts";
import { learn, withText } from "./intent-knowledge.ts";
import { latestTry, stateOf } from "./intent-state.ts";
import { lastSent } from "./next-call.ts";
import type { CallAttempt, PaymentIntent } from "./payment-intent.ts";
import type { IntentReport } from "./provider-report.ts";

/** What happens to an intent. */
export type IntentEvent =
  /** A call is about to be made. */
  | { readonly kind: "send"; readonly at: Instant }
  | {
      readonly kind: "answer";
      readonly at: Instant;
      /** The number of the attempt that is answered. */
      readonly attempt: number;
      readonly answer: CallAnswer;
    }
  | { readonly kind: "look-up"; readonly at: Instant; readonly answer: LookUpAnswer }
  /** What `withdraw` answered; one that did not succeed teaches nothing. */
  | { readonly kind: "withdrawal"; readonly answer: CallAnswer }
  /** A report of a provider's message that was routed here. */
  | {
      readonly kind: "report";
      readonly event: { readonly id: string; readonly at: Instant };
      readonly report: IntentReport;
    }
  /** We give it up; only while nothing was made of it. */
  | { readonly kind: "cancel"; readonly at: Instant; readonly reason: string };

/** An intent after an event, and what follows from it. */
export interface IntentStep {
  readonly intent: PaymentIntent;
  readonly effects: readonly PaymentEffect[];
}

/**
 * Takes one event into an intent.
 *
 * Reports and answers are always taken in, in any order and any number of times, and end in the same intent and the same
 * money effects. Only our own acts are refused: with `intent-in-flight` a call or a cancellation while an earlier call may
 * have been done, with `intent-settled` after its end, with `report-of-another-intent` a report that names another one.
 */
export function stepIntent(
  intent: PaymentIntent,
  event: IntentEvent,
  policy: CallPolicy,
): Result<IntentStep> {
  const fault = refusal(intent, event);
  if (fault !== undefined) return refuse(fault);
  const changed = settled(change(intent, event, policy));
  return ok({ intent: changed, effects: effectsBetween(intent, changed) });
}

function refusal(intent: PaymentIntent, event: IntentEvent) {
  if (event.kind === "report") return wrongReport(intent, event.report);
  if ((event.kind !== "send" && event.kind !== "cancel") || intent.state === "recorded") return;
  const inFlight = ["sent", "unknown", "pending"].includes(intent.state);
  return {
    code: inFlight ? "intent-in-flight" : "intent-settled",
    path: "",
    message: inFlight
      ? "the provider may already be acting on this payment"
      : `this payment is ${intent.state}`,
    value: intent.id,
    suggestion: inFlight ? "look it up first" : "record a new intent",
  };
}

function wrongReport(intent: PaymentIntent, report: IntentReport) {
  const named = "intent" in report ? report.intent : undefined;
  if (named === undefined || named === intent.id) return;
  return {
    code: "report-of-another-intent",
    path: "/intent",
    message: `the report names intent "${named}"`,
    value: named,
    suggestion: `step that one, not "${intent.id}"`,
  };
}

function change(intent: PaymentIntent, event: IntentEvent, policy: CallPolicy): PaymentIntent {
  switch (event.kind) {
    case "send":
      return { ...intent, attempts: [...intent.attempts, sent(intent, event.at)] };
    case "answer":
      return answered(intent, event.attempt, event.at, event.answer);
    case "look-up":
      return lookedUp(intent, event.at, event.answer, policy);
    case "withdrawal":
      return event.answer.kind === "reported" ? learnAll(intent, event.answer.reports) : intent;
    case "report":
      return {
        ...learnAll(intent, [event.report]),
        seenEvents: withText(intent.seenEvents, event.event.id),
        lastEventAt: Math.max(intent.lastEventAt ?? 0, event.event.at),
      };
    case "cancel":
      return { ...intent, cancelled: { at: event.at, reason: event.reason } };
  }
}

const sent = (intent: PaymentIntent, at: Instant): CallAttempt => ({
  number: intent.attempts.length + 1,
  sentAt: at,
  answeredAt: null,
  answer: null,
});

function answered(
  intent: PaymentIntent,
  number: number,
  at: Instant,
  answer: CallAnswer,
): PaymentIntent {
  const attempts = intent.attempts.map((attempt): CallAttempt => {
    // An answer never takes back an earlier, firmer one of the same call.
    const firm =
      attempt.answer !== null && attempt.answer !== "lost" && attempt.answer !== "absent";
    if (attempt.number !== number || firm) return attempt;
    return {
      ...attempt,
      answeredAt: at,
      answer: answer.kind,
      ...(answer.kind === "refused" ? { decline: answer.decline } : {}),
      ...(answer.kind === "not-executed" && answer.retryAfterMs !== undefined
        ? { notBefore: at + answer.retryAfterMs }
        : {}),
    };
  });
  const heard = { ...intent, attempts };
  return answer.kind === "reported" ? learnAll(heard, answer.reports) : heard;
}

function lookedUp(
  intent: PaymentIntent,
  at: Instant,
  answer: LookUpAnswer,
  policy: CallPolicy,
): PaymentIntent {
  const lookUps = { count: intent.lookUps.count + 1, lastAt: at };
  const asked = { ...intent, lookUps };
  if (answer.kind === "lost") return asked;
  if (answer.kind === "found") return learnAll(asked, answer.reports);
  if (at - lastSent(intent) < policy.absentAfterMs) return asked;
  const attempts = intent.attempts.map(
    (attempt): CallAttempt =>
      attempt.answer === null || attempt.answer === "lost"
        ? { ...attempt, answeredAt: attempt.answeredAt ?? at, answer: "absent" }
        : attempt,
  );
  return { ...asked, attempts, lookUps: { count: 0, lastAt: at } };
}

const learnAll = (intent: PaymentIntent, reports: readonly IntentReport[]): PaymentIntent => ({
  ...intent,
  knowledge: reports.reduce(learn, intent.knowledge),
});

function settled(intent: PaymentIntent): PaymentIntent {
  return { ...intent, state: stateOf(intent), providerId: providerIdOf(intent) };
}

function providerIdOf({ kind, knowledge }: PaymentIntent): string | null {
  if (kind === "refund") {
    const done = knowledge.refunds.find(
      ({ doneAt, failedAt }) => doneAt !== null && failedAt === null,
    );
    return (done ?? knowledge.refunds.at(-1))?.id ?? null;
  }
  const paid = knowledge.tries.find(({ status }) => status === "succeeded");
  return (paid ?? latestTry(knowledge.tries))?.payment ?? knowledge.withdrawn[0] ?? null;
}
