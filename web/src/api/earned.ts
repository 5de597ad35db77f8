import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** Months of the books, both included: `2026-01`. */
export interface MonthRange {
  readonly from: string;
  readonly to: string;
}

/** Revenue by stream and month: recognised in closed months, scheduled after them. */
export type RevenueSchedule = Florin.RevenueSchedule;

/** How a balance came from its opening to its closing; every column is signed as it changes the balance. */
export type Balance = RollForwardRow["deferred"];

/** A month of a stream in one currency. */
export type RollForwardRow = RollForward["items"][number];

/** The roll-forward of some months. */
export type RollForward = Florin.RollForward;

/** What one contract or subscription commits a customer to beyond what is invoiced; `until` is the first day that is not committed. */
export type RemainingCommitment = RemainingObligations["items"][number]["commitments"][number];

/** What is sold and not earned at the end of a day. */
export type RemainingObligations = Florin.RemainingObligations;

/** Reads the schedule. */
export const scheduleQuery = ({ from, to }: MonthRange) =>
  queryOptions({
    queryKey: ["earned", "schedule", from, to],
    queryFn: ({ signal }) => api.get("/v1/revenue/schedule", { query: { from, to }, signal }),
    placeholderData: keepPreviousData,
  });

/** Reads the roll-forward. */
export const rollForwardQuery = ({ from, to }: MonthRange) =>
  queryOptions({
    queryKey: ["earned", "roll-forward", from, to],
    queryFn: ({ signal }) => api.get("/v1/revenue/roll-forward", { query: { from, to }, signal }),
    placeholderData: keepPreviousData,
  });

/** Reads what remains. */
export const remainingQuery = queryOptions({
  queryKey: ["earned", "remaining"],
  queryFn: ({ signal }) => api.get("/v1/revenue/remaining-obligations", { signal }),
});
