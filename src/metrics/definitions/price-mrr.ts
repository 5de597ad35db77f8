import { type FigureMetric, movementSettings } from "../metric.ts";
import { movementFigure } from "../movement-figure.ts";

/** What price changes did to existing customers, where they are told apart; below zero for cuts. */
export const priceMrr: FigureMetric = {
  shape: "figure",
  id: "price-mrr",
  name: "Price change MRR",
  unit: "money",
  period: "month",
  definition:
    "What price changes did to existing customers, where they are told apart; below zero for cuts.",
  formula: "price",
  source: "Florin; a tag of expansion and contraction elsewhere",
  settings: movementSettings,
  measure: (facts, month) => movementFigure(facts, month, "price"),
};
