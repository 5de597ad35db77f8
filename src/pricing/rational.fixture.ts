import fc, { type Arbitrary } from "fast-check";
import { type Decimal, decimal, format } from "../money/decimal.ts";
import type { Item } from "./price-kind.ts";

/** An exact fraction in lowest terms with a positive denominator, for oracles: it computes with nothing of src/money. */
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
export function rational(text: string | number | Decimal): Rational {
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

/** To a number of digits, ties away from zero. */
export function rounded(value: Rational, digits: number): Rational {
  const unit = fraction(10n ** BigInt(digits), 1n);
  const up = floored(plus(times(size(value), unit), fraction(1n, 2n)));
  return quotient(value.over < 0n ? negated(up) : up, unit);
}

/** The fraction as text that equals that of a decimal of the same value: `25/2`, `3`. */
export const shown = ({ over, under }: Rational): string =>
  under === 1n ? `${over}` : `${over}/${under}`;

/** A value to price, in whole minor units or with up to four digits, with the edges of a price drawn often. */
export function anyValue(
  edges: readonly number[],
  options: { negative?: boolean } = {},
): Arbitrary<Decimal> {
  const around = fc
    .tuple(fc.constantFrom(...edges), fc.integer({ min: -1, max: 1 }))
    .map(([edge, cent]) => decimal(Math.max(0, edge * 100 + cent), 2));
  const values = fc.oneof(
    { weight: 4, arbitrary: around },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 30_000 }).map((cents) => decimal(cents, 2)) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 900_000 }).map((n) => decimal(n, 4)) },
    { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 20n }).map((n) => decimal(n, 6)) },
  );
  if (options.negative === false) return values;
  return fc.tuple(values, fc.integer({ min: 0, max: 5 })).map(([value, die]) => {
    return die === 0 ? decimal(-BigInt(value.coefficient), value.scale) : value;
  });
}

/** Up to `most` events with distinct ids and clashing times, in any order; one in six is a correction. */
export function anyEvents(edges: readonly number[], most = 14): Arbitrary<readonly Item[]> {
  const drawn = fc.record({ quantity: anyValue(edges), time: fc.integer({ min: 0, max: 6 }) });
  return fc
    .array(drawn, { maxLength: most })
    .map((events) => events.map((event, at) => ({ ...event, id: `e${(at * 5) % most}` })));
}
