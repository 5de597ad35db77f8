import type { FigureMetric } from "../metric.ts";
import { retentionFigure, yearlyNetSettings } from "../retention-figure.ts";

/** What the customers of twelve months ago are worth now, of what they were worth then. */
export const nrr: FigureMetric = {
  shape: "figure",
  id: "nrr",
  name: "Net revenue retention",
  unit: "ratio",
  period: "rolling-12-months",
  definition:
    "What the customers of twelve months ago are worth now, of what they were worth then.",
  formula: "kept / start",
  source: "SaaS Metrics Standards Board, net revenue retention (cohort)",
  settings: yearlyNetSettings,
  measure: (facts, month) => retentionFigure(facts, month, "net", 12),
};
