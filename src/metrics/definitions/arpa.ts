import { customersTerm, mrrTerm } from "../evidence.ts";
import { customerSettings, type FigureMetric, quotient, valueSettings } from "../metric.ts";

/** Average revenue per account and month. */
export const arpa: FigureMetric = {
  shape: "figure",
  id: "arpa",
  name: "Average revenue per account",
  unit: "money",
  period: "instant",
  definition: "Monthly recurring revenue divided by the customers it comes from.",
  formula: "mrr / customers",
  source: "GASP, ARPA",
  settings: [...new Set([...valueSettings, ...customerSettings])],
  measure: (facts, month) => {
    const mrr = mrrTerm(facts, month);
    const customers = customersTerm(facts, month);
    return quotient(mrr.amount, customers.amount, facts.minorDigits, [mrr, customers]);
  },
};
