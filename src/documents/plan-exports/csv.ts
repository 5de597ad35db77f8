import { csvRow } from "../../ledger/exports/csv-row.ts";
import { figureDigits } from "../../plan/forecast/figure-digits.ts";
import { forecastPeriods, periodValue } from "../../plan/forecast/forecast-rows.ts";
import { bytesOf, type PlanExport } from "./plan-export.ts";

/** A row for each figure, a column for each period (RFC 4180); empty where a metric has no value. */
export const csv: PlanExport = {
  extension: "csv",
  meaning: "a table: a row for each figure, a column for each period",
  write: async ({ model: { currency }, forecast, rows, by }) => {
    const { first, months } = forecast.customers;
    const periods = forecastPeriods(first, months, by);
    return bytesOf(
      [
        csvRow(["section", "figure", "label", "unit", ...periods.map(({ label }) => label)]),
        ...rows.map((row) =>
          csvRow([
            row.section,
            row.id,
            row.label.trim(),
            row.unit === "money" ? currency : row.unit,
            ...periods.map((period) => {
              const value = periodValue(row, period);
              return Number.isFinite(value)
                ? { number: figureDigits(value, row, currency) }
                : undefined;
            }),
          ]),
        ),
      ].join(""),
    );
  },
};
