import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { nearest } from "../../fault/nearest.ts";
import type { Model } from "../../model/model.ts";
import type { PlanForecast } from "../forecast/forecast-plan.ts";
import type { ForecastRowText } from "../forecast/forecast-report.ts";
import { type ForecastRow, forecastRows } from "../forecast/forecast-rows.ts";
import { metricRows } from "../forecast/metric-rows.ts";
import { type FlowMetric, flowMetrics } from "./variance-tree.ts";

/** A metric of a plan that can be held against what happened. */
export interface PlanMetric extends Pick<ForecastRow, "unit">, Pick<ForecastRowText, "over"> {
  /** `gross-margin`, `arpa.teams`. */
  readonly id: string;
  readonly label: string;
}

/** Those that are opened purchase by purchase. */
const flowRows: Readonly<Record<FlowMetric, PlanMetric>> = {
  revenue: { id: "revenue", label: "Revenue", unit: "money", over: "sum" },
  billings: { id: "billings", label: "Billings", unit: "money", over: "sum" },
  mrr: { id: "mrr", label: "Monthly recurring revenue", unit: "money", over: "last" },
  customers: { id: "customers", label: "Customers", unit: "customers", over: "last" },
};

/**
 * Rows of a forecast that have no actual, or none that differs: who joins now has not left yet, what is planned to be none is told among new, expanded and
 * contracted value, and customers and recurring value are opened whole.
 */
const left =
  /^(?:customers\.|mrr\.|expected-lifetime|reactivation-mrr|price-mrr|fx-mrr|collection-effectiveness)/;

const isFlow = (id: string): id is FlowMetric => flowMetrics.some((one) => one === id);

/** Rows of a forecast by id, of which those that are stated twice count once. */
export const metricRowsOf = (
  model: Model,
  forecast: PlanForecast,
): ReadonlyMap<string, ForecastRow> =>
  heldRows([...forecastRows(model, forecast), ...metricRows(model, forecast)]);

function heldRows<T extends Pick<ForecastRow, "id">>(all: readonly T[]): ReadonlyMap<string, T> {
  const rows = new Map<string, T>();
  for (const row of all)
    if (!left.test(row.id) && !isFlow(row.id) && !rows.has(row.id)) rows.set(row.id, row);
  return rows;
}

/** Every metric of a plan that can be held against what happened, the four that are opened by purchase first. */
export const metricsOfPlan = (model: Model, forecast: PlanForecast): readonly PlanMetric[] => [
  ...flowMetrics.map((id) => flowRows[id]),
  ...[...metricRowsOf(model, forecast).values()].map(
    ({ id, label, unit, over, longer }): PlanMetric => ({
      id,
      label,
      unit,
      over: longer === undefined ? over : "period",
    }),
  ),
];

/** A metric as one is chosen from a list. */
export interface ListedMetric extends Pick<ForecastRowText, "id" | "label" | "unit"> {
  /** `Cash`, `Unit economics: Teams`; null of those that are opened by purchase. */
  readonly section: string | null;
}

/** The same of the rows of a plan that was written down, without those that it has no figure of in any month. */
export const metricsOfRows = (rows: readonly ForecastRowText[]): readonly ListedMetric[] => [
  ...flowMetrics.map((metric) => {
    const { id, label, unit } = flowRows[metric];
    return { id, label, section: null, unit };
  }),
  ...[...heldRows(rows).values()]
    .filter(({ values }) => values.some((value) => value !== null))
    .map(({ id, label, section, unit }) => ({ id, label, section, unit })),
];

/** A metric that is opened purchase by purchase; undefined of all others. */
export const flowMetric = (id: string): (PlanMetric & { readonly id: FlowMetric }) | undefined =>
  isFlow(id) ? { ...flowRows[id], id } : undefined;

/** The metric of an id. Refuses `unknown-metric`. */
export function findPlanMetric(
  id: string,
  model: Model,
  forecast: PlanForecast,
): Result<PlanMetric> {
  const all = metricsOfPlan(model, forecast);
  const found = all.find((one) => one.id === id);
  return found === undefined
    ? refuse(
        unknownMetric(
          id,
          all.map((one) => one.id),
        ),
      )
    : ok(found);
}

function unknownMetric(id: string, known: readonly string[]): Fault {
  const meant = nearest(id, known);
  return {
    code: "unknown-metric",
    path: "/metric",
    message: "no metric of the plan that has an actual is called this",
    value: id.slice(0, 60),
    suggestion:
      meant === undefined
        ? `one of ${known.filter((one) => !one.includes(".")).join(", ")}`
        : `did you mean "${meant}"?`,
  };
}
