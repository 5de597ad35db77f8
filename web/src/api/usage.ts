import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import type { WindowLength } from "../format/window-labels.ts";
import { type PageOf, read } from "./request.ts";

/** A meter of the model: which events it counts and how. */
export interface Meter {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly event: string;
  readonly aggregation: string;
  /** What its usage may be told apart by. */
  readonly dimensions: readonly string[];
}

/** What a line comes to: a quantity, and money without tax. */
export interface CostFigure {
  readonly quantity: DecimalText;
  readonly amount: DecimalText;
}

/** A line of the documents that bill what is open now. */
export interface CostLine {
  readonly id: string;
  readonly description: string;
  readonly unit: string | null;
  readonly meter: string | null;
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly soFar: CostFigure;
  readonly projected: CostFigure;
}

/** What an account's open periods of usage come to so far, and if they go on as they began. */
export interface RunningCost {
  readonly customer: string;
  readonly at: string;
  readonly currency: string;
  readonly issuedAt: string | null;
  readonly lines: readonly CostLine[];
  readonly soFar: { readonly tax: DecimalText; readonly total: DecimalText };
  readonly projected: { readonly tax: DecimalText; readonly total: DecimalText };
}

/** What was used in one window, `[from, to)`. */
export interface WindowUsage {
  readonly from: string;
  readonly to: string;
  readonly quantity: DecimalText;
  readonly events: number;
}

/** What one value of a dimension came to; events without any have an empty one. */
export interface ValueUsage {
  readonly value: string;
  readonly windows: readonly WindowUsage[];
  readonly total: DecimalText | null;
  readonly events: number;
}

/** Usage of a meter, by one customer or by all. */
export interface Usage {
  readonly meter: string;
  readonly unit: string;
  readonly customer: string | null;
  /** IANA zone of its days and months. */
  readonly timeZone: string;
  readonly windows: readonly WindowUsage[];
  /** Null where what was kept of dropped months cannot tell. */
  readonly total: DecimalText | null;
  readonly events: number;
  /** Where it touches months whose events are gone: these, and the windows of which nothing is known. */
  readonly dropped?: {
    readonly months: readonly string[];
    readonly unknown: readonly { readonly from: string; readonly to: string }[];
  };
  /** Each value of the dimension that was asked for, the largest first. */
  readonly groups?: readonly ValueUsage[];
}

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
export interface CustomerUsage {
  readonly customer: string;
  readonly customerName: string;
  readonly quantity: DecimalText;
  readonly events: number;
}

/** An accepted event that no invoice line can claim, and why. */
export interface UnbilledEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customer: string;
  readonly time: string;
  readonly reason: string;
}

/** A page of unbilled events with the count of all of them. */
export interface UnbilledPage extends PageOf<UnbilledEvent> {
  readonly total: number;
}

/** Reads the model's meters, which change only with the model. */
export const metersQuery = queryOptions({
  queryKey: ["meters"],
  queryFn: ({ signal }) => read<{ readonly items: readonly Meter[] }>("/v1/meters", {}, signal),
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
      read<Usage>("/v1/usage", { ...range, window, subscription, groupBy, timezone }, signal),
  });
}

/** Reads what an account's open periods come to. */
export const runningCostQuery = (customer: string) =>
  queryOptions({
    queryKey: ["running-cost", customer],
    queryFn: ({ signal }) =>
      read<RunningCost>(`/v1/customers/${encodeURIComponent(customer)}/running-cost`, {}, signal),
  });

/** Reads the ten customers with the most usage of a meter. */
export function topCustomersQuery(range: UsageRange) {
  const { meter, from, to } = range;
  return queryOptions({
    queryKey: ["usage-top", meter, from, to],
    queryFn: ({ signal }) =>
      read<{ readonly items: readonly CustomerUsage[] }>(
        "/v1/usage/top",
        { meter, from, to, limit: 10 },
        signal,
      ),
  });
}

/** Reads unbilled events, 20 at a time. */
export const unbilledQuery = infiniteQueryOptions({
  queryKey: ["unbilled"],
  queryFn: ({ pageParam, signal }) =>
    read<UnbilledPage>("/v1/unbilled", { limit: 20, cursor: pageParam }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});
