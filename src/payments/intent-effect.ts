import type { CurrencyCode } from "../money/currency.ts";
import type { Instant } from "../time/instant.ts";
import type { Decline } from "./decline.ts";
import type { DisputeStep, RefundFact } from "./intent-knowledge.ts";
import { isDone, latestTry, stateOf } from "./intent-state.ts";
import type { PaymentIntent } from "./payment-intent.ts";

interface EffectBase {
  /** Stable: the same effect of the same intent has the same id wherever and whenever it is worked out. */
  readonly id: string;
  readonly intent: string;
  readonly provider: string;
  readonly customer: string;
  readonly invoices: readonly string[];
  /** The provider's time of it. */
  readonly at: Instant;
  /** What the provider says, which is what the books must show, even where it is not what was asked for. */
  readonly amount: string;
  readonly currency: CurrencyCode;
}

interface DisputeEffect extends EffectBase {
  readonly dispute: string;
  readonly payment: string;
  readonly feeCurrency: CurrencyCode;
  readonly reason?: string;
}

/**
 * Money moved. Each is given out exactly once, in every order of messages: of a refund that was done and failed later
 * both `refund-done` and `refund-returned`, of a dispute that we hear of at its end also `dispute-opened`.
 */
export type MoneyEffect =
  | (EffectBase & { readonly kind: "payment-received"; readonly payment: string })
  | (EffectBase & {
      readonly kind: "refund-done" | "refund-returned";
      readonly refund: string;
      readonly payment: string;
    })
  | (DisputeEffect & { readonly kind: "dispute-opened"; readonly fee: string })
  | (DisputeEffect & { readonly kind: "dispute-won"; readonly feeReturned: string })
  | (DisputeEffect & { readonly kind: "dispute-lost" });

/**
 * How an intent stands, told when it changes, for dunning and people. No money moved. One that was overtaken before we
 * heard of it is not given out, such as a failure that arrives after the success.
 */
export type NoticeEffect =
  | (EffectBase & {
      readonly kind: "payment-pending" | "payment-needs-action" | "payment-cancelled";
    })
  | (EffectBase & { readonly kind: "payment-failed"; readonly decline: Decline })
  | (EffectBase & { readonly kind: "refund-pending" | "refund-cancelled" })
  | (EffectBase & { readonly kind: "refund-failed"; readonly decline: Decline });

/** What follows from a step of an intent. */
export type PaymentEffect = MoneyEffect | NoticeEffect;

/** What an intent gives out after a step: all money effects that it did not know before, and its notice if that is new. */
export function effectsBetween(before: PaymentIntent, after: PaymentIntent): PaymentEffect[] {
  const known = new Set(moneyEffects(before).map(({ id }) => id));
  const money = moneyEffects(after).filter(({ id }) => !known.has(id));
  const notice = noticeOf(after);
  const isNews = notice !== undefined && notice.id !== noticeOf(before)?.id;
  return isNews ? [...money, notice] : money;
}

/** Every money effect that follows from what an intent knows, oldest kind first. Only ever grows. */
export function moneyEffects(intent: PaymentIntent): MoneyEffect[] {
  const { tries, refunds } = intent.knowledge;
  const received = new Map(
    tries
      .filter(({ status }) => status === "succeeded")
      .map((one) => [
        one.payment,
        {
          ...base(intent, one.payment, "received", one.statusAt, one),
          kind: "payment-received" as const,
          payment: one.payment,
        },
      ]),
  );
  return [
    ...received.values(),
    ...refunds.flatMap((refund) => refundEffects(intent, refund)),
    ...disputeEffects(intent),
  ];
}

function refundEffects(intent: PaymentIntent, refund: RefundFact): MoneyEffect[] {
  const { id, payment, doneAt, failedAt } = refund;
  if (doneAt === null) return [];
  const of = { refund: id, payment };
  const done = { ...base(intent, id, "done", doneAt, refund), kind: "refund-done" as const, ...of };
  if (failedAt === null) return [done];
  const returned = base(intent, id, "returned", failedAt, refund);
  return [done, { ...returned, kind: "refund-returned", ...of }];
}

function disputeEffects(intent: PaymentIntent): MoneyEffect[] {
  return intent.knowledge.disputes.flatMap((fact): MoneyEffect[] => {
    const { id, payment, opened, won, lost } = fact;
    const of = (step: DisputeStep, word: string) => ({
      ...base(intent, id, word, step.at, step),
      dispute: id,
      payment,
      feeCurrency: step.feeCurrency,
      ...(step.reason === undefined ? {} : { reason: step.reason }),
    });
    // Nothing comes to an end that was not opened: it waits for the message that says what was taken.
    if (opened === null) return [];
    return [
      { ...of(opened, "opened"), kind: "dispute-opened", fee: opened.fee },
      ...(won === null
        ? []
        : [{ ...of(won, "won"), kind: "dispute-won" as const, feeReturned: won.fee }]),
      ...(lost === null ? [] : [{ ...of(lost, "lost"), kind: "dispute-lost" as const }]),
    ];
  });
}

/** How an intent stands now, as a notice; none while it is on its way or once money came. */
export function noticeOf(intent: PaymentIntent): NoticeEffect | undefined {
  const state = stateOf(intent);
  if (intent.kind === "refund") return refundNotice(intent, state);
  const { tries, withdrawn } = intent.knowledge;
  const latest = latestTry(tries.filter(({ payment }) => !withdrawn.includes(payment)));
  if (state === "cancelled") {
    const at = intent.cancelled?.at ?? latestTry(tries)?.statusAt ?? intent.recordedAt;
    return { ...base(intent, "", "cancelled", at, intent), kind: "payment-cancelled" };
  }
  if (latest === undefined) return state === "failed" ? refusedNotice(intent) : undefined;
  const of = (word: string) => base(intent, latest.id, word, latest.statusAt, latest);
  if (state === "failed")
    return { ...of("failed"), kind: "payment-failed", decline: latest.decline ?? unexplained };
  if (state !== "pending") return undefined;
  return latest.status === "needs-action"
    ? { ...of("needs-action"), kind: "payment-needs-action" }
    : { ...of("pending"), kind: "payment-pending" };
}

function refundNotice(
  intent: PaymentIntent,
  state: PaymentIntent["state"],
): NoticeEffect | undefined {
  const { refunds } = intent.knowledge;
  const at = intent.cancelled?.at ?? intent.recordedAt;
  if (state === "cancelled")
    return { ...base(intent, "", "cancelled", at, intent), kind: "refund-cancelled" };
  if (state !== "pending" && state !== "failed") return undefined;
  const [refund] = refunds.filter(
    (one) => !isDone(one) && (one.failedAt !== null) === (state === "failed"),
  );
  if (refund === undefined) return state === "failed" ? refusedNotice(intent) : undefined;
  if (state === "pending")
    return { ...base(intent, refund.id, "pending", refund.since, refund), kind: "refund-pending" };
  return {
    ...base(intent, refund.id, "failed", refund.failedAt ?? refund.since, refund),
    kind: "refund-failed",
    decline: { class: "final", code: refund.reason ?? unexplained.code },
  };
}

/** The notice of a call that the provider refused to make anything of. */
function refusedNotice(intent: PaymentIntent): NoticeEffect {
  const refused = intent.attempts.find(({ answer }) => answer === "refused");
  const at = refused?.answeredAt ?? intent.recordedAt;
  const kind = intent.kind === "charge" ? "payment-failed" : "refund-failed";
  const decline = refused?.decline ?? unexplained;
  return { ...base(intent, "call", "failed", at, intent), kind, decline };
}

const unexplained: Decline = { class: "retryable", code: "unknown" };

const base = (
  intent: PaymentIntent,
  subject: string,
  word: string,
  at: Instant,
  { amount, currency }: { readonly amount: string; readonly currency: CurrencyCode },
): EffectBase => ({
  id: [intent.id, subject, word].filter((part) => part !== "").join(":"),
  intent: intent.id,
  provider: intent.provider,
  customer: intent.customer,
  invoices: intent.invoices,
  at,
  amount,
  currency,
});
