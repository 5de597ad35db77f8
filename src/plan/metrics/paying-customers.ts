import { thereIn } from "../population/cohort.ts";
import { departed, departuresOf } from "../population/departures.ts";
import { type LivedSegment, worthIn } from "./lived-segment.ts";

/** Customers who are worth something in recurring value, month by month: what the billing side counts as customers. */
export interface PayingCustomers {
  readonly opening: Float64Array;
  /** Became paying in the month. */
  readonly won: Float64Array;
  /** Of those of the month's beginning, who are none at its end. */
  readonly lost: Float64Array;
  readonly closing: Float64Array;
}

/** No paying customers. */
export const noPayingCustomers = (months: number): PayingCustomers => ({
  opening: new Float64Array(months),
  won: new Float64Array(months),
  lost: new Float64Array(months),
  closing: new Float64Array(months),
});

/** Counts a segment's paying customers. Who has not paid yet, as in a trial, is none; opening + won - lost = closing. */
export function payingCustomers(segment: LivedSegment): PayingCustomers {
  const { population } = segment;
  const worthOf = worthIn(segment);
  const { months, cohorts } = population;
  const sums = noPayingCustomers(months);
  const departures = departuresOf(population);
  const add = (series: Float64Array, month: number, customers: number): void => {
    series[month] = (series[month] ?? 0) + customers;
  };
  for (const cohort of cohorts)
    for (let month = Math.max(0, cohort.start); month < months; month += 1) {
      const there = thereIn(cohort, month);
      const pays = worthOf(cohort, month) > 0;
      if (pays) add(sums.closing, month, there);
      if (cohort.start === month) {
        if (pays && cohort.origin === "joined") add(sums.won, month, there);
        continue;
      }
      const before = thereIn(cohort, month - 1);
      const paid = worthOf(cohort, month - 1) > 0;
      if (paid) add(sums.opening, month, before);
      if (!paid && pays) add(sums.won, month, there);
      if (paid && !pays) add(sums.lost, month, there);
      const gone = departures(cohort, month);
      for (const { to, customers } of gone) {
        const paysThere = worthOf(to, month) > 0;
        if (paid && !paysThere) add(sums.lost, month, customers);
        if (!paid && paysThere) add(sums.won, month, customers);
      }
      if (paid) add(sums.lost, month, before - there - departed(gone));
    }
  return sums;
}
