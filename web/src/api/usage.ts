import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import type { WindowLength } from "../format/window-labels.ts";
import { api } from "./request.ts";

/** A meter of the model: which events it counts and how. */
export type Meter = Florin.MeterSummary;

/** What a line comes to: a quantity, and money without tax. */
export type CostFigure = CostLine["soFar"];

/** A line of the documents that bill what is open now. */
export type CostLine = RunningCost["lines"][number];

/** What an account's open periods of usage come to so far, and if they go on as they began. */
export type RunningCost = Florin.RunningCost;

/** What was used in one window, `[from, to)`. */
export type WindowUsage = Usage["windows"][number];

/** What one value of a dimension came to; events without any have an empty one. */
export type ValueUsage = NonNullable<Usage["groups"]>[number];

/** Usage of a meter, by one customer or by all. */
export type Usage = Florin.UsageSeries;

/** How usage is told apart. */
export interface UsageCut {
  readonly window: WindowLength;
  /** With `period`: whose billing periods the windows are. */
  readonly subscription?: string | undefined;
  readonly groupBy?: string | undefined;
  /** IANA zone of days and months; the server's choice where absent. */
  readonly timezone?: string | undefined;
}

/** Which usage to read; `from` and `to` are instants, half-open. */
export interface UsageRange {
  readonly meter: string;
  readonly customer?: string | undefined;
  readonly from: string;
  readonly to: string;
}

/** One customer's part of a meter's usage. */
export type CustomerUsage = Florin.TopCustomer;

/** An accepted event that no invoice line can claim, and why. */
export type UnbilledEvent = UnbilledPage["items"][number];

/** A page of unbilled events with the count of all of them. */
export type UnbilledPage = Florin.UnbilledPage;

/** Reads the model's meters, which change only with the model. */
export const metersQuery = queryOptions({
  queryKey: ["meters"],
  queryFn: ({ signal }) => api.get("/v1/meters", { signal }),
  staleTime: 300_000,
});

/** Reads a meter's usage by window. */
export function usageQuery(
  range: UsageRange,
  { window, subscription, groupBy, timezone }: UsageCut,
) {
  const { meter, customer = "", from, to } = range;
  return queryOptions({
    queryKey: [
      "usage",
      ...[meter, customer, from, to, window, subscription ?? "", groupBy ?? "", timezone ?? ""],
    ],
    queryFn: ({ signal }) =>
      api.get("/v1/usage", {
        query: { ...range, window, subscription, groupBy, timezone },
        signal,
      }),
  });
}

/** Reads what an account's open periods come to. */
export const runningCostQuery = (customer: string) =>
  queryOptions({
    queryKey: ["running-cost", customer],
    queryFn: ({ signal }) =>
      api.get("/v1/customers/{id}/running-cost", { path: { id: customer }, signal }),
  });

/** Reads the ten customers with the most usage of a meter. */
export function topCustomersQuery(range: UsageRange) {
  const { meter, from, to } = range;
  return queryOptions({
    queryKey: ["usage-top", meter, from, to],
    queryFn: ({ signal }) =>
      api.get("/v1/usage/top", { query: { meter, from, to, limit: 10 }, signal }),
  });
}

/** Reads unbilled events, 20 at a time. */
export const unbilledQuery = infiniteQueryOptions({
  queryKey: ["unbilled"],
  queryFn: ({ pageParam, signal }) =>
    api.get("/v1/unbilled", { query: { limit: 20, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});
