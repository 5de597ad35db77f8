/**
 * Customers who began with a purchase in the same month. `joined` are new customers; `moved` came from another purchase of
 * their segment and are not.
 */
export interface Cohort {
  readonly purchase: string;
  readonly origin: "joined" | "moved";
  /** The month of the plan in which they began, from 0; -1 for those who were there before it. */
  readonly start: number;
  /** How many are there in each month of service, from 0. */
  readonly there: readonly number[];
}

/** Customers of one cohort who go on to another purchase at the beginning of a month. */
export interface Move {
  readonly from: Cohort;
  /** The purchase that they go on to; their new cohort begins in `month`. */
  readonly to: string;
  readonly month: number;
  readonly customers: number;
}

/** The customers of a segment through the months of the plan. */
export interface Population {
  readonly months: number;
  readonly cohorts: readonly Cohort[];
  readonly moves: readonly Move[];
}

/** How many of a cohort are there in a month of the plan. */
export const thereIn = ({ there, start }: Cohort, month: number): number =>
  there[month - start] ?? 0;
