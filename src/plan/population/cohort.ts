/**
 * Customers who began with a purchase in the same month. `joined` are new customers; `moved` came from another purchase of
 * their segment and are not.
 */
export interface Cohort {
  readonly purchase: string;
  readonly origin: "joined" | "moved";
  /** The month of the plan in which they began, from 0; -1 for those who were there before it. */
  readonly start: number;
  /** The day of the month, from 1, on which periods begin of who moved on from something with a trial; the first where absent. */
  readonly day?: number;
  /** How many times what is expected each of them uses; just that where absent. */
  readonly uses?: number;
  /** How many were lost in each month of service since they did not pay; none where absent. */
  readonly unpaid?: readonly number[];
  /** How many are there in each month of service, from 0. */
  readonly there: readonly number[];
}

/** Customers of one cohort who go on to another purchase at the beginning of a month. */
export interface Move {
  readonly from: Cohort;
  /** The purchase that they go on to; their new cohort begins in `month`. */
  readonly to: string;
  readonly month: number;
  /** That of their new cohort. */
  readonly day?: number;
  readonly customers: number;
}

/** The customers of a segment through the months of the plan. */
export interface Population {
  readonly months: number;
  readonly cohorts: readonly Cohort[];
  readonly moves: readonly Move[];
}

/** How many of a cohort are there in a month of the plan. */
export function thereIn({ there, start }: Cohort, month: number): number {
  const age = month - start;
  // Reading an array below its first place is many times slower than asking.
  return age < 0 || age >= there.length ? 0 : (there[age] ?? 0);
}

/** The months of a plan in which there is somebody of a cohort, and the one after, half-open: nothing happens in the others. */
export const livedMonths = (
  { there, start }: Cohort,
  months: number,
): { readonly from: number; readonly to: number } => ({
  from: Math.max(0, start),
  to: Math.min(months, start + there.length + 1),
});
