import type { Instant } from "../time/instant.ts";
import type { CallPolicy } from "./call-policy.ts";
import type { PaymentIntent } from "./payment-intent.ts";

/** What is to be done next for an intent. */
export type NextCall =
  /** Step it with `send`, save it, and only then call the provider. */
  | { readonly kind: "send" }
  | { readonly kind: "look-up" }
  | { readonly kind: "wait"; readonly until: Instant }
  /** It was called as often as may be and never done: step it with `cancel`. */
  | { readonly kind: "give-up" }
  | { readonly kind: "done" };

/**
 * What is to be done for an intent at `now`. An intent that is `unknown` is looked up until the provider answers, ever
 * more seldom, and never given up: a guess could charge twice.
 */
export function nextCall(intent: PaymentIntent, now: Instant, policy: CallPolicy): NextCall {
  switch (intent.state) {
    case "recorded":
      return nextSend(intent, now, policy);
    case "sent":
      return due(lastSent(intent) + policy.answerWithinMs, now, { kind: "look-up" });
    case "unknown":
      return due(nextLookUp(intent, policy), now, { kind: "look-up" });
    case "pending":
      return due(lastHeard(intent) + policy.pendingLookUpMs, now, { kind: "look-up" });
    case "succeeded":
    case "failed":
    case "cancelled":
      return { kind: "done" };
  }
}

function nextSend(intent: PaymentIntent, now: Instant, policy: CallPolicy): NextCall {
  const last = intent.attempts.at(-1);
  if (last === undefined) return { kind: "send" };
  const from = last.answeredAt ?? last.sentAt;
  const delay = policy.sendDelaysMs[intent.attempts.length - 1];
  if (delay === undefined) {
    // "Nothing was done" is what one answer said; before the intent is given up the provider's books are asked.
    const asked = last.answer === "absent" || (intent.lookUps.lastAt ?? 0) > from;
    return asked ? { kind: "give-up" } : due(from + policy.absentAfterMs, now, { kind: "look-up" });
  }
  return due(Math.max(from + delay, last.notBefore ?? 0), now, { kind: "send" });
}

function nextLookUp(intent: PaymentIntent, policy: CallPolicy): Instant {
  const { count, lastAt } = intent.lookUps;
  const delay = policy.lookUpDelaysMs[count] ?? policy.lookUpDelaysMs.at(-1) ?? 0;
  const answered = intent.attempts.at(-1)?.answeredAt ?? lastSent(intent);
  return Math.max(lastAt ?? answered, answered) + delay;
}

/** When the provider was last called for the intent; its recording where it never was. */
export const lastSent = (intent: PaymentIntent): Instant =>
  intent.attempts.at(-1)?.sentAt ?? intent.recordedAt;

const lastHeard = (intent: PaymentIntent): Instant =>
  Math.max(lastSent(intent), intent.lastEventAt ?? 0, intent.lookUps.lastAt ?? 0);

const due = (at: Instant, now: Instant, call: NextCall): NextCall =>
  now >= at ? call : { kind: "wait", until: at };
