import { expect } from "vitest";
import { type Decimal, format } from "../money/decimal.ts";

/**
 * A fraction of two bigints: the arithmetic that the price tests work their own answers out in. Slow, and on purpose
 * free of the code it checks: only the text of an amount is ever handed over.
 */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The fraction of a decimal text such as `0.0000005`. */
export function fraction(text: string | number | bigint): Fraction {
  const [whole = "", digits = ""] = String(text).split(".");
  return { numerator: BigInt(whole + digits), denominator: 10n ** BigInt(digits.length) };
}

export const nought = fraction(0);

export function plus(left: Fraction, right: Fraction): Fraction {
  return {
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

export function times(left: Fraction, right: Fraction): Fraction {
  return {
    numerator: left.numerator * right.numerator,
    denominator: left.denominator * right.denominator,
  };
}

export const minus = (left: Fraction, right: Fraction): Fraction =>
  plus(left, times(fraction(-1), right));

export function over(left: Fraction, right: Fraction): Fraction {
  return {
    numerator: left.numerator * right.denominator,
    denominator: left.denominator * right.numerator,
  };
}

/** Whether left <= right; both denominators are above zero. */
export const atMost = (left: Fraction, right: Fraction): boolean =>
  left.numerator * right.denominator <= right.numerator * left.denominator;

export const largest = (left: Fraction, right: Fraction): Fraction =>
  atMost(left, right) ? right : left;

/** The smallest whole number that is not below a value of zero or more. */
export const ceiling = ({ numerator, denominator }: Fraction): Fraction =>
  fraction((numerator + denominator - 1n) / denominator);

/** Expects the exact amount, to the last digit. */
export function expectExactly(amount: Decimal, expected: Fraction): void {
  const { numerator, denominator } = fraction(format(amount));
  const same = numerator * expected.denominator === expected.numerator * denominator;
  if (!same)
    expect(`${numerator}/${denominator}`).toBe(`${expected.numerator}/${expected.denominator}`);
}
