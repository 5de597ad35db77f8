import {
  digitsOf,
  lastOf,
  passesLuhn,
  passesMod1110,
  remainderOf,
  weighted,
} from "./check-digits.ts";
import type { VatNumberRule } from "./vat-number-rule.ts";

type Digits = readonly number[];

/** A number of digits alone that its country checks in one way. */
const rule = (
  pattern: RegExp,
  example: string,
  check: (digits: Digits) => boolean,
): VatNumberRule => ({
  pattern,
  example,
  check: (number) => check(digitsOf(number.replace(/\D/g, ""))),
});

/** Whether Σ digit × weight is a multiple of the modulus. */
const multipleOf =
  (modulus: number, ...weights: readonly number[]) =>
  (digits: Digits): boolean =>
    weighted(digits, weights) % modulus === 0;

/** Whether the last digit is what `digit` makes of Σ digit × weight. */
const checkDigit =
  (weights: readonly number[], digit: (sum: number) => number) =>
  (digits: Digits): boolean =>
    digit(weighted(digits, weights)) === lastOf(digits);

const eleven = (sum: number): number => 11 - (sum % 11);

function passesAustria(digits: Digits): boolean {
  const sum = digits.slice(0, 7).reduce((total, digit, index) => {
    const product = index % 2 === 0 ? digit : digit * 2;
    return total + (product > 9 ? product - 9 : product);
  }, 4);
  return (10 - (sum % 10)) % 10 === lastOf(digits);
}

/** The first digits and the remainder they leave, in the last two. */
const lastTwo = (digits: Digits): number => remainderOf(digits.slice(-2), 100);

/** Provinces of issue, in the 8th to 10th digit, that Italy uses. */
const provinceOf = (digits: Digits): number => remainderOf(digits.slice(7, 10), 1_000);
const isProvince = (province: number): boolean =>
  (province >= 1 && province <= 100) || [120, 121, 888, 999].includes(province);

function passesLithuania(digits: Digits): boolean {
  const length = digits.length - 1;
  const weights = (first: number): readonly number[] =>
    Array.from({ length }, (_, index) => ((index + first - 1) % 9) + 1);
  const once = weighted(digits, weights(1)) % 11;
  const twice = weighted(digits, weights(3)) % 11;
  const expected = once === 10 ? twice % 10 : once;
  return digits[length - 1] === 1 && expected === lastOf(digits);
}

/** Whose digits are checked by one sum. By the prefix of the number. */
export const regularRules: Readonly<Record<string, VatNumberRule>> = {
  AT: rule(/^U\d{8}$/, "ATU13585627", passesAustria),
  BE: rule(
    /^[01]\d{9}$/,
    "BE0428759497",
    (digits) => 97 - remainderOf(digits.slice(0, 8), 97) === lastTwo(digits),
  ),
  DE: rule(/^[1-9]\d{8}$/, "DE136695976", passesMod1110),
  DK: rule(/^[1-9]\d{7}$/, "DK13585628", multipleOf(11, 2, 7, 6, 5, 4, 3, 2, 1)),
  EE: rule(/^\d{9}$/, "EE100931558", multipleOf(10, 3, 7, 1, 3, 7, 1, 3, 7, 1)),
  EL: rule(
    /^\d{9}$/,
    "EL094259216",
    checkDigit([256, 128, 64, 32, 16, 8, 4, 2], (sum) => (sum % 11) % 10),
  ),
  FI: rule(/^\d{8}$/, "FI20774740", multipleOf(11, 7, 9, 10, 5, 8, 4, 2, 1)),
  HR: rule(/^\d{11}$/, "HR33392005961", passesMod1110),
  HU: rule(/^\d{8}$/, "HU12892312", multipleOf(10, 9, 7, 3, 1, 9, 7, 3, 1)),
  IT: rule(
    /^(?!0{7})\d{11}$/,
    "IT00743110157",
    (digits) => isProvince(provinceOf(digits)) && passesLuhn(digits),
  ),
  LT: rule(/^(?:\d{9}|\d{12})$/, "LT119511515", passesLithuania),
  LU: rule(
    /^\d{8}$/,
    "LU15027442",
    (digits) => remainderOf(digits.slice(0, 6), 89) === lastTwo(digits),
  ),
  MT: rule(/^[1-9]\d{7}$/, "MT11679112", multipleOf(37, 3, 4, 6, 7, 8, 9, 10, 1)),
  NO: rule(
    /^\d{9}MVA$/,
    "NO995525828MVA",
    checkDigit([3, 2, 7, 6, 5, 4, 3, 2], (sum) => eleven(sum) % 11),
  ),
  PL: rule(
    /^\d{10}$/,
    "PL8567346215",
    checkDigit([6, 5, 7, 2, 3, 4, 5, 6, 7], (sum) => sum % 11),
  ),
  PT: rule(
    /^[1-9]\d{8}$/,
    "PT501964843",
    checkDigit([9, 8, 7, 6, 5, 4, 3, 2], (sum) => (eleven(sum) % 11) % 10),
  ),
  SE: rule(/^\d{10}(?!00)\d{2}$/, "SE123456789701", (digits) => passesLuhn(digits.slice(0, 10))),
  SI: rule(
    /^[1-9]\d{7}$/,
    "SI50223054",
    checkDigit([8, 7, 6, 5, 4, 3, 2], (sum) => (eleven(sum) === 10 ? 0 : eleven(sum))),
  ),
  SK: rule(/^[1-9]\d[2-47-9]\d{7}$/, "SK2022749619", (digits) => remainderOf(digits, 11) === 0),
  CH: rule(
    /^E\d{9}$/,
    "CHE107787577",
    checkDigit([5, 4, 3, 2, 7, 6, 5, 4], (sum) => eleven(sum) % 11),
  ),
};
