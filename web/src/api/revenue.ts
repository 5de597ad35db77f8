import { queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { read } from "./request.ts";

/** One revenue stream: its amount in each month of the table, and in all. */
export interface StreamRevenue {
  readonly id: string;
  readonly name: string;
  readonly amounts: readonly DecimalText[];
  readonly total: DecimalText;
}

/** What was billed, by stream and month of issue (UTC, `YYYY-MM`). `runningMonth` is the one that is not over yet. */
export interface Revenue {
  readonly currency: string | null;
  readonly months: readonly string[];
  readonly runningMonth: string | null;
  readonly streams: readonly StreamRevenue[];
  readonly totals: readonly DecimalText[];
  readonly total: DecimalText;
}

/** Reads the revenue table. */
export const revenueQuery = queryOptions({
  queryKey: ["revenue", "stream"],
  queryFn: ({ signal }) => read<Revenue>("/v1/revenue", { by: "stream" }, signal),
});
