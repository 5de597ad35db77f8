import { type FigureMetric, movementSettings } from "../metric.ts";
import { movementFigure } from "../movement-figure.ts";

/** Every increase of a customer who was one before. */
export const expansionMrr: FigureMetric = {
  shape: "figure",
  id: "expansion-mrr",
  name: "Expansion MRR",
  unit: "money",
  period: "month",
  definition: "Every increase of a customer who was one before.",
  formula: "expansion",
  source: "ChartMogul Help, Data Table and MRR Movements",
  settings: movementSettings,
  measure: (facts, month) => movementFigure(facts, month, "expansion"),
};
