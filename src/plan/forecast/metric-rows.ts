import { metrics } from "../../metrics/registry.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import { metricOfPeriod, periodFormula } from "../metrics/metric-of-period.ts";
import type { PlanRun } from "./compile-plan.ts";
import type { PlanForecast } from "./forecast-plan.ts";
import { type ForecastRow, periodLengths } from "./forecast-rows.ts";

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

/** A plan also counts customers who are worth nothing that recurs, so those who are have a name of their own. */
const labelOf = (id: string, name: string): string =>
  id === "customers" ? "Recurring customers" : name;

const unitEconomics: readonly PlannedMetric[] = [
  { id: "arpa", label: "Average revenue per account", unit: "money" },
  { id: "logo-churn", label: "Customer churn rate", unit: "ratio" },
  { id: "nrr", label: "Net revenue retention", unit: "ratio" },
  { id: "expected-lifetime", label: "Expected lifetime", unit: "months" },
  { id: "expected-ltv", label: "Expected lifetime value", unit: "money" },
  { id: "cac", label: "Customer acquisition cost", unit: "money" },
  { id: "ltv-to-cac", label: "LTV to CAC", unit: "ratio" },
  { id: "cac-payback", label: "CAC payback", unit: "months" },
];

/** Ratios that the field says as multiples, `3.2x`. */
export const multipleMetrics: ReadonlySet<string> = new Set([
  "quick-ratio",
  "ltv-to-cac",
  "magic-number",
  "burn-multiple",
]);

/**
 * The metrics of a plan under the ids of the billing side, what each stream costs and leaves, and the unit economics of each segment and of all
 * of them. Of a longer period, amounts of its months are added up, what a flow decides is computed anew by {@link metricOfPeriod}, and of the rest
 * what holds in the last month is shown. A month or period in which a metric divides by nothing has no value.
 */
export function metricRows(model: Model, { run, customers }: PlanForecast): readonly ForecastRow[] {
  const row = (
    section: string,
    { id, label, unit, over = "last" }: PlannedMetric,
    of = "",
  ): ForecastRow => ({
    ...longerPeriods(`${id}${of}`, run, customers.months),
    id: `${id}${of}`,
    section,
    label,
    unit,
    over,
    values: valuesOf(`metrics.${id}${of}`, run, customers.months),
  });
  const billed = metrics.flatMap(({ shape, id, name, unit, period }): PlannedMetric[] =>
    shape === "figure"
      ? [
          {
            id,
            label: labelOf(id, name),
            unit: unit === "count" ? "customers" : unit,
            over: unit === "money" && period === "month" ? "sum" : "last",
          },
        ]
      : [],
  );
  const segments = entriesOf<Segment>(model.segments);
  return [
    ...[...billed, ...plannedMetrics].map((metric) => row("Metrics", metric)),
    ...entriesOf(model.streams).flatMap(([id, { name }]) =>
      streamRows(id, name, run, customers.months),
    ),
    ...(segments.length > 1
      ? segments.flatMap(([id, { name }]) =>
          unitEconomics.map((metric) => row(`Unit economics: ${name}`, metric, `.${id}`)),
        )
      : []),
    ...unitEconomics.map((metric) => row("Unit economics", metric)),
  ];
}

/** What a stream costs, leaves, and what part of its revenue that is. */
function streamRows(
  stream: string,
  name: string,
  run: PlanRun,
  months: number,
): readonly ForecastRow[] {
  const section = `Margin: ${name}`;
  const flow = (figure: string, label: string): ForecastRow => ({
    id: `${figure}.${stream}`,
    section,
    label,
    unit: "money",
    over: "sum",
    values: valuesOf(`forecast.${figure}.${stream}`, run, months),
  });
  return [
    flow("cost-of-revenue", "Cost of revenue"),
    flow("gross-profit", "Gross profit"),
    {
      ...longerPeriods(`gross-margin.${stream}`, run, months),
      id: `gross-margin.${stream}`,
      section,
      label: "Gross margin",
      unit: "ratio",
      over: "last",
      values: valuesOf(`metrics.gross-margin.${stream}`, run, months),
    },
  ];
}

const valuesOf = (figure: string, { read }: PlanRun, months: number): Float64Array =>
  Float64Array.from({ length: months }, (_, month) => {
    const value = read(figure, month);
    return Number.isFinite(value) ? value : Number.NaN;
  });

/** How the metric of a row comes about over a longer period: see {@link metricOfPeriod}. */
export const metricOfRow = (
  row: string,
  run: Pick<PlanRun, "read">,
): ReturnType<typeof metricOfPeriod> => metricOfPeriod(...idAndPart(row), run);

/** How the metric of a row comes about over a longer period, with numbers or with cells: see {@link periodFormula}. */
export const periodFormulaOfRow = (row: string): ReturnType<typeof periodFormula> =>
  periodFormula(...idAndPart(row));

/** `gross-margin.usage` is `gross-margin`, of `.usage`. */
function idAndPart(row: string): readonly [string, string] {
  const dot = row.indexOf(".");
  return dot < 0 ? [row, ""] : [row.slice(0, dot), row.slice(dot)];
}

const longerPeriods = (id: string, run: PlanRun, months: number): Pick<ForecastRow, "longer"> => {
  const ofPeriod = metricOfRow(id, run);
  if (ofPeriod === undefined) return {};
  const each = (length: number): Float64Array =>
    Float64Array.from({ length: Math.ceil(months / length) }, (_, index) => {
      const from = index * length;
      return ofPeriod({ from, to: Math.min(from + length, months) });
    });
  return { longer: { quarter: each(periodLengths.quarter), year: each(periodLengths.year) } };
};
