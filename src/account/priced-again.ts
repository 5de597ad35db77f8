import { type Decimal, format, formatFixed, negate, subtract, trim } from "../money/decimal.ts";
import type { Rated } from "../pricing/price-kind.ts";
import type { Fraction } from "../time/proration.ts";
import type { LineAmounts, LineDraft } from "./line.ts";
import type { PriceBook } from "./price-book.ts";

/**
 * How the gross amount of a difference came to be: what is priced now, less the part of the period that is not served, less what
 * was billed. Each step is an amount of its own and they add up, so nothing is left for a proration to explain.
 */
export function pricedAgain(
  { rated, fraction }: Pick<LineDraft, "rated" | "fraction">,
  amounts: LineAmounts,
  before: Decimal,
  { minorUnits }: PriceBook,
): { readonly rated: LineDraft["rated"]; readonly fraction: undefined; readonly exact: Decimal } {
  const unserved =
    fraction === undefined
      ? []
      : [{ label: unservedWords(fraction), amount: exactText(amounts.gross, amounts.exact) }];
  const billed = { label: "already billed", amount: formatFixed(negate(before), minorUnits) };
  const steps: Rated["steps"] = [...rated.steps, ...unserved, billed];
  const now = fraction === undefined ? amounts.exact : amounts.gross;
  return { rated: { ...rated, steps }, fraction: undefined, exact: subtract(now, before) };
}

const exactText = (gross: Decimal, exact: Decimal): string => format(trim(subtract(gross, exact)));

/** More parts than this are not days. */
const DAYS_MAX = 3_660;

const unservedWords = ({ numerator, denominator }: Fraction): string =>
  denominator > DAYS_MAX
    ? "time not served"
    : `${denominator - numerator} of ${denominator} days not served`;
