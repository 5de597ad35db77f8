import type { SampleMonths } from "../forecast/sample-months.ts";
import type { Cohort, Population } from "../population/cohort.ts";

/** Customers of a segment through the months, and what one of each cohort is worth. */
export interface LivedSegment {
  readonly population: Population;
  /** Recurring value in minor units at the end of each month of the plan, the month before it at index 0. */
  readonly worths: ReadonlyMap<Cohort, Float64Array>;
  /** What one of each cohort is billed. */
  readonly samples: ReadonlyMap<Cohort, SampleMonths>;
}

/** What one customer of a cohort is worth at the end of a month of the plan, -1 being the month before it. */
export type WorthOf = (cohort: Cohort, month: number) => number;

/** Looks up what customers of a segment are worth. */
export const worthIn =
  ({ worths }: LivedSegment): WorthOf =>
  (cohort, month) =>
    worths.get(cohort)?.[month + 1] ?? 0;
