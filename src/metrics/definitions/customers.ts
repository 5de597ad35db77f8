import { customersTerm } from "../evidence.ts";
import { customerSettings, type FigureMetric } from "../metric.ts";

/** Customers at the end of a month. */
export const customers: FigureMetric = {
  shape: "figure",
  id: "customers",
  name: "Customers",
  unit: "count",
  period: "instant",
  definition: "Customers with a paying subscription when the month ends.",
  formula: "customers",
  source: "Stripe Docs, Billing metric definitions, active subscribers",
  settings: customerSettings,
  measure: (facts, month) => {
    const term = customersTerm(facts, month);
    return { value: term.amount, exact: term.amount, terms: [term] };
  },
};
