import { binomial } from "./draw.ts";
import type { RandomStream } from "./random-stream.ts";

/** A month of delay, in days. */
export const daysOfMonth = 365.25 / 12;

/** What a plan says of payments in a month of it: a figure of `capital.`, as `paid-late`. */
export type ReadPayments = (figure: string, month: number) => number;

/** The part of those who pay an invoice of a month who do so in that month and in each one after. */
export type PaidMonths = (month: number) => readonly number[];

/**
 * When invoices are paid, as the statements of a plan count it: after a delay of so many whole months, and by its rest as often one month later;
 * those who pay late after both delays.
 */
export function paidMonths(read: ReadPayments): PaidMonths {
  const known = new Map<number, readonly number[]>();
  return (month) => {
    const own = known.get(month) ?? partsOf(month, read);
    known.set(month, own);
    return own;
  };
}

function partsOf(month: number, read: ReadPayments): readonly number[] {
  const parts: number[] = [];
  const add = (part: number, delay: number): void => {
    const whole = Math.floor(delay);
    while (parts.length <= whole + 1) parts.push(0);
    parts[whole] = (parts[whole] ?? 0) + part * (1 - (delay - whole));
    parts[whole + 1] = (parts[whole + 1] ?? 0) + part * (delay - whole);
  };
  const late = read("paid-late", month);
  add(1 - late, read("collected-after", month));
  add(late, read("collected-after", month) + read("late-by", month));
  return parts;
}

/** Divides so many among parts that add up to 1, each by chance: a multinomial number. */
export function divided(
  stream: RandomStream,
  many: number,
  parts: readonly number[],
): readonly number[] {
  let left = many;
  let rest = 1;
  return parts.map((part) => {
    const own = rest > 0 ? binomial(stream, left, Math.min(1, part / rest)) : 0;
    left -= own;
    rest -= part;
    return own;
  });
}
