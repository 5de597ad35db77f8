import { type FigureMetric, movementSettings } from "../metric.ts";
import { movementFigure } from "../movement-figure.ts";

/** Recurring value of customers won for the first time. */
export const newMrr: FigureMetric = {
  shape: "figure",
  id: "new-mrr",
  name: "New MRR",
  unit: "money",
  period: "month",
  definition: "Recurring value of customers won for the first time.",
  formula: "new",
  source: "ChartMogul Help, Data Table and MRR Movements",
  settings: movementSettings,
  measure: (facts, month) => movementFigure(facts, month, "new"),
};
