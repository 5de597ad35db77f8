import { ok, type Result } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
import { minorUnits } from "../../money/currency.ts";
import { decimalOf, formatFixed, subtract } from "../../money/decimal.ts";
import { figureDigits } from "../forecast/figure-digits.ts";
import { forecastPlan } from "../forecast/forecast-plan.ts";
import {
  type ForecastRow,
  forecastPeriods,
  forecastRows,
  periodValue,
} from "../forecast/forecast-rows.ts";

/** A figure of both forecasts in a year of the plan. */
export interface ComparedForecast {
  readonly figure: string;
  readonly label: string;
  /** `2027`, or the last month of a year that is none of the calendar. */
  readonly year: string;
  readonly old: string;
  readonly new: string;
  readonly change: string;
}

const compared = {
  "mrr.closing": "MRR at the end",
  billings: "Billings",
  revenue: "Revenue",
  "gross-profit": "Gross profit",
  ebitda: "EBITDA",
  cash: "Cash at the end",
} as const;

/** What new prices do to the plan. */
export interface ComparedForecasts {
  /** By figure and year, of the years that both plan. */
  readonly figures: readonly ComparedForecast[];
  /** Why there are none; absent where neither model plans. */
  readonly not?: string;
}

/**
 * The figures of both plans by year. None where one of the models has no plan, or they begin in different months or currencies; refuses what the
 * forecasts refuse.
 */
export function compareForecasts(old: Model, after: Model): Result<ComparedForecasts> {
  if (old.horizon === undefined && after.horizon === undefined) return ok({ figures: [] });
  if (old.horizon === undefined || after.horizon === undefined)
    return ok({
      figures: [],
      not: `only ${old.horizon === undefined ? "the new model" : "the old model"} has a plan`,
    });
  const before = forecastPlan(old, { customers: "expected", cache: "kept" });
  if (!before.ok) return before;
  const changed = forecastPlan(after, { customers: "expected", cache: "kept" });
  if (!changed.ok) return changed;
  const { first, months, currency } = before.value.customers;
  if (first !== changed.value.customers.first)
    return ok({ figures: [], not: "the plans begin in different months" });
  if (currency !== changed.value.customers.currency)
    return ok({ figures: [], not: "the plans are in different currencies" });
  const rows = rowsById(forecastRows(old, before.value));
  const others = rowsById(forecastRows(after, changed.value));
  const years = forecastPeriods(first, Math.min(months, changed.value.customers.months), "year");
  return ok({
    figures: Object.entries(compared).flatMap(([id, label]) => {
      const [row, other] = [rows.get(id), others.get(id)];
      if (row === undefined || other === undefined) return [];
      return years.map((year) => {
        const values = [periodValue(row, year), periodValue(other, year)];
        const text = (value: number): string => figureDigits(value, row, currency);
        const [was = "0", is = "0"] = values.map(text);
        // Of the figures as they are printed, so that they add up to the last digit.
        const change = formatFixed(subtract(decimalOf(is), decimalOf(was)), minorUnits(currency));
        return { figure: id, label, year: year.label, old: was, new: is, change };
      });
    }),
  });
}

const rowsById = (rows: readonly ForecastRow[]): ReadonlyMap<string, ForecastRow> =>
  new Map(rows.map((row) => [row.id, row]));
