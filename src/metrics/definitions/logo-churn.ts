import { customerSettings, type FigureMetric, quotient, unitDigits } from "../metric.ts";

/** Logo churn: customers lost in a month. */
export const logoChurn: FigureMetric = {
  shape: "figure",
  id: "logo-churn",
  name: "Customer churn rate",
  unit: "ratio",
  period: "month",
  definition: "The part of the customers that was lost in the month.",
  formula: "lost / base",
  source: "GASP, Logo Churn Rate; Stripe Support, Calculating subscriber churn rate in Billing",
  settings: [...customerSettings, "grouping", "churnBase", "churnCount"],
  measure: (facts, month) => {
    const { lost, base } = facts.customerChurn(month);
    return quotient(lost.amount, base.amount, unitDigits.ratio, [lost, base]);
  },
};
