import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import type { Model } from "../../model/model.ts";
import { declared } from "../../model/model-rule.ts";
import { minorUnits } from "../../money/currency.ts";
import type { PeriodMonths } from "../metrics/metric-of-period.ts";
import type { CustomerForecast } from "./forecast.ts";
import type { PlanForecast } from "./forecast-plan.ts";

/** How a figure of a longer period comes of its months: their sum, the first one's, or the last one's. */
export type PeriodRule = "sum" | "first" | "last";

/** One figure of a forecast, month by month. */
export interface ForecastRow {
  /** The same on the billing side: `revenue.subscriptions`, `mrr.closing`. */
  readonly id: string;
  readonly section: string;
  readonly label: string;
  readonly unit: "money" | "customers" | "ratio" | "months" | "days" | "index";
  readonly over: PeriodRule;
  /** In whole units of the currency, or in its unit; not rounded. Not a number where a metric has no value. */
  readonly values: Float64Array;
  /** What it comes to in each quarter and year of the plan, where that is neither of {@link PeriodRule}. */
  readonly longer?: Readonly<Record<Exclude<PeriodLength, "month">, Float64Array>>;
}

/** Months that a table shows as one column. */
export interface ForecastPeriod {
  readonly label: string;
  readonly by: PeriodLength;
  /** Months of the plan, from 0, half-open. */
  readonly from: number;
  readonly to: number;
}

/** How a forecast is cut into columns. */
export const periodLengths = { month: 1, quarter: 3, year: 12 } as const;

/** The name of such a cut. */
export type PeriodLength = keyof typeof periodLengths;

/** The columns of a plan: `2027-01`, `2027-Q1`, `2027`; quarters and years that are not those of the calendar by their last month, `to 2027-06`. */
export function forecastPeriods(
  first: Month,
  months: number,
  by: PeriodLength,
): readonly ForecastPeriod[] {
  const length = periodLengths[by];
  return Array.from({ length: Math.ceil(months / length) }, (_, index) => {
    const from = index * length;
    const to = Math.min(from + length, months);
    return { label: periodLabel(first + from, first + to - 1, by), by, from, to };
  });
}

function periodLabel(start: Month, end: Month, by: PeriodLength): string {
  const length = periodLengths[by];
  if (start % length !== 0 || end - start + 1 !== length) return `to ${monthText(end)}`;
  const text = monthText(start);
  const year = text.slice(0, 4);
  if (by === "quarter") return `${year}-Q${(start % 12) / 3 + 1}`;
  return by === "year" ? year : text;
}

/** What a row comes to in a period; in one month, what it came to there. */
export function periodValue(row: ForecastRow, { by, from, to }: ForecastPeriod): number {
  const { longer } = row;
  if (longer !== undefined && by !== "month" && to - from > 1)
    return longer[by][from / periodLengths[by]] ?? Number.NaN;
  return overMonths(row, { from, to });
}

/** What a row comes to over months of the plan by its {@link PeriodRule}. */
export function overMonths(
  { over, values }: Pick<ForecastRow, "over" | "values">,
  { from, to }: PeriodMonths,
): number {
  if (over === "first") return values[from] ?? 0;
  if (over === "last") return values[to - 1] ?? 0;
  return values.subarray(from, to).reduce((total, value) => total + value, 0);
}

/** A row that is a figure of the plan. */
interface RowOfFigure {
  readonly figure: string;
  readonly label: string;
  readonly over: PeriodRule;
  readonly unit?: ForecastRow["unit"];
}

const customerMovements = [
  ["opening", "At the beginning", "first"],
  ["joined", "Joined", "sum"],
  ["left", "Left", "sum"],
  ["closing", "At the end", "last"],
] as const;

const recurringMovements = [
  ["opening", "At the beginning", "first"],
  ["new", "New", "sum"],
  ["expansion", "Expansion", "sum"],
  ["contraction", "Contraction", "sum"],
  ["churn", "Churn", "sum"],
  ["closing", "At the end", "last"],
] as const;

/** The sections that are figures of the plan, for each stream and in all. */
const byStream: readonly (RowOfFigure & { readonly section: string })[] = [
  { section: "Billings", figure: "billings", label: "Total", over: "sum" },
  { section: "Revenue", figure: "revenue", label: "Total", over: "sum" },
  { section: "Deferred revenue", figure: "deferred", label: "Total", over: "last" },
  { section: "Earned, not yet invoiced", figure: "unbilled", label: "Total", over: "last" },
];

const profitAndLoss: readonly RowOfFigure[] = [
  { figure: "revenue", label: "Revenue", over: "sum" },
  { figure: "cost-of-revenue", label: "Cost of revenue", over: "sum" },
  { figure: "gross-profit", label: "Gross profit", over: "sum" },
  { figure: "sales-and-marketing", label: "Sales and marketing", over: "sum" },
  { figure: "research-and-development", label: "Research and development", over: "sum" },
  { figure: "administration", label: "Administration", over: "sum" },
  { figure: "bad-debts", label: "Bad debts", over: "sum" },
  { figure: "ebitda", label: "EBITDA", over: "sum" },
];

const cash: readonly RowOfFigure[] = [
  { figure: "collections", label: "Collected", over: "sum" },
  { figure: "spending", label: "Spent", over: "sum" },
  { figure: "funding", label: "Funding", over: "sum" },
  { figure: "cash", label: "Cash at the end", over: "last" },
  { figure: "receivables", label: "Receivables at the end", over: "last" },
];

/** Whether a model plans more than its customers: what it spends, or has. */
export const plansMoney = ({ costs, capital, funding, segments }: Model): boolean =>
  costs !== undefined ||
  capital !== undefined ||
  funding !== undefined ||
  Object.values(segments ?? {}).some(({ channels }) => channels !== undefined);

/** The rows of a forecast: customers, recurring value, billings, revenue and balances by stream, profit and loss, and cash. */
export function forecastRows(
  model: Model,
  { run, customers: counted }: PlanForecast,
): readonly ForecastRow[] {
  const { months, currency } = counted;
  const scale = 10 ** minorUnits(currency);
  const rowOf = (
    section: string,
    { figure, label, over, unit = "money" }: RowOfFigure,
  ): ForecastRow => ({
    id: figure,
    section,
    label,
    unit,
    over,
    values: Float64Array.from({ length: months }, (_, month) =>
      run.read(`forecast.${figure}`, month),
    ),
  });
  return [
    ...customerRows(model, counted),
    ...recurringMovements.map(
      ([key, label, over]): ForecastRow => ({
        id: `mrr.${key}`,
        section: "Monthly recurring revenue",
        label,
        unit: "money",
        over,
        values: counted.recurring[key].map((value) => value / scale),
      }),
    ),
    ...byStream.flatMap(({ section, ...total }) => [
      ...Object.entries(model.streams).map(([id, { name }]) =>
        rowOf(section, { ...total, figure: `${total.figure}.${id}`, label: name }),
      ),
      rowOf(section, total),
    ]),
    ...(plansMoney(model)
      ? [
          ...profitAndLoss
            .map((row) => rowOf("Profit and loss", row))
            .filter(({ id, values }) => id !== "bad-debts" || values.some((value) => value !== 0)),
          ...cash.map((row) => rowOf("Cash", row)),
        ]
      : []),
  ];
}

function customerRows(
  model: Model,
  { segments, months }: CustomerForecast,
): readonly ForecastRow[] {
  const parts = [...segments];
  const rows = customerMovements.map(([key, label, over]): ForecastRow => {
    const values = new Float64Array(months);
    for (const [, { customers }] of parts)
      for (let month = 0; month < months; month += 1)
        values[month] = (values[month] ?? 0) + (customers[key][month] ?? 0);
    return { id: `customers.${key}`, section: "Customers", label, unit: "customers", over, values };
  });
  if (parts.length < 2) return rows;
  const own = parts.map(
    ([id, { customers }]): ForecastRow => ({
      id: `customers.closing.${id}`,
      section: "Customers",
      label: `  ${declared(model.segments, id)?.name ?? id}`,
      unit: "customers",
      over: "last",
      values: customers.closing,
    }),
  );
  return [...rows, ...own];
}
