import { assert } from "../fault/fault.ts";
import {
  coefficientAt,
  type Decimal,
  decimal,
  isNegative,
  isZero,
  negate,
  trim,
} from "./decimal.ts";

/**
 * Splits a total by weights into parts of at most `scale` digits after the point that add up to the total exactly.
 *
 * Largest remainder: each part is its ideal share cut down to a whole unit, and the units left over go one each to
 * the largest cut-off remainders, ties to the earlier part. So a part is less than one unit from its ideal share, a
 * zero weight gets nothing, and a negative total is the mirror of the positive one.
 *
 * The total must fit `scale`; weights are not negative and not all zero. Anything else is a bug and throws.
 */
export function allocate(total: Decimal, weights: readonly Decimal[], scale: number): Decimal[] {
  assert(trim(total).scale <= scale, `the total of an allocation fits ${scale} decimals`);
  assert(!weights.some(isNegative), "no weight of an allocation is negative");
  assert(!weights.every(isZero), "an allocation has a weight above zero");
  if (isNegative(total)) return allocate(negate(total), weights, scale).map(negate);

  const units = BigInt(coefficientAt(trim(total), scale));
  const weightScale = Math.max(...weights.map((weight) => weight.scale));
  const sizes = weights.map((weight) => BigInt(coefficientAt(weight, weightScale)));
  const whole = sizes.reduce((sum, size) => sum + size, 0n);
  const parts = sizes.map((size, index) => {
    const ideal = units * size;
    return { index, units: ideal / whole, remainder: ideal % whole };
  });
  const left = Number(units - parts.reduce((sum, part) => sum + part.units, 0n));
  const byRemainder = parts.toSorted((a, b) =>
    a.remainder > b.remainder ? -1 : a.remainder < b.remainder ? 1 : a.index - b.index,
  );
  const raised = new Set(byRemainder.slice(0, left));
  return parts.map((part) => decimal(raised.has(part) ? part.units + 1n : part.units, scale));
}
