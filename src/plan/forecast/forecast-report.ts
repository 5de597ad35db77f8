import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { figureDigits } from "./figure-digits.ts";
import {
  type ForecastPeriod,
  type ForecastRow,
  forecastPeriods,
  type PeriodLength,
  type PeriodRule,
  periodValue,
} from "./forecast-rows.ts";

/** A row of a forecast as documents carry it. */
export interface ForecastRowText extends Pick<ForecastRow, "id" | "section" | "unit"> {
  /** As the row says, or `period` where a metric is computed anew of what longer periods come to. */
  readonly over: PeriodRule | "period";
  readonly label: string;
  /** One a period; amounts with all digits of the minor unit. Null where a metric has no value. */
  readonly values: readonly (string | null)[];
}

/** A column of a forecast as documents carry it. */
export interface ForecastPeriodText {
  readonly label: string;
  /** Its first and its last month, `2027-01`. */
  readonly from: string;
  readonly to: string;
}

/** The columns of a forecast that is cut into months, quarters or years of the plan. */
export const forecastPeriodTexts = (
  first: Month,
  months: number,
  by: PeriodLength,
): readonly ForecastPeriodText[] =>
  forecastPeriods(first, months, by).map(({ label, from, to }) => ({
    label,
    from: monthText(first + from),
    to: monthText(first + to - 1),
  }));

/** The rows of a forecast over some of its periods. */
export const forecastRowTexts = (
  rows: readonly ForecastRow[],
  periods: readonly ForecastPeriod[],
  currency: CurrencyCode,
): readonly ForecastRowText[] =>
  rows.map((row) => ({
    id: row.id,
    section: row.section,
    label: row.label.trim(),
    unit: row.unit,
    over: row.longer === undefined ? row.over : "period",
    values: periods.map((period) => {
      const value = periodValue(row, period);
      return Number.isFinite(value) ? figureDigits(value, row, currency) : null;
    }),
  }));
