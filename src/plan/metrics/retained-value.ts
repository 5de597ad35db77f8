import { type Cohort, type Population, thereIn } from "../population/cohort.ts";
import { followCohorts } from "../population/departures.ts";
import { type LivedSegment, type WorthOf, worthIn } from "./lived-segment.ts";

/** Recurring value of the customers of twelve months ago, by the month that it ends with, in minor units; 0 in the first eleven months. */
export interface RetainedValue {
  /** What they were worth then. */
  readonly start: Float64Array;
  /** What they are worth now, who was lost on the way with nothing. */
  readonly net: Float64Array;
  /** The same with each at most what they were worth at their lowest since. */
  readonly gross: Float64Array;
  /** What those who are still there were worth then. */
  readonly stayed: Float64Array;
}

/** A year of months, which is what retention looks back over. */
const span = 12;

/** Customers of a cohort, by the lowest that each of them was worth since the start, and what they all were worth at the start. */
type Traced = Map<Cohort, { readonly lowest: Map<number, number>; began: number }>;

/**
 * Follows the customers of each month for twelve more. Those of one cohort are alike, so of each part of it the same share stays, leaves and
 * moves on; who is lost is not counted again (the settings that metrics default to: cohort, reactivation out, lowest).
 */
export function retainedValue(segment: LivedSegment): RetainedValue {
  const { population } = segment;
  const { months } = population;
  const sums = {
    start: new Float64Array(months),
    net: new Float64Array(months),
    gross: new Float64Array(months),
    stayed: new Float64Array(months),
  };
  if (population.moves.length === 0) {
    for (let month = span - 1; month < months; month += 1) addStaying(segment, month, sums);
    return sums;
  }
  const worthOf = worthIn(segment);
  const next = follow(population, worthOf);
  for (let month = span - 1; month < months; month += 1) {
    let traced = payingIn(population, worthOf, month - span);
    sums.start[month] = worthOfAll(traced, (_, lowest) => lowest);
    for (let at = month - span + 1; at <= month; at += 1) traced = next(traced, at);
    sums.net[month] = worthOfAll(traced, (cohort) => worthOf(cohort, month));
    sums.gross[month] = worthOfAll(traced, (_, lowest) => lowest);
    sums.stayed[month] = [...traced.values()].reduce((sum, { began }) => sum + began, 0);
  }
  return sums;
}

/** Adds one month where nobody moves on: each cohort is then followed by itself. */
function addStaying(
  { population, worths }: LivedSegment,
  month: number,
  { start, net, gross, stayed }: RetainedValue,
): void {
  const first = month - span;
  for (const cohort of population.cohorts) {
    const worth = worths.get(cohort);
    const there = thereIn(cohort, first);
    const began = worth?.[first + 1] ?? 0;
    if (worth === undefined || !(there > 0 && began > 0)) continue;
    let customers = there;
    let lowest = began;
    let left = began * there;
    start[month] = (start[month] ?? 0) + left;
    for (let at = first + 1; at <= month && customers > 0; at += 1) {
      const share = thereIn(cohort, at) / thereIn(cohort, at - 1);
      const value = worth[at + 1] ?? 0;
      customers *= value > 0 && share > 0 ? share : 0;
      left *= share;
      if (value < lowest) lowest = value;
    }
    if (!(customers > 0)) continue;
    net[month] = (net[month] ?? 0) + (worth[month + 1] ?? 0) * customers;
    gross[month] = (gross[month] ?? 0) + lowest * customers;
    stayed[month] = (stayed[month] ?? 0) + left;
  }
}

/** What the customers of one month are worth at the end of a later one, in minor units; -1 is the month before the plan. */
export function retainedOver(
  segment: LivedSegment,
  from: number,
  to: number,
): { readonly start: number; readonly net: number; readonly gross: number } {
  const { population } = segment;
  const worthOf = worthIn(segment);
  const next = follow(population, worthOf);
  let traced = payingIn(population, worthOf, from);
  const start = worthOfAll(traced, (_, lowest) => lowest);
  for (let at = from + 1; at <= to; at += 1) traced = next(traced, at);
  return {
    start,
    net: worthOfAll(traced, (cohort) => worthOf(cohort, to)),
    gross: worthOfAll(traced, (_, lowest) => lowest),
  };
}

function payingIn(population: Population, worthOf: WorthOf, month: number): Traced {
  const traced: Traced = new Map();
  for (const cohort of population.cohorts) {
    const there = thereIn(cohort, month);
    const worth = worthOf(cohort, month);
    if (there > 0 && worth > 0)
      traced.set(cohort, { lowest: new Map([[worth, there]]), began: worth * there });
  }
  return traced;
}

function follow(
  population: Population,
  worthOf: WorthOf,
): (traced: Traced, month: number) => Traced {
  const onward = followCohorts(population);
  return (traced, month) => {
    const after: Traced = new Map();
    const put = (
      cohort: Cohort,
      own: ReadonlyMap<number, number>,
      began: number,
      share: number,
    ): void => {
      const worth = worthOf(cohort, month);
      if (!(worth > 0) || !(share > 0)) return;
      const known = after.get(cohort) ?? { lowest: new Map<number, number>(), began: 0 };
      if (known.lowest.size === 0) after.set(cohort, known);
      known.began += began * share;
      for (const [lowest, customers] of own) {
        const least = Math.min(lowest, worth);
        known.lowest.set(least, (known.lowest.get(least) ?? 0) + customers * share);
      }
    };
    for (const [cohort, { lowest, began }] of traced)
      for (const { to, share } of onward(cohort, month)) put(to, lowest, began, share);
    return after;
  };
}

function worthOfAll(traced: Traced, worth: (cohort: Cohort, lowest: number) => number): number {
  let sum = 0;
  for (const [cohort, parts] of traced)
    for (const [lowest, customers] of parts.lowest) sum += worth(cohort, lowest) * customers;
  return sum;
}
