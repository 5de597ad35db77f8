import { type Cohort, type Population, thereIn } from "../population/cohort.ts";
import { departuresOf, type LivedSegment, type WorthOf, worthIn } from "./lived-segment.ts";

/** Recurring value of the customers of twelve months ago, by the month that it ends with, in minor units; 0 in the first eleven months. */
export interface RetainedValue {
  /** What they were worth then. */
  readonly start: Float64Array;
  /** What they are worth now, who was lost on the way with nothing. */
  readonly net: Float64Array;
  /** The same with each at most what they were worth at their lowest since. */
  readonly gross: Float64Array;
}

/** A year of months, which is what retention looks back over. */
const span = 12;

/** Customers of a cohort, by the lowest that each of them was worth since the start. */
type Traced = Map<Cohort, Map<number, number>>;

/**
 * Follows the customers of each month for twelve more. Those of one cohort are alike, so of each part of it the same share stays, leaves and
 * moves on; who is lost is not counted again (the settings that metrics default to: cohort, reactivation out, lowest).
 */
export function retainedValue(segment: LivedSegment): RetainedValue {
  const { population } = segment;
  const { months } = population;
  const worthOf = worthIn(segment);
  const next = follow(population, worthOf);
  const sums = {
    start: new Float64Array(months),
    net: new Float64Array(months),
    gross: new Float64Array(months),
  };
  for (let month = span - 1; month < months; month += 1) {
    let traced = payingIn(population, worthOf, month - span);
    sums.start[month] = worthOfAll(traced, (_, lowest) => lowest);
    for (let at = month - span + 1; at <= month; at += 1) traced = next(traced, at);
    sums.net[month] = worthOfAll(traced, (cohort) => worthOf(cohort, month));
    sums.gross[month] = worthOfAll(traced, (_, lowest) => lowest);
  }
  return sums;
}

function payingIn(population: Population, worthOf: WorthOf, month: number): Traced {
  const traced: Traced = new Map();
  for (const cohort of population.cohorts) {
    const there = thereIn(cohort, month);
    const worth = worthOf(cohort, month);
    if (there > 0 && worth > 0) traced.set(cohort, new Map([[worth, there]]));
  }
  return traced;
}

function follow(
  population: Population,
  worthOf: WorthOf,
): (traced: Traced, month: number) => Traced {
  const departures = departuresOf(population);
  return (traced, month) => {
    const after: Traced = new Map();
    const put = (cohort: Cohort, lowest: number, customers: number): void => {
      const worth = worthOf(cohort, month);
      if (!(worth > 0) || !(customers > 0)) return;
      const own = after.get(cohort) ?? new Map<number, number>();
      after.set(cohort, own);
      const least = Math.min(lowest, worth);
      own.set(least, (own.get(least) ?? 0) + customers);
    };
    for (const [cohort, parts] of traced) {
      const before = thereIn(cohort, month - 1);
      if (!(before > 0)) continue;
      const stays = thereIn(cohort, month) / before;
      const gone = departures(cohort, month);
      for (const [lowest, customers] of parts) {
        put(cohort, lowest, customers * stays);
        for (const { to, customers: moved } of gone) put(to, lowest, (customers * moved) / before);
      }
    }
    return after;
  };
}

function worthOfAll(traced: Traced, worth: (cohort: Cohort, lowest: number) => number): number {
  let sum = 0;
  for (const [cohort, parts] of traced)
    for (const [lowest, customers] of parts) sum += worth(cohort, lowest) * customers;
  return sum;
}
