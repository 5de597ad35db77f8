import {
  bigPowerOfTen,
  coefficientAt,
  type Decimal,
  decimal,
  isZero,
  multiply,
  powersOfTen,
} from "./decimal.ts";

/**
 * How a value between two neighbours is settled. `half-up` sends ties away from zero (the default of every invoice),
 * `half-even` to the even neighbour. `up` and `down` go away from and toward zero: whole packages, never money.
 */
export type Rounding = "half-up" | "half-even" | "up" | "down";

/** dividend / divisor to a whole number, both safe integers, in machine arithmetic: every step of it is exact. */
function wholeQuotient(dividend: number, divisor: number, rounding: Rounding): number {
  const n = dividend < 0 ? -dividend : dividend;
  const d = divisor < 0 ? -divisor : divisor;
  const rest = n % d;
  const quotient = (n - rest) / d;
  const againstHalf = rest - (d - rest);
  const away = awayFromZero(rounding, rest === 0, againstHalf, quotient % 2 === 1);
  const size = away ? quotient + 1 : quotient;
  return dividend < 0 === divisor < 0 ? size : 0 - size;
}

/** {@link wholeQuotient} for integers of any size. */
function wholeBigQuotient(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const n = dividend < 0n ? -dividend : dividend;
  const d = divisor < 0n ? -divisor : divisor;
  const quotient = n / d;
  const rest = n - quotient * d;
  const againstHalf = rest * 2n < d ? -1 : rest * 2n > d ? 1 : 0;
  const away = awayFromZero(rounding, rest === 0n, againstHalf, quotient % 2n === 1n);
  const size = away ? quotient + 1n : quotient;
  return dividend < 0n === divisor < 0n ? size : -size;
}

/** Whether the size goes up by one; `againstHalf` has the sign of the cut-off part less one half. */
function awayFromZero(
  rounding: Rounding,
  exact: boolean,
  againstHalf: number,
  odd: boolean,
): boolean {
  if (exact) return false;
  switch (rounding) {
    case "half-up":
      return againstHalf >= 0;
    case "half-even":
      return againstHalf > 0 || (againstHalf === 0 && odd);
    case "up":
      return true;
    case "down":
      return false;
  }
}

/**
 * The value rounded to `scale` digits after the point.
 * A value that already fits is returned as it is, so rounding twice to one scale equals rounding once.
 */
export function round(value: Decimal, scale: number, rounding: Rounding = "half-up"): Decimal {
  const drop = value.scale - scale;
  if (drop <= 0) return value;
  if (scale < 0) throw new Error(`broken invariant: there is no scale ${scale}`);
  const { coefficient } = value;
  const unit = powersOfTen[drop];
  if (typeof coefficient === "number" && unit !== undefined)
    return { coefficient: wholeQuotient(coefficient, unit, rounding), scale };
  return decimal(wholeBigQuotient(BigInt(coefficient), bigPowerOfTen(drop), rounding), scale);
}

/**
 * left / right rounded to `scale` digits after the point; right must not be zero.
 * The only division: a quotient always says where and how it is rounded.
 */
export function divide(
  left: Decimal,
  right: Decimal,
  scale: number,
  rounding: Rounding = "half-up",
): Decimal {
  if (isZero(right)) throw new Error("broken invariant: division by zero");
  if (scale < 0) throw new Error(`broken invariant: there is no scale ${scale}`);
  const shift = scale + right.scale - left.scale;
  const dividend = shift > 0 ? coefficientAt({ ...left, scale: 0 }, shift) : left.coefficient;
  const divisor = shift < 0 ? coefficientAt({ ...right, scale: 0 }, -shift) : right.coefficient;
  if (typeof dividend === "number" && typeof divisor === "number")
    return { coefficient: wholeQuotient(dividend, divisor, rounding), scale };
  return decimal(wholeBigQuotient(BigInt(dividend), BigInt(divisor), rounding), scale);
}

/**
 * value × numerator / denominator in one rounding; safe integers, denominator > 0. Used for proration.
 * Numerator equal to denominator gives the value rounded, so a full period costs what the plan says.
 */
export function timesFraction(
  value: Decimal,
  fraction: { readonly numerator: number; readonly denominator: number },
  scale: number,
  rounding: Rounding = "half-up",
): Decimal {
  const product = multiply(value, decimal(fraction.numerator));
  return divide(product, decimal(fraction.denominator), scale, rounding);
}
