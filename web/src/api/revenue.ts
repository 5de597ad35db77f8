import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** One revenue stream: its amount in each month of the table, and in all. */
export type StreamRevenue = Revenue["streams"][number];

/** What was billed, by stream and month of issue (UTC, `YYYY-MM`). `runningMonth` is the one that is not over yet. */
export type Revenue = Florin.Revenue;

/** Reads the revenue table. */
export const revenueQuery = queryOptions({
  queryKey: ["revenue", "stream"],
  queryFn: ({ signal }) => api.get("/v1/revenue", { query: { by: "stream" }, signal }),
});
