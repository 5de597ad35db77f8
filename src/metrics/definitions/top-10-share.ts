import { concentrationSettings, shareOfLargest } from "../concentration.ts";
import type { FigureMetric } from "../metric.ts";

/** The part of the whole that the ten largest customers are. */
export const top10Share: FigureMetric = {
  shape: "figure",
  id: "top-10-share",
  name: "Ten largest customers",
  unit: "ratio",
  period: "instant",
  definition: "The part of the whole that the ten largest customers are.",
  formula: "largest / all",
  source: "Concentration ratio (CR10)",
  settings: concentrationSettings,
  reads: ({ concentrationBasis }) => (concentrationBasis === "billed" ? ["billed"] : []),
  measure: (facts, month) => shareOfLargest(facts, month, 10),
};
