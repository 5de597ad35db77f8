import { type FigureMetric, movementSettings } from "../metric.ts";
import { movementFigure } from "../movement-figure.ts";

/** What the month's exchange rates did to the value it began with; below zero for a loss. */
export const fxMrr: FigureMetric = {
  shape: "figure",
  id: "fx-mrr",
  name: "FX impact on MRR",
  unit: "money",
  period: "month",
  definition:
    "What the month's exchange rates did to the value it began with; below zero for a loss.",
  formula: "fx",
  source: "ChartMogul Help, Multiple currencies (exchange rate impact); Stripe Docs, MRR growth",
  settings: movementSettings,
  measure: (facts, month) => movementFigure(facts, month, "fx"),
};
