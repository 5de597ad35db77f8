import type { FigureMetric } from "../metric.ts";
import { grossSettings, retentionFigure } from "../retention-figure.ts";

/** What is left of the month's opening value, no customer above what they were worth then. */
export const grrMonthly: FigureMetric = {
  shape: "figure",
  id: "grr-monthly",
  name: "Gross revenue retention of a month",
  unit: "ratio",
  period: "month",
  definition:
    "What is left of the month's opening value, no customer above what they were worth then.",
  formula: "kept / start",
  source: "SaaS Metrics Standards Board, gross revenue retention",
  settings: grossSettings,
  measure: (facts, month) => retentionFigure(facts, month, "gross", 1),
};
