import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { type Decimal, isNegative, isPositive } from "../money/decimal.ts";
import { readMinorAmount } from "../money/minor-amount.ts";

/** As {@link readMinorAmount}, above zero: else `amount-not-positive`. */
export function readPositive(text: string, currency: CurrencyCode, path: string): Result<Decimal> {
  const read = readMinorAmount(text, currency, path);
  if (!read.ok || isPositive(read.value)) return read;
  return refuse(signFault("amount-not-positive", "above zero", text, path));
}

/** As {@link readMinorAmount}, zero or more: else `negative-amount`. */
export function readNotNegative(
  text: string,
  currency: CurrencyCode,
  path: string,
): Result<Decimal> {
  const read = readMinorAmount(text, currency, path);
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
