import { assert } from "../fault/fault.ts";
import {
  coefficientAt,
  type Decimal,
  decimal,
  isNegative,
  isZero,
  negate,
  sum,
  trim,
} from "../money/decimal.ts";

/** The share of each gross amount that is net: part / whole. */
interface NetShare {
  readonly part: Decimal;
  readonly whole: Decimal;
  readonly minorUnits: number;
}

/**
 * The nets of gross amounts of either sign, adding up to `total`: each share cut down to a whole minor unit, and the
 * units left over one each to the largest cut-off remainders, ties to the earlier line. So each net is less than one
 * minor unit from its exact share. Negated amounts give negated nets.
 *
 * `total` is the sum of the exact shares rounded to the nearest minor unit; anything else is a bug and throws.
 */
export function allocateNets(
  total: Decimal,
  grosses: readonly Decimal[],
  share: NetShare,
): Decimal[] {
  const first = grosses.find((gross) => !isZero(gross));
  const all = sum(grosses);
  if (isZero(all) ? first !== undefined && isNegative(first) : isNegative(all))
    return allocateNets(negate(total), grosses.map(negate), share).map(negate);
  const scale = Math.max(share.part.scale, share.whole.scale);
  const part = BigInt(coefficientAt(share.part, scale));
  const whole = BigInt(coefficientAt(share.whole, scale));
  const units = (value: Decimal): bigint => BigInt(coefficientAt(trim(value), share.minorUnits));
  const parts = grosses.map((gross, index) => {
    const exact = units(gross) * part;
    const down = exact / whole;
    // BigInt division cuts toward zero; below zero the cut goes down by one more.
    const floor = exact < 0n && exact % whole !== 0n ? down - 1n : down;
    return { index, floor, remainder: exact - floor * whole };
  });
  const left = Number(units(total) - parts.reduce((added, { floor }) => added + floor, 0n));
  const raisable = parts.filter(({ remainder }) => remainder > 0n);
  assert(left >= 0 && left <= raisable.length, "the nets' total is their exact sum, rounded");
  const raised = new Set(
    raisable
      .toSorted((a, b) => (a.remainder === b.remainder ? 0 : a.remainder > b.remainder ? -1 : 1))
      .slice(0, left)
      .map(({ index }) => index),
  );
  return parts.map(({ index, floor }) =>
    decimal(raised.has(index) ? floor + 1n : floor, share.minorUnits),
  );
}
