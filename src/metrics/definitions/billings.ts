import { round } from "../../money/rounding.ts";
import { termOfRows } from "../evidence.ts";
import { type FigureMetric, notGiven } from "../metric.ts";
import { billedRows } from "../revenue-rows.ts";

/** Billings of a month. */
export const billings: FigureMetric = {
  shape: "figure",
  id: "billings",
  name: "Billings",
  unit: "money",
  period: "month",
  definition:
    "Lines of invoices less those of credit notes issued in the month, without tax, and less what credits paid of them that were billed when they were sold.",
  formula: "billed",
  source: "Billings = revenue + change in deferred revenue",
  settings: ["fx", "fxFixedOn"],
  reads: () => ["billed"],
  measure: (facts, month) => {
    const rows = billedRows(facts, month);
    if (rows === undefined) return notGiven();
    const term = termOfRows("billed", rows);
    return { value: round(term.amount, facts.minorDigits), exact: term.amount, terms: [term] };
  },
};
