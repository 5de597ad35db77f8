import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** What a figure is counted in. */
export type MetricUnit = Figure["unit"];

/** A part of a figure's formula. */
export type Term = Figure["terms"][number];

/** Why a figure's input is not there. */
export type UnknownPart = NonNullable<Figure["unknown"]>;

/** A metric's figure of a month. */
export type Figure = Metrics["figures"][number];

/** The ways in which recurring value moves within a month; each signed. */
export const movementKinds = [
  "new",
  "expansion",
  "reactivation",
  "contraction",
  "churn",
  "price",
  "transfer",
  "fx",
] as const;

/** One of them. */
export type MovementKind = (typeof movementKinds)[number];

/** A month's movements, of the whole business or of a slice: opening and every kind add up to closing. */
export type Movements = Metrics["movements"][number];

/** The customers first won in a month, and what is left of them month by month. */
export type Cohort = Metrics["triangles"][number]["cohorts"][number];

/** A report of metrics by month. */
export type Metrics = Florin.Metrics;

/** A metric for people. */
export type MetricEntry = MetricCatalogue["metrics"][number];

/** A question on which tools disagree, its answer here, and what each choice means. */
export type SettingEntry = MetricCatalogue["settings"][number];

/** Every metric, setting and preset there is. */
export type MetricCatalogue = Florin.MetricCatalogue;

/** A row behind a figure. */
export type FigureRow = MetricRows["items"][number];

/** A page of the rows behind a figure, with the figure. */
export type MetricRows = Florin.MetricRows;

/** Settings of one question, over those that are saved. */
export interface ChosenSettings {
  readonly preset?: string | undefined;
  /** `usage:in,discounts:none`. */
  readonly settings?: string | undefined;
}

/** What a report holds; the last twelve months. */
export interface MetricsAsked extends ChosenSettings {
  readonly metrics: readonly string[];
  readonly by?: string | undefined;
}

type Asked = NonNullable<Florin.Asked<"GET", "/v1/metrics">["query"]>;

/** What an address bar says; the server refuses what there is not. */
const askedBy = (said: ChosenSettings & { readonly by?: string | undefined }) =>
  said as Pick<Asked, "preset" | "settings" | "by">;

const keyOf = ({ preset = "", settings = "" }: ChosenSettings) => [preset, settings];

/** Reads metrics of the last twelve months; the old ones stay while others are read. */
export const metricsQuery = ({ metrics, by, ...chosen }: MetricsAsked) =>
  queryOptions({
    queryKey: ["metrics", metrics.join(","), by ?? "", ...keyOf(chosen)],
    queryFn: ({ signal }) =>
      api.get("/v1/metrics", {
        query: { metrics: metrics.join(","), ...askedBy({ by, ...chosen }) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

/** Reads what every metric and setting means. */
export const catalogueQuery = queryOptions({
  queryKey: ["metric-definitions"],
  queryFn: ({ signal }) => api.get("/v1/metrics/definitions", { signal }),
});

/** Which rows: of a figure's month and term, or of a cohort. */
export interface RowsAsked extends ChosenSettings {
  readonly metric: string;
  readonly month: string;
  readonly term?: string | undefined;
}

/** Reads the rows behind a figure, 50 at a time. */
export const metricRowsQuery = ({ metric, month, term, ...chosen }: RowsAsked) =>
  infiniteQueryOptions({
    queryKey: ["metric-rows", metric, month, term ?? "", ...keyOf(chosen)],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/metrics/{metric}/rows", {
        path: { metric },
        query: { month, term, ...askedBy(chosen), limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
