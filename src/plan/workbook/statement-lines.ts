import { type CostFunction, costFunctions } from "../../model/costs/cost-kind.ts";
import type { Cost } from "../../model/costs/registry.ts";
import type { Model } from "../../model/model.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { Segment } from "../../model/segment.ts";
import type { CellFormat, RowKind } from "./workbook.ts";

/** A line of a statement, before it has a place. */
export type StatementLine =
  | { readonly heading: string }
  | {
      readonly figure: string;
      readonly label: string;
      /** How a year comes of its months. */
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

/** The statements of a plan, each a sheet: what is billed and earned, profit and loss, cash, unit economics. */
export const statementSheets = (model: Model): readonly StatementSheet[] => [
  { name: "Forecast", lines: forecastLines(model) },
  { name: "Profit and loss", lines: profitLines(model) },
  { name: "Cash", lines: cashLines(model) },
  { name: "Unit economics", lines: economicsLines(model) },
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
    { heading: "Margins, of the month" },
    { ...last("metrics.gross-margin", "Gross margin"), format: "share" },
    { ...last("metrics.ebitda-margin", "EBITDA margin"), format: "share" },
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
    { ...last(`metrics.logo-churn${of}`, "Customer churn rate"), format: "share" },
    { ...last(`metrics.nrr${of}`, "Net revenue retention"), format: "share" },
    { ...last(`metrics.grr${of}`, "Gross revenue retention"), format: "share" },
    last(`metrics.customer-lifetime${of}`, "Customer lifetime in months"),
    last(`metrics.ltv${of}`, "Customer lifetime value"),
    last(`metrics.cac${of}`, "Customer acquisition cost"),
    { ...last(`metrics.ltv-to-cac${of}`, "LTV to CAC"), format: "multiple" },
    last(`metrics.cac-payback${of}`, "Months to recover CAC"),
  ];
  return [
    { heading: "All customers" },
    ...lines(""),
    ...segments.flatMap(([id, { name }]) => [{ heading: name }, ...lines(`.${id}`)]),
  ];
}
