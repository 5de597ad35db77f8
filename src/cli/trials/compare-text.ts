import { monthText } from "../../ledger/recognition/accounting-month.ts";
import type { Model } from "../../model/model.ts";
import { minorUnits } from "../../money/currency.ts";
import { groupThousands } from "../../money/quantity.ts";
import type { ComparedScenarios } from "../../plan/chance/compare-scenarios.ts";
import { harmless } from "../columns.ts";
import type { Terminal } from "../terminal.ts";
import { periodTables } from "./period-tables.ts";

type Named = Pick<Model, "name" | "version" | "id">;

/** The plan and its scenarios side by side, a table a figure. */
export function compareTable(
  model: Named,
  { currency, first, months, periods, plans, figures }: ComparedScenarios,
  terminal: Terminal,
): readonly string[] {
  const span = `${monthText(first)} to ${monthText(first + months - 1)}`;
  const tables = figures.map(({ label, unit, values }) => {
    const digits = unit === "money" ? minorUnits(currency) : 1;
    return {
      label,
      rows: plans.map(({ name }, at) => ({
        label: name,
        values: values[at] ?? new Float64Array(0),
      })),
      shown: (value: number): string => groupThousands(value.toFixed(digits)),
    };
  });
  return [
    harmless(`Scenarios of ${model.name} ${model.version}`),
    `${currency}, ${span}, customers as they are expected`,
    ...periodTables(periods, tables, terminal),
  ];
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
