import { decimal, multiply } from "../../money/decimal.ts";
import { round } from "../../money/rounding.ts";
import { mrrTerm } from "../evidence.ts";
import { type FigureMetric, valueSettings } from "../metric.ts";

/** Annual recurring revenue; twelve times the exact monthly value, rounded once. */
export const arr: FigureMetric = {
  shape: "figure",
  id: "arr",
  name: "Annual recurring revenue",
  unit: "money",
  period: "instant",
  definition: "Twelve times monthly recurring revenue; never total revenue.",
  formula: "12 x mrr",
  source: "SaaS Metrics Standards Board, ARR (annualised run rate)",
  settings: valueSettings,
  measure: (facts, month) => {
    const term = mrrTerm(facts, month);
    const exact = multiply(term.amount, decimal(12));
    return { value: round(exact, facts.minorDigits), exact, terms: [term] };
  },
};
