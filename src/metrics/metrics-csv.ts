import { type CsvCell, csvRow } from "../ledger/exports/csv-row.ts";
import type { MetricsReport, MovementsAnswer } from "./metrics-report.ts";
import { movementKinds } from "./movement.ts";

const number = (text: string | null | undefined): CsvCell =>
  text === null || text === undefined ? undefined : { number: text };

/**
 * A report as CSV (RFC 4180). With slices a row is a month of a slice and its movements. Without, a row is a figure of a
 * month, or a cell of a triangle: then `month` is the cohort's and `after` the months since, empty for its beginning.
 */
export const metricsCsv = (report: MetricsReport): string =>
  report.slices === undefined ? figuresCsv(report) : slicesCsv(report, report.slices);

function slicesCsv({ currency }: MetricsReport, slices: readonly MovementsAnswer[]): string {
  const parts = ["opening", ...movementKinds, "closing"] as const;
  return [
    csvRow(["month", "slice", "currency", ...parts]),
    ...slices.map((row) =>
      csvRow([row.month, row.slice, currency, ...parts.map((part) => number(row[part]))]),
    ),
  ].join("");
}

function figuresCsv({ currency, figures, triangles }: MetricsReport): string {
  const inMoney = (unit: string): string | undefined => (unit === "money" ? currency : undefined);
  return [
    csvRow(["metric", "month", "after", "unit", "currency", "value", "missing"]),
    ...figures.map(({ metric, month, unit, value, missing, unknown }) =>
      csvRow([
        metric,
        month,
        undefined,
        unit,
        inMoney(unit),
        number(value),
        unknown?.code ?? missing,
      ]),
    ),
    ...triangles.flatMap(({ metric, unit, cohorts }) =>
      cohorts.flatMap(({ month, initial, cells }) => {
        const row = (after: CsvCell, amount: string): string =>
          csvRow([metric, month, after, unit, inMoney(unit), number(amount), undefined]);
        return [
          row(undefined, initial),
          ...cells.map(({ after, amount }) => row({ number: String(after) }, amount)),
        ];
      }),
    ),
  ].join("");
}
