import { monthText } from "../../ledger/recognition/accounting-month.ts";
import type { Model } from "../../model/model.ts";
import { minorUnits } from "../../money/currency.ts";
import { groupThousands } from "../../money/quantity.ts";
import type { ForecastIntervals } from "../../plan/intervals/forecast-intervals.ts";
import { harmless } from "../columns.ts";
import type { Terminal } from "../terminal.ts";
import { periodTables } from "./period-tables.ts";

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
  const span = `${monthText(first)} to ${monthText(first + months - 1)}`;
  const tables = bands.map((band) => {
    const digits = band.unit === "money" ? minorUnits(currency) : 1;
    return {
      label: band.label,
      rows: lines.map(([label, key]) => ({ label, values: band[key] })),
      shown: (value: number): string =>
        Number.isFinite(value) ? groupThousands(value.toFixed(digits)) : "no bound",
    };
  });
  return [
    harmless(`Bounds of ${model.name} ${model.version}`),
    `${currency}, ${span}, whatever figures with bounds turn out to be`,
    ...periodTables(periods, tables, terminal),
  ];
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
