import { type Fault, faultsOf, pathTo, type Result } from "../fault/fault.ts";
import { type CurrencyCode, parseCurrency } from "../money/currency.ts";
import { compare, type Decimal, decimal, equals, parseDecimal } from "../money/decimal.ts";
import { daysFromCivil, parseCivilDate } from "../time/calendar.ts";

/** What one unit of `from` was worth in `to` on a day. */
export interface FxRate {
  readonly from: CurrencyCode;
  readonly to: CurrencyCode;
  /** The day it was set for, `2026-01-30`. */
  readonly day: string;
  /** Decimal text above zero. */
  readonly rate: string;
  /** Who set it: `ECB`. */
  readonly source: string;
}

/** A rate of the table, read. */
export interface DatedRate {
  readonly day: string;
  /** Days since 1970-01-01. */
  readonly dayNumber: number;
  readonly rate: Decimal;
  readonly source: string;
}

/** Rates by pair and day, ready to be asked. */
export interface RateTable {
  /** The last rate stated for the pair, in this direction, not after the day (as a day number). */
  readonly lastRate: (
    from: CurrencyCode,
    to: CurrencyCode,
    dayNumber: number,
  ) => DatedRate | undefined;
}

/** No pair of currencies in use is further apart; within these a computed rate is never zero. */
const rateMin = decimal(1, 9);
const rateMax = decimal(1_000_000_000);

const pairOf = (from: string, to: string): string => `${from} ${to}`;

/** What is wrong with a rate by itself: `fx-same-currency`, `fx-rate-out-of-range`, and what is no currency, day or decimal. */
export function faultsOfRate(entry: FxRate, path: string): readonly Fault[] {
  const rate = parseDecimal(entry.rate, pathTo(path, "rate"));
  const faults = [
    ...faultsOf(parseCurrency(entry.from, pathTo(path, "from"))),
    ...faultsOf(parseCurrency(entry.to, pathTo(path, "to"))),
    ...faultsOf(parseCivilDate(entry.day, pathTo(path, "day"))),
    ...faultsOf(rate),
  ];
  if (entry.from === entry.to)
    faults.push({
      code: "fx-same-currency",
      path: pathTo(path, "to"),
      message: "a rate is between two currencies",
      value: entry.to,
    });
  if (rate.ok && (compare(rate.value, rateMin) < 0 || compare(rate.value, rateMax) > 0))
    faults.push({
      code: "fx-rate-out-of-range",
      path: pathTo(path, "rate"),
      message: "a rate lies between 0.000000001 and 1000000000",
      value: entry.rate,
      suggestion: "look at which way round the pair is",
    });
  return faults;
}

/** A rate by itself, read. Refuses what {@link faultsOfRate} finds. */
export function readRate(entry: FxRate, path: string): Result<DatedRate> {
  const faults = faultsOfRate(entry, path);
  const day = parseCivilDate(entry.day);
  const rate = parseDecimal(entry.rate);
  if (faults.length > 0 || !day.ok || !rate.ok) return { ok: false, faults };
  const dayNumber = daysFromCivil(day.value);
  return {
    ok: true,
    value: { day: entry.day, dayNumber, rate: rate.value, source: entry.source },
  };
}

/** The index of the last entry that is not after the day, or -1. Entries are in the order of their days. */
function lastNotAfter(entries: readonly DatedRate[], dayNumber: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.dayNumber ?? Infinity) <= dayNumber) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Indexes rates. The same rate twice is one; two different ones for a pair and day are refused with `fx-rate-conflict`.
 * Also refuses `fx-rate-out-of-range`, `fx-same-currency`, and what is no currency, day or decimal; every fault at once.
 */
export function openRateTable(rates: readonly FxRate[], path = ""): Result<RateTable> {
  const faults: Fault[] = [];
  const pairs = new Map<string, Map<string, DatedRate>>();
  for (const [index, entry] of rates.entries()) {
    const at = pathTo(path, index);
    const read = readRate(entry, at);
    if (!read.ok) {
      faults.push(...read.faults);
      continue;
    }
    const pair = pairOf(entry.from, entry.to);
    const days = pairs.get(pair) ?? new Map<string, DatedRate>();
    pairs.set(pair, days);
    const known = days.get(entry.day);
    if (known !== undefined && !equals(known.rate, read.value.rate))
      faults.push({
        code: "fx-rate-conflict",
        path: pathTo(at, "rate"),
        message: `another rate of ${pair} is known for ${entry.day}`,
        value: entry.rate,
        suggestion: "keep the rate of one source",
      });
    if (known === undefined) days.set(entry.day, read.value);
  }
  if (faults.length > 0) return { ok: false, faults };
  const sorted = new Map(
    [...pairs].map(([pair, days]) => [
      pair,
      [...days.values()].sort((a, b) => a.dayNumber - b.dayNumber),
    ]),
  );
  const lastRate: RateTable["lastRate"] = (from, to, dayNumber) => {
    const entries = sorted.get(pairOf(from, to)) ?? [];
    return entries[lastNotAfter(entries, dayNumber)];
  };
  return { ok: true, value: { lastRate } };
}
