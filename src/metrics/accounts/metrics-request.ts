import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import type { Instant } from "../../time/instant.ts";
import type { Zone } from "../../time/zone.ts";
import { monthAt, parseMonth } from "../calendar-month.ts";
import type { MetricSettings } from "../metric-settings.ts";
import type { InputPart, UnknownPart } from "../metrics-input.ts";
import { type ChosenSettings, readSettings } from "../read-settings.ts";
import { findMetrics, metricIds, metrics as registry } from "../registry.ts";
import { parseDimension } from "../slices.ts";

/** What somebody asks of the metrics. */
export interface MetricsQuery {
  /** First month, `2026-01`. Default: eleven before the last. */
  readonly from?: string;
  /** Last month. Default: the running one. */
  readonly to?: string;
  /** Ids; all of them where it is left out. */
  readonly metrics?: readonly string[];
  /** Also the movements of each of these: `plan`, `stream`, `segment`… */
  readonly by?: string;
  readonly settings?: ChosenSettings;
}

/** A query that can be answered, and what its answer must be counted from. */
export interface MetricsPlan {
  readonly first: Month;
  readonly last: Month;
  readonly metrics: readonly string[];
  readonly by?: string;
  readonly settings: MetricSettings;
  /** Parts of the input that a metric of the query reads. */
  readonly parts: ReadonlySet<InputPart>;
}

/** Most months that are counted from accounts at once: ten years. */
export const monthsMax = 120;

/** Months that a figure may look back over: the twelve that end with its own. */
export const monthsBack = 11;

/**
 * Checks a query; `asOf` is the present. Refuses `invalid-month`, `month-to-come`, `invalid-month-span`, `unknown-metric`,
 * `unknown-slice` and what `readSettings` refuses; a fault's path is the field of the query, a setting's its name.
 */
export function planMetrics(
  { from, to, metrics, by, settings: chosen = {} }: MetricsQuery,
  { zone, asOf }: { readonly zone: Zone; readonly asOf: Instant },
): Result<MetricsPlan> {
  const running = monthAt(zone, asOf);
  const last = to === undefined ? ok(running) : parseMonth(to, "/to");
  const first =
    from === undefined
      ? ok((last.ok ? last.value : running) - monthsBack)
      : parseMonth(from, "/from");
  const settings = readSettings(chosen);
  const wanted = findMetrics(metrics ?? metricIds, "/metrics");
  const slice = by === undefined ? ok(undefined) : parseDimension(by, "/by");
  if (!first.ok || !last.ok || !settings.ok || !wanted.ok || !slice.ok)
    return refuse(
      ...[first, last, settings, wanted, slice].flatMap((one) => (one.ok ? [] : one.faults)),
    );
  const spanFault = faultOfSpan(Math.max(0, first.value), last.value, running);
  if (spanFault !== undefined) return refuse(spanFault);
  return ok({
    first: Math.max(0, first.value),
    last: last.value,
    metrics: wanted.value.map(({ id }) => id),
    ...(by === undefined ? {} : { by }),
    settings: settings.value,
    parts: new Set(wanted.value.flatMap((metric) => metric.reads?.(settings.value) ?? [])),
  });
}

/** What rows are asked for. */
export interface RowsQuery extends Pick<MetricsQuery, "to" | "settings"> {
  readonly metric: string;
  /** The figure's month, or the cohort's; the running one where it is left out. */
  readonly month?: string;
}

/** The plan behind the rows of one figure, or of one cohort, which is looked at until `to`. Refuses as {@link planMetrics}. */
export function planRows(
  { metric, month: asked, to, settings = {} }: RowsQuery,
  now: Parameters<typeof planMetrics>[1],
): Result<MetricsPlan> {
  const month = asked ?? monthText(monthAt(now.zone, now.asOf));
  const isTriangle = registry.some(({ id, shape }) => id === metric && shape === "triangle");
  const last = isTriangle ? to : month;
  const plan = planMetrics(
    { from: month, metrics: [metric], settings, ...(last === undefined ? {} : { to: last }) },
    now,
  );
  if (plan.ok) return plan;
  const paths: Readonly<Record<string, string>> = {
    "/from": "/month",
    "/metrics/0": "/metric",
    ...(isTriangle ? {} : { "/to": "/month" }),
  };
  const faults = plan.faults.map((fault) => ({ ...fault, path: paths[fault.path] ?? fault.path }));
  // A month that is none is asked for as the first and as the last.
  return refuse(
    ...new Map(faults.map((fault) => [`${fault.path} ${fault.message}`, fault])).values(),
  );
}

/** Why lifetime value in gross margin has no figure: nobody tells the books what revenue costs. */
export const noCosts: UnknownPart = {
  code: "no-gross-margin",
  message: "the cost of revenue is not known; the setting ltvMargin=revenue does without it",
};

function faultOfSpan(first: Month, last: Month, running: Month): Fault | undefined {
  if (last > running)
    return {
      code: "month-to-come",
      path: "/to",
      message: "metrics are of months that have begun",
      value: monthText(last),
      suggestion: `${monthText(running)} is running`,
    };
  const count = last - first + 1;
  if (count >= 1 && count <= monthsMax) return undefined;
  return {
    code: "invalid-month-span",
    path: "/from",
    message: `a span of months goes forward and has at most ${monthsMax} months`,
    value: `${monthText(first)} to ${monthText(last)}`,
    suggestion: count < 1 ? "swap the two months" : "ask for fewer months",
  };
}
