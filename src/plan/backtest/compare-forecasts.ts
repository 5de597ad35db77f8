import { ok, type Result } from "../../fault/fault.ts";
import type { Model } from "../../model/model.ts";
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

/**
 * What new prices do to the plan: its figures by year under both models, of the years that both plan. Nothing where one has no plan; refuses
 * what the forecasts refuse.
 */
export function compareForecasts(old: Model, after: Model): Result<readonly ComparedForecast[]> {
  if (old.horizon === undefined || after.horizon === undefined) return ok([]);
  const before = forecastPlan(old, { customers: "expected" });
  if (!before.ok) return before;
  const changed = forecastPlan(after, { customers: "expected" });
  if (!changed.ok) return changed;
  const { first, months, currency } = before.value.customers;
  if (first !== changed.value.customers.first || currency !== changed.value.customers.currency)
    return ok([]);
  const rows = rowsById(forecastRows(old, before.value));
  const others = rowsById(forecastRows(after, changed.value));
  const years = forecastPeriods(first, Math.min(months, changed.value.customers.months), "year");
  return ok(
    Object.entries(compared).flatMap(([id, label]) => {
      const [row, other] = [rows.get(id), others.get(id)];
      if (row === undefined || other === undefined) return [];
      return years.map((year) => {
        const values = [periodValue(row, year), periodValue(other, year)];
        const text = (value: number): string => figureDigits(value, row, currency);
        const [was = 0, is = 0] = values;
        return {
          figure: id,
          label,
          year: year.label,
          old: text(was),
          new: text(is),
          change: text(is - was),
        };
      });
    }),
  );
}

const rowsById = (rows: readonly ForecastRow[]): ReadonlyMap<string, ForecastRow> =>
  new Map(rows.map((row) => [row.id, row]));
