import { ok, type Result, refuse } from "../fault/fault.ts";
import { minorUnits, roundToMinor } from "../money/currency.ts";
import {
  compare,
  type Decimal,
  decimalOf,
  formatFixed,
  max,
  parseDecimal,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import { moneyEffects } from "./intent-effect.ts";
import type { PaymentIntent, RefundIntent } from "./payment-intent.ts";

/**
 * How much of a charge can still be given back: what was received, less what refunds of it took or may yet take
 * (recorded, sent, pending and unknown ones count), less what others refunded and what disputes took and did not return.
 * `refunds` are the refund intents of this charge; others are ignored. Never below zero, in the charge's currency.
 */
export function refundable(charge: PaymentIntent, refunds: readonly PaymentIntent[]): Decimal {
  const effects = moneyEffects(charge);
  const total = (...kinds: readonly string[]) =>
    sum(
      effects
        .filter(({ kind, currency }) => kinds.includes(kind) && currency === charge.currency)
        .map(({ amount }) => decimalOf(amount)),
    );
  const gone = subtract(
    total("refund-done", "dispute-opened"),
    total("refund-returned", "dispute-won"),
  );
  const ours = refunds.filter(
    (one): one is RefundIntent =>
      one.kind === "refund" &&
      one.refunds.intent === charge.id &&
      one.state !== "failed" &&
      one.state !== "cancelled",
  );
  const promised = sum(ours.map(({ amount }) => decimalOf(amount)));
  return max(zero, subtract(subtract(total("payment-received"), gone), promised));
}

/**
 * The refund, if the charge can still give it back. Refuses with `refund-exceeds-payment`; what the amount itself must be
 * is asked by `recordRefund`.
 */
export function checkRefund(
  charge: PaymentIntent,
  refunds: readonly PaymentIntent[],
  amount: string,
): Result<Decimal> {
  const asked = parseDecimal(amount, "/amount");
  if (!asked.ok) return asked;
  const left = refundable(charge, refunds);
  if (compare(asked.value, left) <= 0) return ok(asked.value);
  const { currency } = charge;
  const most = formatFixed(roundToMinor(left, currency), minorUnits(currency));
  return refuse({
    code: "refund-exceeds-payment",
    path: "/amount",
    message: `no more than ${most} ${currency} of this payment can be given back`,
    value: amount,
    suggestion: `refund at most ${most}, or give the rest as credit`,
  });
}
