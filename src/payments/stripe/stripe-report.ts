import type { Stripe } from "stripe";
import { ok, type Result } from "../../fault/fault.ts";
import { type CurrencyCode, minorUnits, parseCurrency } from "../../money/currency.ts";
import { decimal, formatFixed } from "../../money/decimal.ts";
import { type Instant, SECOND_MS } from "../../time/instant.ts";
import type {
  DisputeReport,
  PaymentReport,
  PaymentWithdrawn,
  PayoutReport,
  RefundReport,
  ReportedAmount,
  TryStatus,
} from "../provider-report.ts";
import { fromStripeAmount } from "./stripe-amount.ts";
import { stripeDecline } from "./stripe-decline.ts";

/** The metadata key under which every call carries the id of our intent. */
export const intentKey = "florin_intent";

/** Stripe's time, whole seconds, as an instant. */
export const stripeTime = (seconds: number): Instant => seconds * SECOND_MS;

/** The id of what Stripe gives as an id or, expanded, as an object. */
export const idOf = (value: string | { readonly id: string } | null | undefined) =>
  typeof value === "string" ? value : value?.id;

/** Stripe's integer and small-letter code as amount and currency. Refuses like `fromStripeAmount`. */
export function stripeAmount(units: number, code: string): Result<ReportedAmount> {
  const currency = parseCurrency(code.toUpperCase(), "/currency");
  if (!currency.ok) return currency;
  const amount = fromStripeAmount(units, currency.value);
  return amount.ok ? ok({ amount: amount.value, currency: currency.value }) : amount;
}

const statuses: Readonly<Record<string, TryStatus>> = {
  succeeded: "succeeded",
  processing: "pending",
  requires_capture: "pending",
  requires_action: "needs-action",
  requires_confirmation: "needs-action",
};

/**
 * What a payment intent of Stripe says. `at` is the time of the event that carries it; without one the payment or its
 * expanded charge gives the time. A payment that was never tried says nothing.
 */
export function paymentReports(
  payment: Stripe.PaymentIntent,
  at?: Instant,
): Result<readonly (PaymentReport | PaymentWithdrawn)[]> {
  const intent = payment.metadata[intentKey];
  const named = intent === undefined ? {} : { intent };
  const time = at ?? timeOf(payment);
  if (payment.status === "canceled")
    return ok([{ kind: "payment-withdrawn", payment: payment.id, at: time, ...named }]);
  const failure = payment.last_payment_error;
  const status =
    payment.status === "requires_payment_method" && failure !== null
      ? "failed"
      : statuses[payment.status];
  if (status === undefined) return ok([]);
  const units = status === "succeeded" ? payment.amount_received : payment.amount;
  const amount = stripeAmount(units, payment.currency);
  if (!amount.ok) return amount;
  const failed = status === "failed" ? failure : null;
  return ok([
    {
      kind: "payment",
      payment: payment.id,
      try: failed?.charge ?? idOf(payment.latest_charge) ?? payment.id,
      status,
      ...amount.value,
      at: time,
      ...named,
      ...(failed === null ? {} : { decline: stripeDecline(failed) }),
    },
  ]);
}

const timeOf = ({ latest_charge, created }: Stripe.PaymentIntent): Instant =>
  stripeTime(
    typeof latest_charge === "object" && latest_charge !== null ? latest_charge.created : created,
  );

/** What a refund of Stripe says. One that was cancelled has failed: no money left. */
export function refundReports(
  refund: Stripe.Refund,
  at?: Instant,
): Result<readonly RefundReport[]> {
  const payment = idOf(refund.payment_intent) ?? idOf(refund.charge);
  const amount = stripeAmount(refund.amount, refund.currency);
  if (!amount.ok) return amount;
  if (payment === undefined) return ok([]);
  const intent = refund.metadata?.[intentKey];
  const failed = refund.status === "failed" || refund.status === "canceled";
  const status = failed ? "failed" : refund.status === "succeeded" ? "succeeded" : "pending";
  return ok([
    {
      kind: "refund",
      refund: refund.id,
      payment,
      status,
      ...amount.value,
      at: at ?? stripeTime(refund.created),
      ...(intent === undefined ? {} : { intent }),
      ...(failed ? { reason: refund.failure_reason ?? refund.status ?? "failed" } : {}),
    },
  ]);
}

/**
 * What a dispute says about money: that it was taken once a balance transaction took it, that it came back once one gave
 * it back, and that it is lost when Stripe says so. An inquiry that took nothing says nothing.
 */
export function disputeReports(
  dispute: Stripe.Dispute,
  at: Instant,
): Result<readonly DisputeReport[]> {
  const payment = idOf(dispute.payment_intent) ?? idOf(dispute.charge);
  const amount = stripeAmount(dispute.amount, dispute.currency);
  if (!amount.ok) return amount;
  if (payment === undefined) return ok([]);
  const base = {
    kind: "dispute",
    dispute: dispute.id,
    payment,
    reason: dispute.reason,
    ...amount.value,
  } as const;
  const taken = dispute.balance_transactions.filter((one) => one.amount < 0);
  const given = dispute.balance_transactions.filter((one) => one.amount > 0);
  const [first] = taken;
  if (first === undefined) return ok([]);
  const fee = feeOf(taken, 1);
  const feeBack = feeOf(given.length === 0 ? [{ ...first, fee: 0 }] : given, -1);
  const back = givenBack(given, amount.value);
  if (!fee.ok) return fee;
  if (!feeBack.ok) return feeBack;
  if (!back.ok) return back;
  const [returned] = given;
  const none = { fee: zeroIn(fee.value.feeCurrency), feeCurrency: fee.value.feeCurrency };
  return ok([
    { ...base, status: "opened", ...fee.value, at: stripeTime(first.created) },
    ...(returned === undefined
      ? []
      : [
          {
            ...base,
            ...back.value,
            status: "won" as const,
            ...feeBack.value,
            at: stripeTime(returned.created),
          },
        ]),
    ...(dispute.status === "lost" ? [{ ...base, status: "lost" as const, ...none, at }] : []),
  ]);
}

const zeroIn = (currency: CurrencyCode): string => formatFixed(decimal(0), minorUnits(currency));

function feeOf(
  transactions: readonly Pick<Stripe.BalanceTransaction, "fee" | "currency">[],
  sign: 1 | -1,
): Result<{ readonly fee: string; readonly feeCurrency: CurrencyCode }> {
  const units = transactions.reduce((total, one) => total + one.fee, 0) * sign;
  const fee = stripeAmount(Math.max(units, 0), transactions[0]?.currency ?? "");
  return fee.ok ? ok({ fee: fee.value.amount, feeCurrency: fee.value.currency }) : fee;
}

/** What came back: as the balance says where it counts in the dispute's currency, else the disputed amount. */
function givenBack(
  given: readonly Stripe.BalanceTransaction[],
  disputed: ReportedAmount,
): Result<ReportedAmount> {
  const [first] = given;
  const total = given.reduce((units, one) => units + one.amount, 0);
  return first?.currency.toUpperCase() === disputed.currency
    ? stripeAmount(total, first.currency)
    : ok(disputed);
}

/** A payout that reached our bank, or was sent back by it. */
export function payoutReports(payout: Stripe.Payout, at: Instant): Result<readonly PayoutReport[]> {
  if (payout.status !== "paid" && payout.status !== "failed") return ok([]);
  const amount = stripeAmount(payout.amount, payout.currency);
  if (!amount.ok) return amount;
  return ok([{ kind: "payout", payout: payout.id, status: payout.status, ...amount.value, at }]);
}

/** A checkout page that is closed without a payment: nothing will come of it any more. */
export function sessionReports(
  session: Stripe.Checkout.Session,
  at: Instant,
): readonly PaymentWithdrawn[] {
  const intent = session.metadata?.[intentKey];
  if (session.mode !== "payment" || session.status !== "expired") return [];
  const named = intent === undefined ? {} : { intent };
  return [{ kind: "payment-withdrawn", payment: session.id, at, ...named }];
}

/** The report of a page on which an intent waits to be paid. The amount is the one that we asked for. */
export const waitingReport = (
  session: Stripe.Checkout.Session,
  asked: ReportedAmount & { readonly intent: string },
): PaymentReport => ({
  kind: "payment",
  payment: session.id,
  try: session.id,
  status: "needs-action",
  amount: asked.amount,
  currency: asked.currency,
  at: stripeTime(session.created),
  intent: asked.intent,
});
