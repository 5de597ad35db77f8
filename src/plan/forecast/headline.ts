import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { figureDigits } from "./figure-digits.ts";
import type { ForecastRow } from "./forecast-rows.ts";

/** One figure by which a forecast is told from another. */
export interface HeadlineFigure {
  readonly id: string;
  readonly label: string;
  /** `month`: the value is a month, `2028-03`; `ratio`: a share, to a tenth of a percent. */
  readonly unit: "money" | "customers" | "ratio" | "month";
  /** Null where there is none: a plan that never breaks even, or a margin of no revenue. */
  readonly value: string | null;
  /** The month that it is of, or the last of the twelve. */
  readonly month: string | null;
}

/**
 * The figures that a forecast is known by: customers and recurring revenue at its end, its last year, the least cash, the month in which
 * cash runs out, and the month from which EBITDA stays at or above zero. What the plan does not state is left out.
 */
export function headlineFigures(
  rows: readonly ForecastRow[],
  first: Month,
  currency: CurrencyCode,
): readonly HeadlineFigure[] {
  const valuesOf = (id: string): Float64Array | undefined =>
    rows.find((row) => row.id === id)?.values;
  const figures: HeadlineFigure[] = [];
  const tell = (
    id: string,
    label: string,
    unit: HeadlineFigure["unit"],
    value: number | string | null,
    at?: number,
  ): void => {
    const shown =
      typeof value !== "number"
        ? value
        : unit === "ratio"
          ? value.toFixed(3)
          : figureDigits(value, { unit: unit === "money" ? "money" : "customers" }, currency);
    const month = at === undefined ? null : monthText(first + at);
    figures.push({ id, label, unit, value: shown, month });
  };
  const monthAt = (at: number): string | null => (at < 0 ? null : monthText(first + at));
  const last = (valuesOf("mrr.closing")?.length ?? 1) - 1;
  const atEnd = (id: string, label: string, unit: "money" | "customers"): void => {
    const values = valuesOf(id);
    if (values !== undefined) tell(id, label, unit, values[last] ?? 0, last);
  };
  atEnd("customers.closing", "Customers at the end", "customers");
  atEnd("mrr.closing", "MRR at the end", "money");
  const revenue = valuesOf("revenue");
  const profit = valuesOf("gross-profit");
  const ebitda = valuesOf("ebitda");
  const cash = valuesOf("cash");
  const lastYear = (values: Float64Array): number =>
    values.subarray(Math.max(0, last - 11)).reduce((sum, value) => sum + value, 0);
  if (revenue !== undefined)
    tell("revenue", "Revenue, last year", "money", lastYear(revenue), last);
  if (revenue !== undefined && profit !== undefined) {
    const earned = lastYear(revenue);
    const margin = earned > 0 ? lastYear(profit) / earned : null;
    tell("gross-margin", "Gross margin, last year", "ratio", margin, last);
  }
  if (ebitda !== undefined) {
    tell("ebitda", "EBITDA, last year", "money", lastYear(ebitda), last);
    const lost = ebitda.findLastIndex((value) => value < 0);
    const even = lost === last ? -1 : lost + 1;
    tell("break-even", "EBITDA stays above zero from", "month", monthAt(even));
  }
  if (cash !== undefined) {
    const least = cash.reduce((at, value, month) => (value < (cash[at] ?? 0) ? month : at), 0);
    tell("least-cash", "Least cash", "money", cash[least] ?? 0, least);
    tell("cash-out", "Cash runs out in", "month", monthAt(cash.findIndex((value) => value < 0)));
  }
  return figures;
}
