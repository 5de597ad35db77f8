import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { type CurrencyCode, minorUnits, requireMinorUnit } from "../money/currency.ts";
import {
  type Decimal,
  formatFixed,
  isNegative,
  isPositive,
  parseDecimal,
} from "../money/decimal.ts";

/** An amount as the state and the movements of credits write it: with all digits of the minor unit, `"12.50"`. */
export const minorText = (amount: Decimal, currency: CurrencyCode): string =>
  formatFixed(amount, minorUnits(currency));

/** Reads an amount of whole minor units. Refuses with `not-a-number`, `too-many-digits` or `wrong-minor-unit`. */
export function readAmount(text: string, currency: CurrencyCode, path: string): Result<Decimal> {
  const read = parseDecimal(text, path);
  return read.ok ? requireMinorUnit(read.value, currency, path) : read;
}

/** As {@link readAmount}, above zero: else `amount-not-positive`. */
export function readPositive(text: string, currency: CurrencyCode, path: string): Result<Decimal> {
  const read = readAmount(text, currency, path);
  if (!read.ok || isPositive(read.value)) return read;
  return refuse(signFault("amount-not-positive", "above zero", text, path));
}

/** As {@link readAmount}, zero or more: else `negative-amount`. */
export function readNotNegative(
  text: string,
  currency: CurrencyCode,
  path: string,
): Result<Decimal> {
  const read = readAmount(text, currency, path);
  if (!read.ok || !isNegative(read.value)) return read.ok ? ok(read.value) : read;
  return refuse(signFault("negative-amount", "zero or more", text, path));
}

const signFault = (code: string, rule: string, value: string, path: string): Fault => ({
  code,
  path,
  message: `this amount is ${rule}`,
  value,
  suggestion: `write an amount ${rule}`,
});
