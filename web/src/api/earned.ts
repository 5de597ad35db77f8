import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { read } from "./request.ts";

/** Months of the books, both included: `2026-01`. */
export interface MonthRange {
  readonly from: string;
  readonly to: string;
}

/** Revenue by stream and month: recognised in closed months, scheduled after them. */
export interface RevenueSchedule {
  readonly months: readonly string[];
  readonly closedThrough: string | null;
  readonly items: readonly {
    readonly stream: string;
    readonly currency: string;
    readonly amounts: readonly DecimalText[];
    readonly later: DecimalText;
  }[];
}

/** How a balance came from its opening to its closing; every column is signed as it changes the balance. */
export interface Balance {
  readonly opening: DecimalText;
  readonly billed: DecimalText;
  readonly recognised: DecimalText;
  readonly catchUp: DecimalText;
  readonly terminated: DecimalText;
  readonly moved: DecimalText;
  readonly closing: DecimalText;
}

/** A month of a stream in one currency. */
export interface RollForwardRow {
  readonly month: string;
  readonly stream: string;
  readonly currency: string;
  readonly revenue: DecimalText;
  readonly revenueFromOpening: DecimalText;
  readonly deferred: Balance;
  readonly contractAsset: Balance;
}

/** The roll-forward of some months. */
export interface RollForward {
  readonly closedThrough: string | null;
  readonly items: readonly RollForwardRow[];
}

/** What one contract or subscription commits a customer to beyond what is invoiced; `until` is the first day that is not committed. */
export interface RemainingCommitment {
  readonly customer: string;
  readonly contract: string | null;
  readonly subscription: string | null;
  readonly until: string;
  readonly amount: DecimalText;
  readonly withinYear: DecimalText;
}

/** What is sold and not earned at the end of a day. */
export interface RemainingObligations {
  readonly asOf: string;
  readonly items: readonly {
    readonly currency: string;
    readonly total: DecimalText;
    readonly withinYear: DecimalText;
    readonly later: DecimalText;
    /** What waits for its delivery, of which nothing says when. */
    readonly unscheduled: DecimalText;
    /** What contracts, and subscriptions with a term, commit to and is on no invoice. */
    readonly contracted: DecimalText;
    readonly committed: DecimalText;
    /** What the last two are made of, the largest first. */
    readonly commitments: readonly RemainingCommitment[];
    readonly months: readonly { readonly month: string; readonly amount: DecimalText }[];
  }[];
}

/** Reads the schedule. */
export const scheduleQuery = ({ from, to }: MonthRange) =>
  queryOptions({
    queryKey: ["earned", "schedule", from, to],
    queryFn: ({ signal }) => read<RevenueSchedule>("/v1/revenue/schedule", { from, to }, signal),
    placeholderData: keepPreviousData,
  });

/** Reads the roll-forward. */
export const rollForwardQuery = ({ from, to }: MonthRange) =>
  queryOptions({
    queryKey: ["earned", "roll-forward", from, to],
    queryFn: ({ signal }) => read<RollForward>("/v1/revenue/roll-forward", { from, to }, signal),
    placeholderData: keepPreviousData,
  });

/** Reads what remains. */
export const remainingQuery = queryOptions({
  queryKey: ["earned", "remaining"],
  queryFn: ({ signal }) =>
    read<RemainingObligations>("/v1/revenue/remaining-obligations", {}, signal),
});
