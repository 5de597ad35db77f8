import { type Cohort, thereIn } from "../population/cohort.ts";
import { followCohorts } from "../population/departures.ts";
import { type LivedSegment, worthIn } from "./lived-segment.ts";

/** Customers who were first won in one month, and what is left of them after 0, 1, 2… months. */
export interface PlannedCohort {
  /** The month of the plan in which they were won, from -1 for the one before it. */
  readonly month: number;
  readonly customers: readonly number[];
  /** Their recurring value at the end of each month, in minor units. */
  readonly recurring: readonly number[];
}

/** So many customers of each cohort. */
type Traced = ReadonlyMap<Cohort, number>;

/**
 * The retention triangles of a plan: customers by the month in which they were first worth something, with all segments together. Who is
 * worth nothing for a while counts again when they pay; a month in which nobody is won has no row.
 */
export function customerCohorts(
  segments: readonly LivedSegment[],
  months: number,
): readonly PlannedCohort[] {
  const followed = segments.map((segment) => ({
    worthOf: worthIn(segment),
    next: follow(segment),
    won: wonByMonth(segment),
  }));
  return Array.from({ length: months + 1 }, (_, index) => index - 1).flatMap((month) => {
    const customers = new Array<number>(months - month).fill(0);
    const recurring = new Array<number>(months - month).fill(0);
    for (const { worthOf, next, won } of followed) {
      let traced: Traced = won.get(month) ?? new Map();
      for (let age = 0; age < customers.length && traced.size > 0; age += 1) {
        if (age > 0) traced = next(traced, month + age);
        for (const [cohort, count] of traced) {
          const worth = worthOf(cohort, month + age);
          if (!(worth > 0)) continue;
          customers[age] = (customers[age] ?? 0) + count;
          recurring[age] = (recurring[age] ?? 0) + count * worth;
        }
      }
    }
    return (customers[0] ?? 0) > 0 ? [{ month, customers, recurring }] : [];
  });
}

/** Who is first worth something in each month, by the cohort that they are in then. */
function wonByMonth(segment: LivedSegment): ReadonlyMap<number, Traced> {
  const { population } = segment;
  const worthOf = worthIn(segment);
  const next = follow(segment);
  const won = new Map<number, Map<Cohort, number>>();
  let waiting: Traced = new Map();
  for (let month = -1; month < population.months; month += 1) {
    const here = new Map(next(waiting, month));
    for (const cohort of population.cohorts)
      if (cohort.origin === "joined" && cohort.start === month)
        here.set(cohort, thereIn(cohort, month));
    const paying = [...here].filter(([cohort]) => worthOf(cohort, month) > 0);
    for (const [cohort] of paying) here.delete(cohort);
    won.set(month, new Map(paying));
    waiting = here;
  }
  return won;
}

function follow({ population }: LivedSegment): (traced: Traced, month: number) => Traced {
  const onward = followCohorts(population);
  return (traced, month) => {
    const after = new Map<Cohort, number>();
    for (const [cohort, count] of traced)
      for (const { to, share } of onward(cohort, month))
        if (count * share > 0) after.set(to, (after.get(to) ?? 0) + count * share);
    return after;
  };
}
