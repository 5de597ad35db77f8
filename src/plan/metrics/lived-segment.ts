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

/** Where customers of a cohort went in a month. */
export interface Departure {
  readonly to: Cohort;
  readonly customers: number;
}

/** Who moves on from a cohort in a month, by the cohort that they go on in. */
export function departuresOf({
  cohorts,
  moves,
}: Population): (cohort: Cohort, month: number) => readonly Departure[] {
  const joined = new Map(
    cohorts.flatMap((one) =>
      one.origin === "moved" ? [[`${one.purchase} ${one.start}`, one]] : [],
    ),
  );
  const departures = new Map<Cohort, Map<number, Departure[]>>();
  for (const { from, to, month, customers } of moves) {
    const cohort = joined.get(`${to} ${month}`);
    if (cohort === undefined) throw new Error("broken invariant: who moves on is in a cohort");
    const own = departures.get(from) ?? new Map<number, Departure[]>();
    departures.set(from, own);
    const then = own.get(month) ?? [];
    own.set(month, then);
    then.push({ to: cohort, customers });
  }
  return (cohort, month) => departures.get(cohort)?.get(month) ?? [];
}
