import { type FigureMetric, movementSettings } from "../metric.ts";
import { movementFigure } from "../movement-figure.ts";

/** Every decrease of a customer who remains one. */
export const contractionMrr: FigureMetric = {
  shape: "figure",
  id: "contraction-mrr",
  name: "Contraction MRR",
  unit: "money",
  period: "month",
  definition: "Every decrease of a customer who remains one.",
  formula: "contraction",
  source: "ChartMogul Help, Data Table and MRR Movements",
  settings: movementSettings,
  measure: (facts, month) => movementFigure(facts, month, "contraction"),
};
