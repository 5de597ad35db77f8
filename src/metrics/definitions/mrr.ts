import { mrrTerm } from "../evidence.ts";
import { type FigureMetric, valueSettings } from "../metric.ts";

/** Monthly recurring revenue. */
export const mrr: FigureMetric = {
  shape: "figure",
  id: "mrr",
  name: "Monthly recurring revenue",
  unit: "money",
  period: "instant",
  definition: "The recurring value per month of all paying subscriptions when the month ends.",
  formula: "mrr",
  source: "Stripe Docs, Billing metric definitions; SaaS Metrics Standards Board",
  settings: valueSettings,
  measure: (facts, month) => {
    const term = mrrTerm(facts, month);
    const value = facts.roundedMovements(month).closing;
    return { value, exact: term.amount, terms: [term] };
  },
};
