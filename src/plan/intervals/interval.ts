/** Everything from one number to another; without end where nothing better is known. Neither bound is NaN. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Anything. */
export const unbounded: Interval = {
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
};

/** One number; anything where it is none. */
export const exactly = (value: number): Interval =>
  Number.isNaN(value) ? unbounded : { low: value, high: value };

/** From the least to the largest of some numbers; anything where one of them is none. */
export function spanning(values: readonly number[]): Interval {
  if (values.some(Number.isNaN)) return unbounded;
  return { low: Math.min(...values), high: Math.max(...values) };
}

/** An answer that may be either. */
export const maybe: Interval = { low: 0, high: 1 };

/** From the largest turned round to the least. */
export const negated = ({ low, high }: Interval): Interval => ({ low: -high, high: -low });

/** Anything of the one and anything of the other. */
export const added = (left: Interval, right: Interval): Interval =>
  spanning([left.low + right.low, left.high + right.high]);

/** Anything of the one times anything of the other. */
export const multiplied = (left: Interval, right: Interval): Interval =>
  spanning([
    product(left.low, right.low),
    product(left.low, right.high),
    product(left.high, right.low),
    product(left.high, right.high),
  ]);

/** A bound without end times nothing is nothing: it is only ever approached. */
const product = (left: number, right: number): number =>
  left === 0 || right === 0 ? 0 : left * right;

/** Anything where the divisor may be nothing. */
export function divided(left: Interval, right: Interval): Interval {
  if (right.low <= 0 && right.high >= 0) return unbounded;
  return multiplied(left, { low: 1 / right.high, high: 1 / right.low });
}

/** A power; anything where the base may be below 0 and the exponent is no whole number. */
export function raised(base: Interval, exponent: Interval): Interval {
  if (base.low > 0 || (base.low === 0 && exponent.low >= 0))
    return spanning([
      base.low ** exponent.low,
      base.low ** exponent.high,
      base.high ** exponent.low,
      base.high ** exponent.high,
    ]);
  const times = exponent.low;
  if (times !== exponent.high || !Number.isInteger(times) || times < 0) return unbounded;
  const ends = spanning([base.low ** times, base.high ** times]);
  return times % 2 === 1 || base.high <= 0 || times === 0 ? ends : { low: 0, high: ends.high };
}

/** What a function that never falls makes of it. */
export const rising = (value: (one: number) => number, { low, high }: Interval): Interval =>
  spanning([value(low), value(high)]);

/** Either of two. */
export const hull = (left: Interval, right: Interval): Interval => ({
  low: Math.min(left.low, right.low),
  high: Math.max(left.high, right.high),
});
