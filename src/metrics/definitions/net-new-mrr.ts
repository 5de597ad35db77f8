import { subtract, zero } from "../../money/decimal.ts";
import { movementTerm } from "../evidence.ts";
import { type FigureMetric, movementSettings } from "../metric.ts";
import { movementKinds } from "../movement.ts";

/** Net new MRR: all movements of the month together. */
export const netNewMrr: FigureMetric = {
  shape: "figure",
  id: "net-new-mrr",
  name: "Net new MRR",
  unit: "money",
  period: "month",
  definition: "How much recurring value the month added, all movements together.",
  formula: "new + expansion + reactivation - contraction - churn + price + fx",
  source: "Stripe Docs, Billing metric definitions, MRR growth",
  settings: movementSettings,
  measure: (facts, month) => {
    const rounded = facts.roundedMovements(month);
    const { opening = zero, closing = zero } = facts.movements(month) ?? {};
    return {
      value: subtract(rounded.closing, rounded.opening),
      exact: subtract(closing, opening),
      terms: movementKinds
        .filter((kind) => kind !== "transfer")
        .map((kind) => movementTerm(facts, month, kind)),
    };
  },
};
