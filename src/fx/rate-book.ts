import type { Fault } from "../fault/fault.ts";
import { equals } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import { type DatedRate, type FxRate, type RateTable, readRate } from "./rate-table.ts";

/** A rate, and since when it is known. */
export interface KnownRate extends FxRate {
  /** UTC. */
  readonly knownSince: Instant;
  /** Whether it replaces another rate of the pair and day. */
  readonly corrects: boolean;
}

/** Rates with the moments at which they became known: what was booked once can be counted again from the same rates. */
export interface RateBook {
  /** The rates that were known at a moment, those told at that very moment included. */
  readonly knownAt: (at: Instant) => RateTable;
}

/** A rate that was not taken, and why. */
export interface RefusedRate<T extends KnownRate = KnownRate> {
  readonly rate: T;
  readonly faults: readonly Fault[];
}

/** A rate of one day, as told and perhaps corrected since: oldest knowledge first. */
interface DayRates {
  readonly dayNumber: number;
  readonly told: { readonly dated: DatedRate; readonly knownSince: Instant }[];
}

/** A book in which nothing is known. */
export const noRates: RateBook = { knownAt: () => ({ lastRate: () => undefined }) };

/**
 * Opens a book of rates, told in any order. The same rate again is one. Another rate of a pair and day replaces it from its
 * own moment on where it `corrects`; else it is refused with `fx-rate-conflict`, and the first to be known stays. Also
 * refused is what `openRateTable` refuses.
 */
export function openRateBook<T extends KnownRate>(
  rates: readonly T[],
): { readonly book: RateBook; readonly refused: readonly RefusedRate<T>[] } {
  const pairs = new Map<string, Map<number, DayRates>>();
  const refused: RefusedRate<T>[] = [];
  for (const rate of rates.toSorted(byKnowledge)) {
    const read = readRate(rate, "");
    if (!read.ok) {
      refused.push({ rate, faults: read.faults });
      continue;
    }
    const pair = `${rate.from} ${rate.to}`;
    const days = pairs.get(pair) ?? new Map<number, DayRates>();
    pairs.set(pair, days);
    const { dayNumber } = read.value;
    const own = days.get(dayNumber) ?? { dayNumber, told: [] };
    days.set(dayNumber, own);
    const last = own.told.at(-1)?.dated;
    if (last !== undefined && equals(last.rate, read.value.rate)) continue;
    if (last !== undefined && !rate.corrects)
      refused.push({ rate, faults: [rateConflict(rate, "/rate")] });
    else own.told.push({ dated: read.value, knownSince: rate.knownSince });
  }
  const sorted = new Map(
    [...pairs].map(([pair, days]) => [
      pair,
      [...days.values()].sort((left, right) => left.dayNumber - right.dayNumber),
    ]),
  );
  const knownAt: RateBook["knownAt"] = (at) => ({
    lastRate: (from, to, dayNumber) => lastKnown(sorted.get(`${from} ${to}`) ?? [], dayNumber, at),
  });
  return { book: { knownAt }, refused };
}

function byKnowledge(left: KnownRate, right: KnownRate): number {
  if (left.knownSince !== right.knownSince) return left.knownSince - right.knownSince;
  if (left.corrects !== right.corrects) return left.corrects ? 1 : -1;
  if (left.rate === right.rate) return 0;
  return left.rate < right.rate ? -1 : 1;
}

/** The refusal of another rate for a pair and day. */
export const rateConflict = ({ from, to, day, rate }: FxRate, path: string): Fault => ({
  code: "fx-rate-conflict",
  path,
  message: `another rate of ${from} ${to} is known for ${day}`,
  value: rate,
  suggestion: 'leave it as it is, or say "corrects": true',
});

/** The rate of the last day, not after a day, of which any was known. */
function lastKnown(
  days: readonly DayRates[],
  dayNumber: number,
  at: Instant,
): DatedRate | undefined {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle]?.dayNumber ?? Infinity) <= dayNumber) low = middle + 1;
    else high = middle;
  }
  for (let index = low - 1; index >= 0; index -= 1) {
    const known = days[index]?.told.findLast(({ knownSince }) => knownSince <= at);
    if (known !== undefined) return known.dated;
  }
  return undefined;
}
