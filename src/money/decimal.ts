import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";

/**
 * An exact decimal number: `coefficient × 10^-scale`.
 *
 * The coefficient is a `number` while it is a safe integer and a `bigint` beyond, so everyday sums run on machine
 * integers and nothing ever rounds by accident. It is never -0. The scale is a whole number >= 0. One value has
 * several representations (1.0 and 1); compare with {@link compare}, print with {@link format}.
 */
export interface Decimal {
  readonly coefficient: number | bigint;
  readonly scale: number;
}

/** The plain text of a decimal: `-12.5`. The exact grammar is {@link parseDecimal}'s. */
export type DecimalText = `${number}`;

/** The most significant digits a decimal may have where it enters Florin. */
export const digitsMax = 38;
/** The most digits after the point a decimal may have where it enters Florin. */
export const scaleMax = 18;
/** The most significant digits that every double gives back as they were typed. */
const numberDigitsMax = 15;

/** The value 0. */
export const zero: Decimal = { coefficient: 0, scale: 0 };
/** The value 1. */
export const one: Decimal = { coefficient: 1, scale: 0 };

/** 10^0 to 10^15, each exact as a double; read from text because `**` need not be. */
export const powersOfTen: readonly number[] = Array.from({ length: 16 }, (_, n) =>
  Number(`1e${n}`),
);
const bigPowersOfTen: bigint[] = [];

/** 10^n as a bigint; n >= 0. */
export function bigPowerOfTen(n: number): bigint {
  const known = bigPowersOfTen[n];
  if (known !== undefined) return known;
  const power = 10n ** BigInt(n);
  bigPowersOfTen[n] = power;
  return power;
}

/** Makes a decimal from a whole number of units of 10^-scale; demotes a bigint that fits a safe integer. */
export function decimal(coefficient: number | bigint, scale = 0): Decimal {
  if (typeof coefficient === "number") {
    if (Number.isSafeInteger(coefficient)) return { coefficient: coefficient + 0, scale };
    throw new Error(`broken invariant: ${coefficient} is not a safe integer`);
  }
  const small = Number(coefficient);
  return { coefficient: Number.isSafeInteger(small) ? small : coefficient, scale };
}

const grammar = /^(-?)(\d+)(?:\.(\d+))?$/;
const textLengthMax = 80;
const digitsRule = `a number has at most ${digitsMax} digits, ${scaleMax} of them after the point`;
const leadingZeros = /^0+/;

function decimalFault(code: string, path: string, message: string, value: unknown): Fault {
  const shown = typeof value === "string" && value.length > 60 ? `${value.slice(0, 60)}…` : value;
  const suggestion = 'write a plain decimal such as "0.0005"';
  return { code, path, message, value: shown, suggestion };
}

/**
 * Reads a plain decimal such as `-12.50`: no exponent, no sign `+`, no spaces. `-0` is zero.
 * Refuses with `not-a-number` or, past {@link digitsMax} or {@link scaleMax}, `too-many-digits`.
 */
export function parseDecimal(text: string, path = ""): Result<Decimal> {
  if (typeof text === "string" && text.length > textLengthMax && /^-?\d[\d.]*$/.test(text))
    return refuse(decimalFault("too-many-digits", path, digitsRule, text));
  const match =
    typeof text === "string" && text.length <= textLengthMax ? grammar.exec(text) : null;
  if (match === null)
    return refuse(decimalFault("not-a-number", path, "this is not a decimal number", text));
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = whole + fraction;
  const tooLong = digits.length > digitsMax && digits.replace(leadingZeros, "").length > digitsMax;
  if (fraction.length > scaleMax || tooLong)
    return refuse(decimalFault("too-many-digits", path, digitsRule, text));
  return ok(fromDigits(sign, digits, fraction.length));
}

function fromDigits(sign: string, digits: string, scale: number): Decimal {
  const text = sign + digits;
  return decimal(digits.length <= numberDigitsMax ? Number(text) : BigInt(text), scale);
}

/**
 * Reads a number of JSON or of source text as the shortest decimal that gives it back: what its author typed, as
 * long as that had at most {@link numberDigitsMax} significant digits.
 * Refuses with `imprecise-number` what may stand for something else (more digits, beyond 2^53, -0, NaN, infinity),
 * and with `too-many-digits` what needs more than {@link scaleMax} digits after the point.
 */
export function parseNumber(number: number, path = ""): Result<Decimal> {
  const size = Math.abs(number);
  if (Number.isInteger(number) && size < 1e15 && !Object.is(number, -0))
    return ok({ coefficient: number, scale: 0 });
  const match = size <= Number.MAX_SAFE_INTEGER ? numberGrammar.exec(String(number)) : null;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match ?? [];
  const digits = (whole + fraction).replace(leadingZeros, "");
  if (digits === "" || digits.replace(/0+$/, "").length > numberDigitsMax) {
    const message = "a number cannot hold this exactly";
    const fault = decimalFault("imprecise-number", path, message, String(number));
    return refuse({ ...fault, suggestion: 'write it as a string such as "0.0005"' });
  }
  const scale = fraction.length + Number(exponent);
  if (scale <= scaleMax) return ok(fromDigits(sign, digits, scale));
  const rule = `a number has at most ${scaleMax} digits after the point`;
  return refuse(decimalFault("too-many-digits", path, rule, String(number)));
}

/** The text of a finite double below 2^53; its exponent, if any, is negative. */
const numberGrammar = /^(-?)(\d+)(?:\.(\d+))?(?:e-(\d+))?$/;

/**
 * Reads a decimal that the program itself wrote, of any length: an exact product has more digits than
 * {@link parseDecimal} lets in. A malformed one is a bug and throws.
 */
export function decimalOf(text: string | number): Decimal {
  if (typeof text === "number") {
    const read = parseNumber(text);
    if (read.ok) return read.value;
  } else {
    const [whole, sign = "", units = "", fraction = ""] = grammar.exec(text) ?? [];
    if (whole !== undefined) return fromDigits(sign, units + fraction, fraction.length);
  }
  throw new Error(`broken invariant: "${text}" is not a decimal`);
}

const MINUS = 45;
const ZERO = 48;

/** The shortest plain text of the value: no exponent, no trailing zeros, `0` for zero of either sign. */
export function format(value: Decimal): DecimalText {
  const { coefficient, scale } = value;
  const digits = String(coefficient);
  if (scale === 0) return digits as DecimalText;
  if (isZero(value)) return "0";
  // Zeros are dropped from the text: a division for each costs more.
  let end = digits.length;
  const first = end - scale;
  while (end > first && digits.charCodeAt(end - 1) === ZERO) end -= 1;
  return end === digits.length ? place(digits, scale) : place(digits.slice(0, end), end - first);
}

/** The value with exactly `digits` digits after the point; the value must not need more. */
export function formatFixed(value: Decimal, digits: number): DecimalText {
  if (value.scale === digits) return place(String(value.coefficient), digits);
  const trimmed = trim(value);
  if (trimmed.scale > digits)
    throw new Error(`broken invariant: ${format(value)} has more than ${digits} decimals`);
  return place(String(coefficientAt(trimmed, digits)), digits);
}

function place(coefficient: string, scale: number): DecimalText {
  // A whole or split run of digits is a number's text, which the compiler cannot see.
  if (scale === 0) return coefficient as DecimalText;
  const sign = coefficient.charCodeAt(0) === MINUS ? 1 : 0;
  const split = coefficient.length - scale;
  if (split > sign)
    return `${coefficient.slice(0, split)}.${coefficient.slice(split)}` as DecimalText;
  const fraction = coefficient.slice(sign).padStart(scale, "0");
  return `${sign === 1 ? "-" : ""}0.${fraction}` as DecimalText;
}

/** The same value with the smallest scale that holds it. */
export function trim(value: Decimal): Decimal {
  let { coefficient, scale } = value;
  if (typeof coefficient === "number") {
    if (coefficient === 0) return zero;
    if (scale === 0 || coefficient % 10 !== 0) return value;
    while (scale > 0 && coefficient % 10 === 0) {
      coefficient /= 10;
      scale -= 1;
    }
    return { coefficient, scale };
  }
  while (scale > 0 && coefficient % 10n === 0n) {
    coefficient /= 10n;
    scale -= 1;
  }
  return decimal(coefficient, scale);
}

/** The coefficient at a larger or equal scale; a smaller one would lose digits and throws. */
export function coefficientAt(value: Decimal, scale: number): number | bigint {
  const shift = scale - value.scale;
  if (shift === 0) return value.coefficient;
  if (shift < 0)
    throw new Error(`broken invariant: scale ${scale} is below the value's ${value.scale}`);
  if (typeof value.coefficient === "number") {
    const shifted = value.coefficient * (powersOfTen[shift] ?? Number.NaN);
    if (Number.isSafeInteger(shifted)) return shifted;
  }
  return BigInt(value.coefficient) * bigPowerOfTen(shift);
}

/** The exact sum, at the larger of the two scales. */
export function add(left: Decimal, right: Decimal): Decimal {
  const scale = Math.max(left.scale, right.scale);
  const a = coefficientAt(left, scale);
  const b = coefficientAt(right, scale);
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return { coefficient: sum, scale };
  }
  return decimal(BigInt(a) + BigInt(b), scale);
}

/** The value with the other sign; zero stays zero. */
export function negate(value: Decimal): Decimal {
  const { coefficient, scale } = value;
  return { coefficient: typeof coefficient === "number" ? 0 - coefficient : -coefficient, scale };
}

/** The exact difference: left less right. */
export function subtract(left: Decimal, right: Decimal): Decimal {
  return add(left, negate(right));
}

/** The exact product; the scales add up. */
export function multiply(left: Decimal, right: Decimal): Decimal {
  const scale = left.scale + right.scale;
  const a = left.coefficient;
  const b = right.coefficient;
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    // Adding zero turns -0, the product of 0 and a negative, into 0.
    if (Number.isSafeInteger(product)) return { coefficient: product + 0, scale };
  }
  return decimal(BigInt(a) * BigInt(b), scale);
}

/** -1, 0 or 1 as left is smaller than, equal to or larger than right. */
export function compare(left: Decimal, right: Decimal): -1 | 0 | 1 {
  const scale = Math.max(left.scale, right.scale);
  const a = coefficientAt(left, scale);
  const b = coefficientAt(right, scale);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether two decimals are the same value, whatever their scales: 1.0 equals 1. */
export const equals = (left: Decimal, right: Decimal): boolean => compare(left, right) === 0;
/** Whether the value is 0. */
export const isZero = (value: Decimal): boolean =>
  value.coefficient === 0 || value.coefficient === 0n;
/** Whether the value is below 0. */
export const isNegative = (value: Decimal): boolean => value.coefficient < 0;
/** Whether the value is above 0. */
export const isPositive = (value: Decimal): boolean => value.coefficient > 0;
/** The smaller of two; the left one where they are equal. */
export const min = (left: Decimal, right: Decimal): Decimal =>
  compare(left, right) <= 0 ? left : right;
/** The larger of two; the left one where they are equal. */
export const max = (left: Decimal, right: Decimal): Decimal =>
  compare(left, right) >= 0 ? left : right;
/** The value without its sign. */
export const absolute = (value: Decimal): Decimal => (isNegative(value) ? negate(value) : value);

/** The exact sum of any number of values; zero for none. */
export function sum(values: Iterable<Decimal>): Decimal {
  let total = zero;
  for (const value of values) total = add(total, value);
  return total;
}
