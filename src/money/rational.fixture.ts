import { expect } from "vitest";
import { type Decimal, format } from "./decimal.ts";

/**
 * An exact fraction in lowest terms with a positive denominator: the arithmetic that tests work their own answers out in.
 * Slow, and on purpose free of the code it checks: only the text of a value is ever handed over.
 */
export interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

function fraction(over: bigint, under: bigint): Rational {
  let [a, b] = [over < 0n ? -over : over, under < 0n ? -under : under];
  while (b !== 0n) [a, b] = [b, a % b];
  const divisor = a === 0n ? 1n : a;
  const sign = under < 0n ? -1n : 1n;
  return { over: (sign * over) / divisor, under: (sign * under) / divisor };
}

/** The fraction of a plain decimal, or of one with a percent sign or a currency behind it. */
export function rational(text: string | number | bigint | Decimal): Rational {
  const plain = typeof text === "object" ? format(text) : String(text);
  const [, sign = "", whole = "0", decimals = "", percent] =
    /^(-?)(\d+)(?:\.(\d+))?(%?)/.exec(plain) ?? [];
  const digits = BigInt(`${sign}${whole}${decimals}`);
  return fraction(digits, 10n ** BigInt(decimals.length + (percent === "%" ? 2 : 0)));
}

export const none: Rational = { over: 0n, under: 1n };

export const plus = (a: Rational, b: Rational): Rational =>
  fraction(a.over * b.under + b.over * a.under, a.under * b.under);
export const minus = (a: Rational, b: Rational): Rational => plus(a, negated(b));
export const negated = ({ over, under }: Rational): Rational => ({ over: -over, under });
export const times = (a: Rational, b: Rational): Rational =>
  fraction(a.over * b.over, a.under * b.under);
export const quotient = (a: Rational, b: Rational): Rational =>
  fraction(a.over * b.under, a.under * b.over);
export const isLess = (a: Rational, b: Rational): boolean => a.over * b.under < b.over * a.under;
export const least = (a: Rational, b: Rational): Rational => (isLess(b, a) ? b : a);
export const most = (a: Rational, b: Rational): Rational => (isLess(a, b) ? b : a);
export const size = (a: Rational): Rational => (a.over < 0n ? negated(a) : a);

/** The largest whole number that is not above the fraction. */
export function floored({ over, under }: Rational): Rational {
  const cut = over / under;
  return fraction(over < 0n && cut * under !== over ? cut - 1n : cut, 1n);
}

/** The smallest whole number that is not below the fraction. */
export const ceiled = (value: Rational): Rational => negated(floored(negated(value)));

/** To a number of digits, ties away from zero. */
export function rounded(value: Rational, digits: number): Rational {
  const unit = fraction(10n ** BigInt(digits), 1n);
  const up = floored(plus(times(size(value), unit), fraction(1n, 2n)));
  return quotient(value.over < 0n ? negated(up) : up, unit);
}

/** The fraction as text that equals that of a decimal of the same value: `25/2`, `3`. */
export const shown = ({ over, under }: Rational): string =>
  under === 1n ? `${over}` : `${over}/${under}`;

/** Expects the exact amount, to the last digit. */
export function expectExactly(amount: Decimal, expected: Rational): void {
  expect(shown(rational(amount))).toBe(shown(expected));
}
