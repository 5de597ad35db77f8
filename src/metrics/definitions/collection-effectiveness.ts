import { add, subtract } from "../../money/decimal.ts";
import { type FigureMetric, notGiven, quotient, unitDigits } from "../metric.ts";
import { monthReceivable, receivableTerm } from "../receivable-entries.ts";

const parts = ["opening", "billings", "closing", "closingCurrent"] as const;

/** Collection effectiveness index: 1 where all that fell due was collected. */
export const collectionEffectiveness: FigureMetric = {
  shape: "figure",
  id: "collection-effectiveness",
  name: "Collection effectiveness index",
  unit: "ratio",
  period: "month",
  definition: "What was collected in the month, of what could have been.",
  formula: "(opening + billings - closing) / (opening + billings - closingCurrent)",
  source: "Credit Research Foundation, Collection Effectiveness Index",
  settings: ["fx", "fxFixedOn"],
  reads: () => ["receivables"],
  measure: (facts, month) => {
    const own = monthReceivable(facts, month);
    if (own === undefined) return notGiven();
    const owed = add(own.opening, own.billings);
    const terms = parts.map((part) => receivableTerm(facts, month, part));
    return quotient(
      subtract(owed, own.closing),
      subtract(owed, own.closingCurrent),
      unitDigits.ratio,
      terms,
    );
  },
};
