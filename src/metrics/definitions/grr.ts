import type { FigureMetric } from "../metric.ts";
import { retentionFigure, yearlyGrossSettings } from "../retention-figure.ts";

/** What is left of the value of twelve months ago, no customer above what they were worth then. */
export const grr: FigureMetric = {
  shape: "figure",
  id: "grr",
  name: "Gross revenue retention",
  unit: "ratio",
  period: "rolling-12-months",
  definition:
    "What is left of the value of twelve months ago, no customer above what they were worth then.",
  formula: "kept / start",
  source: "SaaS Metrics Standards Board, gross revenue retention",
  settings: yearlyGrossSettings,
  measure: (facts, month) => retentionFigure(facts, month, "gross", 12),
};
