import {
  added,
  exactly,
  hull,
  type Interval,
  negated,
  raised,
  rising,
  spanning,
  unbounded,
} from "./interval.ts";

/** What a function makes of intervals, in a month of the plan from 0. */
type IntervalCall = (given: readonly Interval[], month: number) => Interval;

const one = (value: (of: Interval) => Interval): IntervalCall => {
  return ([of]) => (of === undefined ? unbounded : value(of));
};

const each =
  (value: (numbers: readonly number[]) => number): IntervalCall =>
  (given) =>
    spanning([value(given.map(({ low }) => low)), value(given.map(({ high }) => high))]);

const ofOne = exactly(1);

/** 1 - (1 - rate)^times, of a rate up to all. */
const loss = (times: number): IntervalCall =>
  one((rate) =>
    rate.high > 1
      ? unbounded
      : added(ofOne, negated(raised(added(ofOne, negated(rate)), exactly(times)))),
  );

/** (1 + rate)^times - 1, of a rate that does not fall below nothing left. */
const growth = (times: number): IntervalCall =>
  one((rate) =>
    rate.low < -1 ? unbounded : added(raised(added(ofOne, rate), exactly(times)), exactly(-1)),
  );

const rounded = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

const known: ReadonlyMap<string, IntervalCall> = new Map<string, IntervalCall>([
  ["min", each((numbers) => Math.min(...numbers))],
  ["max", each((numbers) => Math.max(...numbers))],
  [
    "abs",
    one((of) => {
      const ends = spanning([Math.abs(of.low), Math.abs(of.high)]);
      return of.low < 0 && of.high > 0 ? { low: 0, high: ends.high } : ends;
    }),
  ],
  ["round", one((of) => rising(rounded, of))],
  ["floor", one((of) => rising(Math.floor, of))],
  ["ceiling", one((of) => rising(Math.ceil, of))],
  ["exp", one((of) => rising(Math.exp, of))],
  ["ln", one((of) => (of.low > 0 ? rising(Math.log, of) : unbounded))],
  ["sqrt", one((of) => (of.low >= 0 ? rising(Math.sqrt, of) : unbounded))],
  [
    "if",
    ([asked, held, otherwise]) => {
      if (asked === undefined || held === undefined || otherwise === undefined) return unbounded;
      if (asked.low === 1) return held;
      return asked.high === 0 ? otherwise : hull(held, otherwise);
    },
  ],
  ["annual-loss", loss(12)],
  ["monthly-loss", loss(1 / 12)],
  ["annual-growth", growth(12)],
  ["monthly-growth", growth(1 / 12)],
  ["month-number", (_, month) => exactly(month + 1)],
  ["year-number", (_, month) => exactly(Math.floor(month / 12) + 1)],
]);

/** What a function of the formula language makes of intervals; anything where that is not known of it. */
export const intervalCall = (name: string, given: readonly Interval[], month: number): Interval =>
  known.get(name)?.(given, month) ?? unbounded;
