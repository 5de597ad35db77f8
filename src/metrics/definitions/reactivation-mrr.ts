import { type FigureMetric, movementSettings } from "../metric.ts";
import { movementFigure } from "../movement-figure.ts";

/** Recurring value of lost customers who pay again. */
export const reactivationMrr: FigureMetric = {
  shape: "figure",
  id: "reactivation-mrr",
  name: "Reactivation MRR",
  unit: "money",
  period: "month",
  definition: "Recurring value of lost customers who pay again.",
  formula: "reactivation",
  source: "ChartMogul Help, Data Table and MRR Movements",
  settings: movementSettings,
  measure: (facts, month) => movementFigure(facts, month, "reactivation"),
};
