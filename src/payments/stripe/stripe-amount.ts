import { ok, type Result, refuse } from "../../fault/fault.ts";
import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import { coefficientAt, type Decimal, decimal, formatFixed, trim } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";

const zeroDecimal = { digits: 0, step: 1 };
const threeDecimal = { digits: 3, step: 10 };
const wholeInHundredths = { digits: 2, step: 100 };

/**
 * Where Stripe counts a currency otherwise than in hundredths, or in other steps than ISO 4217 has.
 * `digits` are those of Stripe's integer; `step` is what that integer must be a multiple of.
 * https://docs.stripe.com/currencies, "Minor units in API amounts": zero-decimal, three-decimal (the last digit is 0), and
 * the special cases ISK and UGX, which have no minor unit and are still written in hundredths. HUF and TWD are restricted
 * in payouts only.
 */
const exceptions: Readonly<
  Partial<Record<CurrencyCode, { readonly digits: number; readonly step: number }>>
> = {
  BIF: zeroDecimal,
  CLP: zeroDecimal,
  DJF: zeroDecimal,
  GNF: zeroDecimal,
  JPY: zeroDecimal,
  KMF: zeroDecimal,
  KRW: zeroDecimal,
  MGA: zeroDecimal,
  PYG: zeroDecimal,
  RWF: zeroDecimal,
  VND: zeroDecimal,
  VUV: zeroDecimal,
  XAF: zeroDecimal,
  XOF: zeroDecimal,
  XPF: zeroDecimal,
  BHD: threeDecimal,
  JOD: threeDecimal,
  KWD: threeDecimal,
  OMR: threeDecimal,
  TND: threeDecimal,
  ISK: wholeInHundredths,
  UGX: wholeInHundredths,
};

/** How Stripe counts a currency; undefined for one whose ISO minor unit is not hundredths and that Stripe does not list. */
function countingOf(currency: CurrencyCode) {
  const exception = exceptions[currency];
  if (exception !== undefined) return exception;
  return minorUnits(currency) === 2 ? { digits: 2, step: 1 } : undefined;
}

/**
 * The integer in which Stripe writes an amount: 10.50 USD is 1050, 500 JPY is 500, 5.120 KWD is 5120, 5 ISK is 500.
 * Refuses with `currency-not-charged` a currency that Stripe does not count, and with `amount-not-charged` an amount that
 * it cannot write (5.123 KWD, 0.50 MGA): the caller must have rounded the invoice, for nothing is rounded here.
 */
export function toStripeAmount(amount: Decimal, currency: CurrencyCode): Result<number> {
  const counting = countingOf(currency);
  if (counting === undefined)
    return refuse({
      code: "currency-not-charged",
      path: "/currency",
      message: `stripe does not charge in ${currency}`,
      value: currency,
      suggestion: "collect this invoice in another way",
    });
  const { digits, step } = counting;
  const exact = trim(amount);
  const units = exact.scale <= digits ? coefficientAt(exact, digits) : Number.NaN;
  if (typeof units === "number" && units % step === 0) return ok(units);
  return refuse({
    code: "amount-not-charged",
    path: "/amount",
    message: `stripe cannot write this amount in ${currency}`,
    value: formatFixed(exact, Math.max(exact.scale, minorUnits(currency))),
    suggestion: `it is a multiple of ${formatFixed(decimal(step, digits), digits)} ${currency}`,
  });
}

/**
 * The amount text, all digits of the ISO minor unit, of Stripe's integer. Refuses with `currency-not-charged`, and with
 * `amount-not-charged` an integer that is no whole number of ISO minor units.
 */
export function fromStripeAmount(units: number, currency: CurrencyCode): Result<string> {
  const counting = countingOf(currency);
  const amount =
    counting === undefined || !Number.isSafeInteger(units)
      ? undefined
      : trim(decimal(units, counting.digits));
  if (amount !== undefined && amount.scale <= minorUnits(currency))
    return ok(minorText(amount, currency));
  return refuse({
    code: counting === undefined ? "currency-not-charged" : "amount-not-charged",
    path: "/amount",
    message: `stripe wrote ${units} in ${currency}, which is no amount of it`,
    value: units,
    suggestion: "look the payment up in Stripe's dashboard",
  });
}
