import { monthText } from "../ledger/recognition/accounting-month.ts";
import type { Model } from "../model/model.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { groupThousands } from "../money/quantity.ts";
import { figureDigits } from "../plan/forecast/figure-digits.ts";
import type { CustomerForecast } from "../plan/forecast/forecast.ts";
import {
  type ForecastPeriod,
  type ForecastRow,
  forecastPeriods,
  type PeriodLength,
  periodValue,
} from "../plan/forecast/forecast-rows.ts";
import { harmless, left, right } from "./columns.ts";
import { columnsDefault, styled, type Terminal } from "./terminal.ts";

const labelWidth = 28;
const figureWidth = 15;

/** Ratios that the field says as multiples. */
const multiples = new Set(["quick-ratio", "ltv-to-cac", "magic-number", "burn-multiple"]);

/** A figure as a table prints it: shares in percent, and a dash where a metric has no value. */
function figureCell(value: number, row: ForecastRow, currency: CurrencyCode): string {
  if (!Number.isFinite(value)) return "–";
  if (row.unit === "ratio")
    return multiples.has(row.id.split(".")[0] ?? "")
      ? `${value.toFixed(2)}x`
      : `${(value * 100).toFixed(1)}%`;
  if (row.unit === "months" || row.unit === "days") return `${value.toFixed(1)} ${row.unit}`;
  return groupThousands(figureDigits(value, row, currency));
}

/** A forecast as tables in the width of the terminal, one below the other where there are more periods than fit. */
export function forecastTable(
  model: Pick<Model, "name" | "version">,
  { currency, customers, first, months }: CustomerForecast,
  rows: readonly ForecastRow[],
  by: PeriodLength,
  terminal: Terminal,
): readonly string[] {
  const width = terminal.columns ?? columnsDefault;
  const fitting = Math.max(1, Math.floor((width - labelWidth) / (figureWidth + 1)));
  const periods = forecastPeriods(first, months, by);
  const span = `${monthText(first)} to ${monthText(first + months - 1)}`;
  const counted = customers === "whole" ? "whole customers" : "customers as they are expected";
  const printed = [
    harmless(`Forecast of ${model.name} ${model.version}`),
    `${currency}, ${span}, ${counted}`,
  ];
  for (let from = 0; from < periods.length; from += fitting)
    printed.push(...table(rows, periods.slice(from, from + fitting), currency, terminal));
  return printed;
}

function table(
  rows: readonly ForecastRow[],
  periods: readonly ForecastPeriod[],
  currency: CurrencyCode,
  terminal: Terminal,
): readonly string[] {
  const line = (label: string, cells: readonly string[]): string =>
    [left(harmless(label), labelWidth), ...cells.map((cell) => right(cell, figureWidth))].join(" ");
  const printed: string[] = [];
  let section = "";
  for (const row of rows.filter(isWorthShowing)) {
    if (row.section !== section) {
      section = row.section;
      const head = line(
        section,
        periods.map(({ label }) => label),
      );
      printed.push("", styled("bold", head, terminal, "out"));
    }
    const cells = periods.map((period) => figureCell(periodValue(row, period), row, currency));
    printed.push(line(row.label, cells));
  }
  return printed;
}

/** A part of a sum in which nothing ever happens is left out. */
const isWorthShowing = ({ id, values }: ForecastRow): boolean =>
  !id.includes(".") || values.some((value) => value !== 0 && !Number.isNaN(value));
