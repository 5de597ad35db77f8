import { monthText } from "../../ledger/recognition/accounting-month.ts";
import type { Model } from "../../model/model.ts";
import { minorUnits } from "../../money/currency.ts";
import { groupThousands } from "../../money/quantity.ts";
import type { ComparedScenarios } from "../../plan/chance/compare-scenarios.ts";
import { harmless, left, right } from "../columns.ts";
import { columnsDefault, styled, type Terminal } from "../terminal.ts";

const labelWidth = 28;
const figureWidth = 15;

type Named = Pick<Model, "name" | "version" | "id">;

/** The plan and its scenarios side by side, a table a figure. */
export function compareTable(
  model: Named,
  { currency, first, months, periods, plans, figures }: ComparedScenarios,
  terminal: Terminal,
): readonly string[] {
  const width = terminal.columns ?? columnsDefault;
  const fitting = Math.max(1, Math.floor((width - labelWidth) / (figureWidth + 1)));
  const span = `${monthText(first)} to ${monthText(first + months - 1)}`;
  const printed = [
    harmless(`Scenarios of ${model.name} ${model.version}`),
    `${currency}, ${span}, customers as they are expected`,
  ];
  const line = (label: string, cells: readonly string[]): string =>
    [left(harmless(label), labelWidth), ...cells.map((cell) => right(cell, figureWidth))].join(" ");
  for (let from = 0; from < periods.length; from += fitting)
    for (const { label, unit, values } of figures) {
      const heads = periods.slice(from, from + fitting).map((period) => period.label);
      printed.push("", styled("bold", line(label, heads), terminal, "out"));
      for (const [at, { name }] of plans.entries()) {
        const own = [...(values[at]?.subarray(from, from + fitting) ?? [])];
        const digits = unit === "money" ? minorUnits(currency) : 1;
        printed.push(
          line(
            name,
            own.map((value) => groupThousands(value.toFixed(digits))),
          ),
        );
      }
    }
  return printed;
}

/** The same as JSON; amounts are texts with all digits of the minor unit. */
export function compareJson(
  model: Named,
  { currency, periods, plans, figures }: ComparedScenarios,
): string {
  return JSON.stringify(
    {
      model: `${model.id}@${model.version}`,
      currency,
      periods: periods.map(({ label }) => label),
      plans: plans.map(({ scenario = null, name }) => ({ scenario, name })),
      figures: figures.map(({ id, label, unit, over, values }) => ({
        ...{ id, label, unit, over },
        values: values.map((own) =>
          [...own].map((value) => value.toFixed(unit === "money" ? minorUnits(currency) : 1)),
        ),
      })),
    },
    null,
    2,
  );
}
