import type { ForecastPeriod } from "../../plan/forecast/forecast-rows.ts";
import { harmless, left, right } from "../columns.ts";
import { columnsDefault, styled, type Terminal } from "../terminal.ts";

/** How many columns the names of rows have. */
export const labelWidth = 28;

const figureWidth = 15;

/** A figure through the periods of a plan, in several rows. */
export interface PeriodTable {
  readonly label: string;
  readonly rows: readonly { readonly label: string; readonly values: Float64Array }[];
  readonly shown: (value: number) => string;
}

/** Tables one below the other, as many periods at once as the terminal is wide, and then those after them. */
export function periodTables(
  periods: readonly ForecastPeriod[],
  tables: readonly PeriodTable[],
  terminal: Terminal,
): readonly string[] {
  const width = terminal.columns ?? columnsDefault;
  const fitting = Math.max(1, Math.floor((width - labelWidth) / (figureWidth + 1)));
  const line = (label: string, cells: readonly string[]): string =>
    [left(harmless(label), labelWidth), ...cells.map((cell) => right(cell, figureWidth))].join(" ");
  const printed: string[] = [];
  for (let from = 0; from < periods.length; from += fitting)
    for (const { label, rows, shown } of tables) {
      const heads = periods.slice(from, from + fitting).map((period) => period.label);
      printed.push("", styled("bold", line(label, heads), terminal, "out"));
      for (const row of rows)
        printed.push(line(row.label, [...row.values.subarray(from, from + fitting)].map(shown)));
    }
  return printed;
}
