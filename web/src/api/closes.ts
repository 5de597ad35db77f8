import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, apiWith } from "./request.ts";

/** A thing that is looked at before a month is closed. */
export type CloseCheck = MonthClose["checks"][number];

/** What became revenue with a close. */
export type Recognised = MonthClose["recognised"][number];

/** A closed month as a list shows it. */
export type CloseSummary = CloseList["items"][number];

/** Closed months, the latest first, and the month to close next. */
export type CloseList = Florin.CloseList;

/** A month as it was closed, or what its close would find now. */
export type MonthClose = Florin.MonthClose;

/** Reads the closed months, as many as ten years have. */
export const closesQuery = queryOptions({
  queryKey: ["closes"],
  queryFn: ({ signal }) => api.get("/v1/closes", { query: { limit: 120 }, signal }),
});

/** Reads one month. */
export const closeQuery = (month: string) =>
  queryOptions({
    queryKey: ["closes", month],
    queryFn: ({ signal }) => api.get("/v1/closes/{month}", { path: { month }, signal }),
  });

/** Closes a month with a key that may write; the console's own session only reads. Rejects with a `RequestFailure`. */
export const closeMonth = ({ month, key }: { readonly month: string; readonly key: string }) =>
  apiWith(key).post("/v1/closes", { body: { month } });
