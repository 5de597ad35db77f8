import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { type PageOf, read } from "./request.ts";

/** What a figure is counted in. */
export type MetricUnit = "money" | "ratio" | "days" | "months" | "count" | "index";

/** A part of a figure's formula. */
export interface Term {
  readonly id: string;
  readonly amount: DecimalText;
}

/** Why a figure's input is not there. */
export interface UnknownPart {
  readonly code: string;
  readonly message: string;
}

/** What a metric comes to in a month; null where there is no figure. */
interface FigureValue {
  readonly metric: string;
  readonly month: string;
  readonly unit: MetricUnit;
  readonly value: DecimalText | null;
  readonly missing?: "divides-by-nothing" | "not-given";
  readonly unknown?: UnknownPart;
}

/** A metric's figure of a month. */
export interface Figure extends FigureValue {
  readonly terms: readonly Term[];
}

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
export type Movements = Readonly<Record<MovementKind | "opening" | "closing", DecimalText>> & {
  readonly month: string;
  readonly slice?: string;
};

/** The customers first won in a month, and what is left of them month by month. */
export interface Cohort {
  readonly month: string;
  readonly initial: DecimalText;
  readonly cells: readonly {
    readonly after: number;
    readonly amount: DecimalText;
    readonly ratio: DecimalText | null;
  }[];
}

/** A report of metrics by month. */
export interface Metrics {
  readonly asOf: string;
  /** The first month that may still change by itself; null where none may. */
  readonly incompleteFrom: string | null;
  readonly currency: string;
  readonly zone: string;
  readonly months: readonly string[];
  readonly movements: readonly Movements[];
  readonly slices?: readonly Movements[];
  readonly figures: readonly Figure[];
  readonly triangles: readonly {
    readonly metric: string;
    readonly unit: MetricUnit;
    readonly cohorts: readonly Cohort[];
  }[];
}

/** A metric for people. */
export interface MetricEntry {
  readonly id: string;
  readonly name: string;
  readonly unit: MetricUnit;
  readonly definition: string;
  readonly formula: string;
  readonly source: string;
}

/** A question on which tools disagree, its answer here, and what each choice means. */
export interface SettingEntry {
  readonly id: string;
  readonly question: string;
  readonly default: string | number;
  readonly value: string | number;
  readonly choices: readonly { readonly value: string; readonly meaning: string }[] | null;
}

/** Every metric, setting and preset there is. */
export interface MetricCatalogue {
  readonly metrics: readonly MetricEntry[];
  readonly settings: readonly SettingEntry[];
  readonly presets: readonly { readonly id: string; readonly name: string }[];
}

/** A row behind a figure. */
export interface FigureRow {
  readonly amount: DecimalText;
  readonly customer?: string;
  readonly subscription?: string;
  readonly plan?: string;
  readonly stream?: string;
  readonly segment?: string;
  readonly invoice?: string;
  readonly month?: string;
  readonly at?: string;
  readonly cause?: string;
  readonly cells?: readonly DecimalText[];
}

/** A page of the rows behind a figure, with the figure. */
export interface MetricRows extends PageOf<FigureRow>, FigureValue {
  readonly settings: Readonly<Record<string, string | number>>;
  readonly terms: readonly (Term & { readonly rows: number })[];
  readonly term: string | null;
  readonly total: number;
}

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

const keyOf = ({ preset = "", settings = "" }: ChosenSettings) => [preset, settings];

/** Reads metrics of the last twelve months; the old ones stay while others are read. */
export const metricsQuery = ({ metrics, by, ...chosen }: MetricsAsked) =>
  queryOptions({
    queryKey: ["metrics", metrics.join(","), by ?? "", ...keyOf(chosen)],
    queryFn: ({ signal }) =>
      read<Metrics>("/v1/metrics", { metrics: metrics.join(","), by, ...chosen }, signal),
    placeholderData: keepPreviousData,
  });

/** Reads what every metric and setting means. */
export const catalogueQuery = queryOptions({
  queryKey: ["metric-definitions"],
  queryFn: ({ signal }) => read<MetricCatalogue>("/v1/metrics/definitions", {}, signal),
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
      read<MetricRows>(
        `/v1/metrics/${encodeURIComponent(metric)}/rows`,
        { month, term, ...chosen, limit: 50, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
