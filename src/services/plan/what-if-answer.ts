import { monthText } from "../../ledger/recognition/accounting-month.ts";
import { figureDigits } from "../../plan/forecast/figure-digits.ts";
import { headlineFigures } from "../../plan/forecast/headline.ts";
import type { PlanOutcome } from "../../plan/forecast/plan-outcome.ts";
import type { BeforeAndAfter } from "./plan-answers.ts";

/** The rows that are shown before and after. */
const comparedRows: ReadonlySet<string> = new Set([
  "customers.closing",
  "mrr.closing",
  "billings",
  "revenue",
  "gross-profit",
  "ebitda",
  "cash",
]);

/** A forecast beside another of the same months, with some figures told otherwise. */
export function whatIfAnswer(base: PlanOutcome, changed: PlanOutcome): BeforeAndAfter {
  const { currency, first, months } = base;
  const before = headlineFigures(base.rows, first, currency);
  const after = headlineFigures(changed.rows, first, currency);
  return {
    months: Array.from({ length: months }, (_, month) => monthText(first + month)),
    headline: before.map(({ id, label, unit, value, month }) => {
      const other = after.find((one) => one.id === id);
      return {
        id,
        label,
        unit,
        base: { value, month },
        changed: { value: other?.value ?? null, month: other?.month ?? null },
      };
    }),
    rows: base.rows
      .filter(
        ({ id }, at, rows) => comparedRows.has(id) && at === rows.findIndex((one) => one.id === id),
      )
      .map((row) => {
        const { id, section, label, unit, over, values } = row;
        const other = changed.rows.find((one) => one.id === id)?.values ?? values;
        const texts = (series: Float64Array): readonly string[] =>
          [...series].map((value) => figureDigits(value, row, currency));
        return {
          id,
          section,
          label: label.trim(),
          unit,
          over,
          base: texts(values),
          changed: texts(other),
        };
      }),
    targets: base.targets.map(({ target, name, verdict }) => ({
      target,
      name,
      base: verdict,
      changed: changed.targets.find((one) => one.target === target)?.verdict ?? verdict,
    })),
  };
}
