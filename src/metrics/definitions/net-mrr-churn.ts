import { subtract, sum } from "../../money/decimal.ts";
import { movementTerm, openingTerm } from "../evidence.ts";
import { type FigureMetric, movementSettings, quotient, unitDigits } from "../metric.ts";

/** Net MRR churn rate of a month; below zero where existing customers grew. */
export const netMrrChurn: FigureMetric = {
  shape: "figure",
  id: "net-mrr-churn",
  name: "Net MRR churn rate",
  unit: "ratio",
  period: "month",
  definition: "The part of the month's opening value that was lost, set off against what grew.",
  formula: "(contraction + churn - expansion - reactivation) / opening",
  source: "ChartMogul Help, Net MRR Churn Rate (standard formula)",
  settings: movementSettings,
  measure: (facts, month) => {
    const opening = openingTerm(facts, month);
    const lost = (["contraction", "churn"] as const).map((kind) =>
      movementTerm(facts, month, kind),
    );
    const gained = (["expansion", "reactivation"] as const).map((kind) =>
      movementTerm(facts, month, kind),
    );
    const net = subtract(
      sum(lost.map(({ amount }) => amount)),
      sum(gained.map(({ amount }) => amount)),
    );
    return quotient(net, opening.amount, unitDigits.ratio, [...lost, ...gained, opening]);
  },
};
