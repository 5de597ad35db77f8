import type { RefundFact, TryFact } from "./intent-knowledge.ts";
import type { IntentState, PaymentIntent } from "./payment-intent.ts";

/** The part of an intent from which its state is worked out. */
export type IntentHistory = Pick<PaymentIntent, "kind" | "knowledge" | "attempts" | "cancelled">;

/**
 * How an intent stands: by what the provider reported where it reported anything, else by our own calls. It depends on
 * what is known and not on the order in which it became known.
 */
export function stateOf(intent: IntentHistory): IntentState {
  const told = intent.kind === "charge" ? stateOfPayment(intent) : stateOfRefund(intent);
  return told ?? stateOfCalls(intent);
}

function stateOfPayment({ knowledge }: IntentHistory): IntentState | undefined {
  const { tries, withdrawn } = knowledge;
  if (tries.some(({ status }) => status === "succeeded")) return "succeeded";
  const latest = latestTry(tries.filter(({ payment }) => !withdrawn.includes(payment)));
  if (latest !== undefined) return latest.status === "failed" ? "failed" : "pending";
  return withdrawn.length > 0 ? "cancelled" : undefined;
}

/**
 * The try that began last. Of two that began together, one that has an id of its own: a payment that was not tried yet is
 * reported under the payment's id, and is older than its first try; else the one with the later id.
 */
export function latestTry(tries: readonly TryFact[]): TryFact | undefined {
  return tries.reduce<TryFact | undefined>(
    (latest, one) => (latest === undefined || isLater(one, latest) ? one : latest),
    undefined,
  );
}

function isLater(one: TryFact, other: TryFact): boolean {
  if (one.since !== other.since) return one.since > other.since;
  const hasOwnId = one.id !== one.payment;
  return hasOwnId === (other.id !== other.payment) ? one.id > other.id : hasOwnId;
}

function stateOfRefund({ knowledge }: IntentHistory): IntentState | undefined {
  const { refunds } = knowledge;
  if (refunds.length === 0) return undefined;
  if (refunds.some(isDone)) return "succeeded";
  return refunds.some(({ failedAt }) => failedAt === null) ? "pending" : "failed";
}

/** Whether the money of a refund has left and stayed away. */
export const isDone = ({ doneAt, failedAt }: RefundFact): boolean =>
  doneAt !== null && failedAt === null;

function stateOfCalls({ attempts, cancelled }: IntentHistory): IntentState {
  if (attempts.some(({ answer }) => answer === "lost")) return "unknown";
  if (attempts.some(({ answer }) => answer === null)) return "sent";
  if (attempts.some(({ answer }) => answer === "refused")) return "failed";
  return cancelled === null ? "recorded" : "cancelled";
}
