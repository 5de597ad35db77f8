import { multiply, one } from "../../money/decimal.ts";
import { lifetimeMonths, revenueChurn, spannedChurn } from "../churn.ts";
import { customersTerm, mrrTerm, termOfRows } from "../evidence.ts";
import { type FigureMetric, movementSettings, notGiven, quotient } from "../metric.ts";

/**
 * Customer lifetime value in money: money per month x a ratio x months. Revenue and churn are both of a month, so no
 * year can slip in. Not discounted; see `lifetimeCapMonths` for a bound.
 */
export const ltv: FigureMetric = {
  shape: "figure",
  id: "ltv",
  name: "Customer lifetime value",
  unit: "money",
  period: "rolling-12-months",
  definition: "What an average customer brings in over their lifetime if churn remains what it is.",
  formula: "mrr / customers x margin x base / lost",
  source: "ChartMogul Help, Customer Lifetime Value (revenue); GASP, LTV (gross margin)",
  settings: [
    ...movementSettings,
    "churnBase",
    "churnCount",
    "churnSpan",
    "lifetimeCapMonths",
    "ltvMargin",
    "ltvChurn",
  ],
  reads: ({ ltvMargin }) => (ltvMargin === "revenue" ? [] : ["margins"]),
  measure: (facts, month) => {
    const { ltvChurn, ltvMargin } = facts.settings;
    const churnOf =
      ltvChurn === "logo" ? facts.customerChurn : (at: number) => revenueChurn(facts, at);
    const churn = spannedChurn(facts, month, churnOf);
    const mrr = mrrTerm(facts, month);
    const customers = customersTerm(facts, month);
    const ratio = ltvMargin === "revenue" ? one : facts.margin(month);
    if (ratio === undefined) return notGiven([mrr, customers, churn.lost, churn.base]);
    const margin = termOfRows("margin", [{ amount: ratio, month }]);
    const terms = [mrr, customers, margin, churn.lost, churn.base];
    const months = lifetimeMonths(facts, churn);
    if (months === undefined) return { value: null, missing: "divides-by-nothing", terms };
    return quotient(
      multiply(multiply(mrr.amount, ratio), months.numerator),
      multiply(customers.amount, months.denominator),
      facts.minorDigits,
      terms,
    );
  },
};
