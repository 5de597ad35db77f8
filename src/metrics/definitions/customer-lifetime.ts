import { lifetimeMonths, spannedChurn } from "../churn.ts";
import { customerSettings, type FigureMetric, quotient, unitDigits } from "../metric.ts";

/** Customer lifetime in months; none where nobody was lost and no cap is set. */
export const customerLifetime: FigureMetric = {
  shape: "figure",
  id: "customer-lifetime",
  name: "Customer lifetime",
  unit: "months",
  period: "rolling-12-months",
  definition: "How many months a customer stays if churn remains what it is.",
  formula: "base / lost",
  source: "Mean of a geometric lifetime, 1 / churn",
  settings: [
    ...customerSettings,
    "grouping",
    "churnBase",
    "churnCount",
    "churnSpan",
    "lifetimeCapMonths",
  ],
  measure: (facts, month) => {
    const churn = spannedChurn(facts, month, facts.customerChurn);
    const months = lifetimeMonths(facts, churn);
    const terms = [churn.lost, churn.base];
    if (months === undefined) return { value: null, missing: "divides-by-nothing", terms };
    return quotient(months.numerator, months.denominator, unitDigits.months, terms);
  },
};
