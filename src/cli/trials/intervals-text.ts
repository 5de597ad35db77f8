import { monthText } from "../../ledger/recognition/accounting-month.ts";
import type { Model } from "../../model/model.ts";
import { minorUnits } from "../../money/currency.ts";
import { groupThousands } from "../../money/quantity.ts";
import type { ForecastIntervals } from "../../plan/intervals/forecast-intervals.ts";
import { harmless, left, right } from "../columns.ts";
import { columnsDefault, styled, type Terminal } from "../terminal.ts";

const labelWidth = 28;
const figureWidth = 15;

type Named = Pick<Model, "name" | "version" | "id">;

const lines = [
  ["At least", "low"],
  ["As planned", "plan"],
  ["At most", "high"],
] as const;

/** Bounds of a forecast as tables in the width of the terminal. */
export function intervalsTable(
  model: Named,
  { currency, first, months, periods, bands }: ForecastIntervals,
  terminal: Terminal,
): readonly string[] {
  const width = terminal.columns ?? columnsDefault;
  const fitting = Math.max(1, Math.floor((width - labelWidth) / (figureWidth + 1)));
  const span = `${monthText(first)} to ${monthText(first + months - 1)}`;
  const printed = [
    harmless(`Bounds of ${model.name} ${model.version}`),
    `${currency}, ${span}, whatever figures with bounds turn out to be`,
  ];
  const line = (label: string, cells: readonly string[]): string =>
    [left(harmless(label), labelWidth), ...cells.map((cell) => right(cell, figureWidth))].join(" ");
  for (let from = 0; from < periods.length; from += fitting)
    for (const band of bands) {
      const heads = periods.slice(from, from + fitting).map((period) => period.label);
      printed.push("", styled("bold", line(band.label, heads), terminal, "out"));
      const digits = band.unit === "money" ? minorUnits(currency) : 1;
      const shown = (value: number): string =>
        Number.isFinite(value) ? groupThousands(value.toFixed(digits)) : "no bound";
      for (const [label, key] of lines)
        printed.push(line(label, [...band[key].subarray(from, from + fitting)].map(shown)));
    }
  return printed;
}

/** The same as JSON; amounts are texts with all digits of the minor unit, and null where there is no bound. */
export function intervalsJson(
  model: Named,
  { currency, periods, bands }: ForecastIntervals,
): string {
  return JSON.stringify(
    {
      model: `${model.id}@${model.version}`,
      currency,
      periods: periods.map(({ label }) => label),
      figures: bands.map((band) => ({
        ...{ id: band.id, label: band.label, unit: band.unit, over: band.over },
        ...Object.fromEntries(
          lines.map(([, key]) => [
            key,
            [...band[key]].map((value) =>
              Number.isFinite(value)
                ? value.toFixed(band.unit === "money" ? minorUnits(currency) : 1)
                : null,
            ),
          ]),
        ),
      })),
    },
    null,
    2,
  );
}
