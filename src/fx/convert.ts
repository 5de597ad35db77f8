import { type CurrencyCode, roundToMinor } from "../money/currency.ts";
import { type Decimal, decimalOf, multiply } from "../money/decimal.ts";
import type { Rounding } from "../money/rounding.ts";

/** amount × rate in the minor unit of `currency`, the rate's `to`, rounded once; ties go away from zero by default. */
export const convert = (
  amount: Decimal,
  rate: { readonly rate: string },
  currency: CurrencyCode,
  rounding: Extract<Rounding, "half-up" | "half-even"> = "half-up",
): Decimal => roundToMinor(multiply(amount, decimalOf(rate.rate)), currency, rounding);
