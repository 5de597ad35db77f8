import { add } from "../../money/decimal.ts";
import { movementTerm, openingTerm } from "../evidence.ts";
import { type FigureMetric, movementSettings, quotient, unitDigits } from "../metric.ts";

/** Gross MRR churn rate of a month. */
export const grossMrrChurn: FigureMetric = {
  shape: "figure",
  id: "gross-mrr-churn",
  name: "Gross MRR churn rate",
  unit: "ratio",
  period: "month",
  definition: "The part of the month's opening value that contraction and churn took.",
  formula: "(contraction + churn) / opening",
  source: "ChartMogul Help, MRR Churn Rate (standard formula)",
  settings: movementSettings,
  measure: (facts, month) => {
    const opening = openingTerm(facts, month);
    const contraction = movementTerm(facts, month, "contraction");
    const churn = movementTerm(facts, month, "churn");
    const lost = add(contraction.amount, churn.amount);
    return quotient(lost, opening.amount, unitDigits.ratio, [contraction, churn, opening]);
  },
};
