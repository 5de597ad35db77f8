import { metrics } from "../../metrics/registry.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import type { PlanRun } from "./compile-plan.ts";
import type { PlanForecast } from "./forecast-plan.ts";
import type { ForecastRow } from "./forecast-rows.ts";

/** A metric that only a plan has: the billing side knows no costs. */
interface PlannedMetric {
  readonly id: string;
  readonly label: string;
  readonly unit: ForecastRow["unit"];
  /** Default: what holds in the last month. */
  readonly over?: ForecastRow["over"];
  /** Figures whose sums over a longer period it is the quotient of. */
  readonly of?: readonly [dividend: string, divisor: string];
}

const plannedMetrics: readonly PlannedMetric[] = [
  {
    id: "gross-margin",
    label: "Gross margin",
    unit: "ratio",
    of: ["forecast.gross-profit", "forecast.revenue"],
  },
  {
    id: "ebitda-margin",
    label: "EBITDA margin",
    unit: "ratio",
    of: ["forecast.ebitda", "forecast.revenue"],
  },
  {
    id: "cac-fully-loaded",
    label: "CAC, fully loaded",
    unit: "money",
    of: ["forecast.sales-and-marketing", "forecast.new-customers"],
  },
  { id: "magic-number", label: "Magic number", unit: "ratio" },
  { id: "rule-of-40", label: "Rule of 40", unit: "ratio" },
  { id: "net-burn", label: "Net burn", unit: "money", over: "sum" },
  { id: "burn-multiple", label: "Burn multiple", unit: "ratio" },
  { id: "runway", label: "Runway", unit: "months" },
];

const unitEconomics: readonly PlannedMetric[] = [
  { id: "arpa", label: "Average revenue per account", unit: "money" },
  { id: "logo-churn", label: "Churn of the month", unit: "ratio" },
  { id: "nrr", label: "Net revenue retention", unit: "ratio" },
  { id: "expected-lifetime", label: "Expected lifetime", unit: "months" },
  { id: "expected-ltv", label: "Expected lifetime value", unit: "money" },
  {
    id: "cac",
    label: "Customer acquisition cost",
    unit: "money",
    of: ["forecast.acquisition-cost{of}", "forecast.new-customers{of}"],
  },
  { id: "ltv-to-cac", label: "LTV to CAC", unit: "ratio" },
  { id: "cac-payback", label: "Months to recover CAC", unit: "months" },
];

/**
 * The metrics of a plan under the ids of the billing side, what each stream costs and leaves, and the unit economics of each segment and of all
 * of them. Of a longer period, amounts of its months are added up, margins and costs of winning a customer are quotients of such sums, and
 * of the rest what holds in the last month is shown. A month in which a metric divides by nothing
 * has no value.
 */
export function metricRows(model: Model, { run, customers }: PlanForecast): readonly ForecastRow[] {
  const row = (
    section: string,
    { id, label, unit, over = "last", of: parts }: PlannedMetric,
    of = "",
  ): ForecastRow => ({
    ...quotientOf(parts, of, run, customers.months),
    id: `${id}${of}`,
    section,
    label,
    unit,
    over,
    values: valuesOf(`metrics.${id}${of}`, run, customers.months),
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
      ...quotientOf(
        ["forecast.gross-profit{of}", "forecast.revenue{of}"],
        `.${stream}`,
        run,
        months,
      ),
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

function quotientOf(
  parts: PlannedMetric["of"],
  of: string,
  run: PlanRun,
  months: number,
): Pick<ForecastRow, "quotient"> {
  if (parts === undefined) return {};
  const [dividend, divisor] = parts.map((figure) =>
    valuesOf(figure.replaceAll("{of}", of), run, months),
  );
  return dividend === undefined || divisor === undefined ? {} : { quotient: { dividend, divisor } };
}
