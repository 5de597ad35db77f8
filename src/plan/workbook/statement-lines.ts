import { type CostFunction, costFunctions } from "../../model/costs/cost-kind.ts";
import type { Cost } from "../../model/costs/registry.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import type { ForecastRow } from "../forecast/forecast-rows.ts";
import { multipleMetrics } from "../forecast/metric-rows.ts";
import type { CellFormat, RowKind } from "./workbook.ts";

/** A line of a statement, before it has a place. */
export type StatementLine =
  | { readonly heading: string }
  | {
      readonly figure: string;
      readonly label: string;
      /** How a year comes of its months, unless it is a metric with a formula of its own for longer periods. */
      readonly over: "sum" | "last";
      readonly row?: RowKind;
      readonly format?: CellFormat;
    };

/** A sheet of a statement, before its cells are known. */
export interface StatementSheet {
  readonly name: string;
  readonly lines: readonly StatementLine[];
}

const functionNames: Readonly<Record<CostFunction, string>> = {
  "cost-of-revenue": "Cost of revenue",
  "sales-and-marketing": "Sales and marketing",
  "research-and-development": "Research and development",
  administration: "Administration",
};

/** The statements of a plan, each a sheet: what is billed and earned, profit and loss, cash, unit economics, and the metrics of its rows. */
export const statementSheets = (
  model: Model,
  metrics: readonly ForecastRow[],
): readonly StatementSheet[] => [
  { name: "Forecast", lines: forecastLines(model) },
  { name: "Profit and loss", lines: profitLines(model) },
  { name: "Cash", lines: cashLines(model) },
  { name: "Unit economics", lines: economicsLines(model) },
  { name: "Metrics", lines: metricLines(metrics) },
];

type FigureLine = Extract<StatementLine, { readonly figure: string }>;

const sum = (figure: string, label: string, row?: RowKind): FigureLine => ({
  figure,
  label,
  over: "sum",
  ...(row === undefined ? {} : { row }),
});

const last = (figure: string, label: string, row?: RowKind): FigureLine => ({
  ...sum(figure, label, row),
  over: "last",
});

const share = (figure: string, label: string): FigureLine => ({
  ...last(figure, label),
  format: "share",
});

function forecastLines(model: Model): readonly StatementLine[] {
  const streams = entriesOf(model.streams);
  const segments = entriesOf<Segment>(model.segments);
  const byStream = (heading: string, of: string, line: typeof sum): StatementLine[] => [
    { heading },
    ...streams.map(([id, { name }]) => line(`forecast.${of}.${id}`, name)),
    line(`forecast.${of}`, "Total", "total"),
  ];
  return [
    { heading: "Customers at the month's end" },
    ...segments.map(([id, { name }]) => last(`forecast.customers.${id}`, name)),
    last("forecast.customers", "Total"),
    { heading: "Recurring revenue a month" },
    sum("forecast.new-mrr", "New"),
    sum("forecast.expansion-mrr", "Expansion"),
    sum("forecast.contraction-mrr", "Contraction"),
    sum("forecast.churned-mrr", "Churn"),
    last("forecast.mrr", "At the month's end"),
    ...byStream("Billings", "billings", sum),
    ...byStream("Revenue", "revenue", sum),
    { heading: "Deferred revenue at the month's end" },
    ...streams.map(([id, { name }]) => last(`forecast.deferred.${id}`, name)),
    last("forecast.deferred", "Total", "total"),
  ];
}

function profitLines(model: Model): readonly StatementLine[] {
  const costs = entriesOf<Cost>(model.costs);
  const segments = entriesOf<Segment>(model.segments);
  const spent = (which: CostFunction): StatementLine[] => [
    ...costs
      .filter(([, one]) => one.function === which)
      .map(([id, { name }]) => sum(`costs.${id}`, `  ${name}`)),
    ...(which === "sales-and-marketing"
      ? segments.map(([id, { name }]) =>
          sum(`forecast.acquisition-cost.${id}`, `  Winning customers: ${name}`),
        )
      : []),
    sum(`forecast.${which}`, functionNames[which], "total"),
  ];
  const [ofRevenue, ...others] = costFunctions;
  return [
    { heading: "Revenue" },
    ...entriesOf(model.streams).map(([id, { name }]) => sum(`forecast.revenue.${id}`, `  ${name}`)),
    sum("forecast.revenue", "Revenue", "total"),
    { heading: "Cost of revenue" },
    ...(ofRevenue === undefined ? [] : spent(ofRevenue)),
    sum("forecast.gross-profit", "Gross profit", "total"),
    { heading: "Operating costs" },
    ...others.flatMap(spent),
    sum("forecast.operating-costs", "Operating costs", "total"),
    sum("forecast.ebitda", "EBITDA", "total"),
    { heading: "Margins" },
    share("metrics.gross-margin", "Gross margin"),
    share("metrics.ebitda-margin", "EBITDA margin"),
  ];
}

const cashLines = ({ funding }: Model): readonly StatementLine[] => [
  { heading: "Cash" },
  sum("forecast.billings", "Billed"),
  sum("forecast.collections", "Collected"),
  sum("forecast.spending", "Spent"),
  ...(entriesOf(funding).length === 0 ? [] : [sum("forecast.funding", "Funding")]),
  sum("forecast.cash-flow", "Cash flow", "total"),
  last("forecast.cash", "Cash at the month's end", "total"),
  { heading: "Owed, and how long it lasts" },
  last("forecast.receivables", "Receivables at the month's end"),
  sum("metrics.net-burn", "Net burn"),
  { ...last("metrics.runway", "Runway in months"), format: "number" },
];

function economicsLines(model: Model): readonly StatementLine[] {
  const segments = entriesOf<Segment>(model.segments);
  const lines = (of: string): StatementLine[] => [
    last(`metrics.customers${of}`, "Paying customers"),
    last(`metrics.arpa${of}`, "Average revenue per account"),
    share(`metrics.logo-churn${of}`, "Customer churn a month"),
    share(`metrics.nrr${of}`, "Net revenue retention"),
    share(`metrics.grr${of}`, "Gross revenue retention"),
    last(`metrics.expected-lifetime${of}`, "Expected lifetime in months"),
    last(`metrics.expected-ltv${of}`, "Expected lifetime value (LTV)"),
    last(`metrics.cac${of}`, "Customer acquisition cost (CAC)"),
    { ...last(`metrics.ltv-to-cac${of}`, "LTV to CAC"), format: "multiple" },
    last(`metrics.cac-payback${of}`, "Months to recover CAC"),
  ];
  return [
    { heading: "All customers" },
    ...lines(""),
    ...segments.flatMap(([id, { name }]) => [{ heading: name }, ...lines(`.${id}`)]),
  ];
}

/** What the forecast's table shows of metrics, but for unit economics, which have a sheet of their own. */
function metricLines(metrics: readonly ForecastRow[]): readonly StatementLine[] {
  const lines: StatementLine[] = [];
  let heading = "";
  for (const { id, section, label, unit, over } of metrics) {
    if (section.startsWith("Unit economics")) continue;
    if (section !== heading) lines.push({ heading: section });
    heading = section;
    const isFlow = section !== "Metrics" && over === "sum";
    lines.push({
      figure: `${isFlow ? "forecast" : "metrics"}.${id}`,
      label,
      over: over === "sum" ? "sum" : "last",
      format: formatOf(id, unit),
    });
  }
  return lines;
}

function formatOf(id: string, unit: ForecastRow["unit"]): CellFormat {
  if (unit === "money") return "money";
  if (unit !== "ratio") return "number";
  return multipleMetrics.has(id) ? "multiple" : "share";
}
