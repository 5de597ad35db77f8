import { monthText } from "../ledger/recognition/accounting-month.ts";
import type { Model } from "../model/model.ts";
import { type CurrencyCode, minorUnits } from "../money/currency.ts";
import { groupThousands } from "../money/quantity.ts";
import { figureDigits } from "../plan/forecast/figure-digits.ts";
import type { PlanForecast } from "../plan/forecast/forecast-plan.ts";
import {
  type ForecastPeriod,
  type ForecastRow,
  forecastPeriods,
  type PeriodLength,
  periodValue,
} from "../plan/forecast/forecast-rows.ts";
import { multipleMetrics } from "../plan/forecast/metric-rows.ts";
import { settingsInPlan } from "../plan/metrics/settings-in-plan.ts";
import { harmless, labelRows, left, right } from "./columns.ts";
import { settingLines } from "./metric-settings.ts";
import { columnsDefault, styled, type Terminal } from "./terminal.ts";

const labelWidth = 28;
const figureWidth = 15;

/** A figure as a table prints it: shares in percent, and a dash where a metric has no value. */
function figureCell(value: number, row: ForecastRow, currency: CurrencyCode): string {
  if (!Number.isFinite(value)) return "–";
  if (row.unit === "ratio")
    return multipleMetrics.has(row.id.split(".")[0] ?? "")
      ? `${value.toFixed(2)}x`
      : `${(value * 100).toFixed(1)}%`;
  if (row.unit === "months" || row.unit === "days") return `${value.toFixed(1)} ${row.unit}`;
  return groupThousands(figureDigits(value, row, currency));
}

/** A forecast as tables in the width of the terminal, one below the other where there are more periods than fit. */
export function forecastTable(
  model: Pick<Model, "name" | "version" | "metricSettings">,
  forecast: PlanForecast,
  rows: readonly ForecastRow[],
  by: PeriodLength,
  terminal: Terminal,
): readonly string[] {
  const { customers: plan, run } = forecast;
  const { currency, customers, first, months } = plan;
  const width = terminal.columns ?? columnsDefault;
  const fitting = Math.max(1, Math.floor((width - labelWidth) / (figureWidth + 1)));
  const periods = forecastPeriods(first, months, by);
  const span = `${monthText(first)} to ${monthText(first + months - 1)}`;
  const counted = customers === "whole" ? "whole customers" : "customers as they are expected";
  const printed = [
    harmless(`Forecast of ${model.name} ${model.version}`),
    `${currency}, ${span}, ${counted}`,
    ...openingText(run, currency),
    ...settingLines(settingsInPlan(model, forecast)),
  ];
  for (let from = 0; from < periods.length; from += fitting)
    printed.push(...table(rows, periods.slice(from, from + fitting), currency, terminal));
  return printed;
}

/** What stands in the books before the first month, where anything does: `Before it: cash 10,000.00, receivables 1,200.00`. */
function openingText({ read }: PlanForecast["run"], currency: CurrencyCode): readonly string[] {
  const parts = openingBalances.flatMap(([figure, label]) => {
    const value = read(figure, 0);
    const text = groupThousands(value.toFixed(minorUnits(currency)));
    return value === 0 ? [] : [`${label} ${text}`];
  });
  return parts.length === 0 ? [] : [`Before it: ${parts.join(", ")}`];
}

const openingBalances = [
  ["capital.opening", "cash"],
  ["forecast.opening-receivables", "receivables"],
  ["forecast.opening-deferred", "deferred revenue"],
  ["forecast.opening-unbilled", "not yet invoiced"],
] as const;

function table(
  rows: readonly ForecastRow[],
  periods: readonly ForecastPeriod[],
  currency: CurrencyCode,
  terminal: Terminal,
): readonly string[] {
  const lines = (label: string, cells: readonly string[]): readonly string[] => {
    const rows = labelRows(harmless(label), labelWidth);
    return rows.map((row, at) =>
      at < rows.length - 1
        ? row
        : [left(row, labelWidth), ...cells.map((cell) => right(cell, figureWidth))].join(" "),
    );
  };
  const printed: string[] = [];
  let section = "";
  for (const row of rows.filter(isWorthShowing)) {
    if (row.section !== section) {
      section = row.section;
      const head = lines(
        section,
        periods.map(({ label }) => label),
      );
      printed.push("", ...head.map((text) => styled("bold", text, terminal, "out")));
    }
    const cells = periods.map((period) => figureCell(periodValue(row, period), row, currency));
    printed.push(...lines(row.label, cells));
  }
  return printed;
}

/** A part of a sum, or a movement, in which nothing ever happens is left out. */
const isWorthShowing = ({ id, values }: ForecastRow): boolean =>
  !(id.includes(".") || id.endsWith("-mrr")) ||
  values.some((value) => value !== 0 && !Number.isNaN(value));
