import { assert, type Fault } from "../fault/fault.ts";
import { bigPowerOfTen, type Decimal, decimal, multiply, trim } from "../money/decimal.ts";
import type { Quantity } from "../money/quantity.ts";
import { checkQuantity, quantityValue } from "./document-values.ts";

/**
 * Faults of `per`, the number of units that a unit price is stated for ("0.10 USD per 1000").
 * `inexact-per`: a divisor with a prime factor other than 2 and 5 has no finite decimal quotient, so a price for one
 * unit would have to be rounded. 1000 and 2.5 are exact, 3 and 12 are not.
 */
export function checkPer(per: Quantity | undefined, path: string): readonly Fault[] {
  if (per === undefined) return [];
  const faults = checkQuantity(per, path, "positive");
  if (faults.length > 0 || reciprocal(quantityValue(per)) !== undefined) return faults;
  const message = "a unit price divided by this has no exact decimal";
  const suggestion = "divide by 10, 1000, 1024 …, or use a package price for whole packs";
  return [{ code: "inexact-per", path, message, value: per, suggestion }];
}

/** The exact price of one unit, from a price stated for `per` units; `per` has passed {@link checkPer}. */
export function pricePerUnit(price: Decimal, per: Quantity | undefined): Decimal {
  if (per === undefined) return trim(price);
  const share = reciprocal(quantityValue(per));
  assert(share !== undefined, "per was checked to be exact");
  return trim(multiply(price, share));
}

/** 1 / value as a finite decimal; undefined when there is none. */
function reciprocal(value: Decimal): Decimal | undefined {
  const { coefficient, scale } = trim(value);
  const divisor = BigInt(coefficient);
  let rest = divisor;
  let digits = 0;
  for (; rest % 10n === 0n; rest /= 10n) digits += 1;
  for (; rest % 2n === 0n; rest /= 2n) digits += 1;
  for (; rest % 5n === 0n; rest /= 5n) digits += 1;
  return rest === 1n ? decimal(bigPowerOfTen(digits + scale) / divisor, digits) : undefined;
}
