import { type FigureMetric, movementSettings } from "../metric.ts";
import { movementFigure } from "../movement-figure.ts";

/** Recurring value lost with customers. */
export const churnMrr: FigureMetric = {
  shape: "figure",
  id: "churn-mrr",
  name: "Churn MRR",
  unit: "money",
  period: "month",
  definition: "Recurring value lost with customers.",
  formula: "churn",
  source: "ChartMogul Help, Data Table and MRR Movements",
  settings: movementSettings,
  measure: (facts, month) => movementFigure(facts, month, "churn"),
};
