import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import { minorUnits } from "../../money/currency.ts";
import type { CustomerForecast } from "./forecast.ts";

/** How a figure of a longer period comes of its months: their sum, the first one's, or the last one's. */
export type PeriodRule = "sum" | "first" | "last";

/** One figure of a forecast, month by month. */
export interface ForecastRow {
  /** The same on the billing side: `revenue.subscriptions`, `mrr.closing`. */
  readonly id: string;
  readonly section: string;
  readonly label: string;
  readonly unit: "money" | "customers";
  readonly over: PeriodRule;
  /** In whole units of the currency, or customers; not rounded. */
  readonly values: Float64Array;
}

/** Months that a table shows as one column. */
export interface ForecastPeriod {
  readonly label: string;
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
    return { label: periodLabel(first + from, first + to - 1, by), from, to };
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

/** What a row comes to in a period. */
export function periodValue({ over, values }: ForecastRow, { from, to }: ForecastPeriod): number {
  if (over === "first") return values[from] ?? 0;
  if (over === "last") return values[to - 1] ?? 0;
  return values.subarray(from, to).reduce((sum, value) => sum + value, 0);
}

const movements = [
  ["opening", "At the beginning", "first"],
  ["new", "New", "sum"],
  ["expansion", "Expansion", "sum"],
  ["contraction", "Contraction", "sum"],
  ["churn", "Churn", "sum"],
  ["closing", "At the end", "last"],
] as const;

const customerMovements = [
  ["opening", "At the beginning", "first"],
  ["joined", "Joined", "sum"],
  ["left", "Left", "sum"],
  ["closing", "At the end", "last"],
] as const;

const streamParts = [
  ["billed", "billings", "Billings", "sum"],
  ["recognised", "revenue", "Revenue", "sum"],
  ["deferred", "deferred", "Deferred revenue", "last"],
  ["unbilled", "unbilled", "Earned, not yet invoiced", "last"],
] as const;

/** The rows of what a plan's customers come to: customers, recurring value, and each stream with its sum. */
export function forecastRows(
  forecast: CustomerForecast,
  streamNames: (id: string) => string,
  segmentNames: (id: string) => string,
): readonly ForecastRow[] {
  const { currency, months, segments, streams, recurring } = forecast;
  const scale = 10 ** minorUnits(currency);
  const whole = (series: Float64Array): Float64Array => series.map((value) => value / scale);
  const sumOf = (all: Iterable<Float64Array>): Float64Array => {
    const sum = new Float64Array(months);
    for (const series of all)
      for (let month = 0; month < months; month += 1)
        sum[month] = (sum[month] ?? 0) + (series[month] ?? 0);
    return sum;
  };
  const parts = [...segments.values()];
  const rows: ForecastRow[] = customerMovements.map(([key, label, over]) => ({
    id: `customers.${key}`,
    section: "Customers",
    label,
    unit: "customers",
    over,
    values: sumOf(parts.map(({ customers }) => customers[key])),
  }));
  if (parts.length > 1)
    for (const [id, { customers }] of segments)
      rows.push({
        id: `customers.closing.${id}`,
        section: "Customers",
        label: `  ${segmentNames(id)}`,
        unit: "customers",
        over: "last",
        values: customers.closing,
      });
  for (const [key, label, over] of movements)
    rows.push({
      id: `mrr.${key}`,
      section: "Monthly recurring revenue",
      label,
      unit: "money",
      over,
      values: whole(recurring[key]),
    });
  for (const [key, id, section, over] of streamParts) {
    const own = [...streams].map(([stream, series]) => ({
      id: `${id}.${stream}`,
      section,
      label: streamNames(stream),
      unit: "money" as const,
      over,
      values: whole(series[key]),
    }));
    const total = { id, section, label: "Total", unit: "money" as const, over };
    rows.push(...own, { ...total, values: sumOf(own.map(({ values }) => values)) });
  }
  return rows;
}
