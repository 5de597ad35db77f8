import type { Result } from "../fault/fault.ts";
import { type CurrencyCode, minorUnits, requireMinorUnit } from "./currency.ts";
import { type Decimal, type DecimalText, formatFixed, parseDecimal } from "./decimal.ts";

/** An amount with all digits of the currency's minor unit, `"12.50"`: as states, documents and movements write it. */
export const minorText = (amount: Decimal, currency: CurrencyCode): DecimalText =>
  formatFixed(amount, minorUnits(currency));

/**
 * Reads an amount of whole minor units, of either sign. Refuses with `not-a-number`, `too-many-digits` or
 * `wrong-minor-unit`.
 */
export function readMinorAmount(
  text: string,
  currency: CurrencyCode,
  path: string,
): Result<Decimal> {
  const read = parseDecimal(text, path);
  return read.ok ? requireMinorUnit(read.value, currency, path) : read;
}
