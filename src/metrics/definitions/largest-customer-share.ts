import { concentrationSettings, shareOfLargest } from "../concentration.ts";
import type { FigureMetric } from "../metric.ts";

/** The part of the whole that the largest customer is. */
export const largestCustomerShare: FigureMetric = {
  shape: "figure",
  id: "largest-customer-share",
  name: "Largest customer",
  unit: "ratio",
  period: "instant",
  definition: "The part of the whole that the largest customer is.",
  formula: "largest / all",
  source: "Concentration ratio (CR1)",
  settings: concentrationSettings,
  reads: ({ concentrationBasis }) => (concentrationBasis === "billed" ? ["billed"] : []),
  measure: (facts, month) => shareOfLargest(facts, month, 1),
};
