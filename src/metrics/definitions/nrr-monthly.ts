import type { FigureMetric } from "../metric.ts";
import { netSettings, retentionFigure } from "../retention-figure.ts";

/** What the customers of the month's start are worth at its end, of what they were worth then. */
export const nrrMonthly: FigureMetric = {
  shape: "figure",
  id: "nrr-monthly",
  name: "Net revenue retention of a month",
  unit: "ratio",
  period: "month",
  definition:
    "What the customers of the month's start are worth at its end, of what they were worth then.",
  formula: "kept / start",
  source: "SaaS Metrics Standards Board, net revenue retention (cohort)",
  settings: netSettings,
  measure: (facts, month) => retentionFigure(facts, month, "net", 1),
};
