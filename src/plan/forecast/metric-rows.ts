import { metrics } from "../../metrics/registry.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import type { PlanForecast } from "./forecast-plan.ts";
import type { ForecastRow } from "./forecast-rows.ts";

/** A metric that only a plan has: the billing side knows no costs. */
interface PlannedMetric {
  readonly id: string;
  readonly label: string;
  readonly unit: ForecastRow["unit"];
  /** Default: what holds in the last month. */
  readonly over?: ForecastRow["over"];
}

const plannedMetrics: readonly PlannedMetric[] = [
  { id: "gross-margin", label: "Gross margin", unit: "ratio" },
  { id: "ebitda-margin", label: "EBITDA margin", unit: "ratio" },
  { id: "cac-fully-loaded", label: "CAC, fully loaded", unit: "money" },
  { id: "magic-number", label: "Magic number", unit: "ratio" },
  { id: "rule-of-40", label: "Rule of 40", unit: "ratio" },
  { id: "net-burn", label: "Net burn", unit: "money", over: "sum" },
  { id: "burn-multiple", label: "Burn multiple", unit: "ratio" },
  { id: "runway", label: "Runway", unit: "months" },
];

const unitEconomics: readonly PlannedMetric[] = [
  { id: "arpa", label: "Average revenue per account", unit: "money" },
  { id: "logo-churn", label: "Customer churn rate", unit: "ratio" },
  { id: "nrr", label: "Net revenue retention", unit: "ratio" },
  { id: "customer-lifetime", label: "Customer lifetime", unit: "months" },
  { id: "ltv", label: "Customer lifetime value", unit: "money" },
  { id: "cac", label: "Customer acquisition cost", unit: "money" },
  { id: "ltv-to-cac", label: "LTV to CAC", unit: "ratio" },
  { id: "cac-payback", label: "Months to recover CAC", unit: "months" },
];

/**
 * The metrics of a plan under the ids of the billing side, and the unit economics of each segment and of all of them. Of a longer period,
 * amounts of its months are added up, and of the rest what holds in the last month is shown. A month in which a metric divides by nothing
 * has no value.
 */
export function metricRows(model: Model, { run, customers }: PlanForecast): readonly ForecastRow[] {
  const row = (
    section: string,
    { id, label, unit, over = "last" }: PlannedMetric,
    of = "",
  ): ForecastRow => ({
    id: `${id}${of}`,
    section,
    label,
    unit,
    over,
    values: Float64Array.from({ length: customers.months }, (_, month) => {
      const value = run.read(`metrics.${id}${of}`, month);
      return Number.isFinite(value) ? value : Number.NaN;
    }),
  });
  const billed = metrics.flatMap(({ shape, id, name: label, unit, period }): PlannedMetric[] =>
    shape === "figure"
      ? [
          {
            id,
            label,
            unit: unit === "count" ? "customers" : unit,
            over: unit === "money" && period === "month" ? "sum" : "last",
          },
        ]
      : [],
  );
  const segments = entriesOf<Segment>(model.segments);
  return [
    ...[...billed, ...plannedMetrics].map((metric) => row("Metrics", metric)),
    ...(segments.length > 1
      ? segments.flatMap(([id, { name }]) =>
          unitEconomics.map((metric) => row(`Unit economics: ${name}`, metric, `.${id}`)),
        )
      : []),
    ...unitEconomics.map((metric) => row("Unit economics", metric)),
  ];
}
