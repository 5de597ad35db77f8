import type { FigureMetric } from "../metric.ts";
import { revenueShare } from "../revenue-share.ts";

/** Recurring share of revenue. */
export const recurringShare: FigureMetric = {
  shape: "figure",
  id: "recurring-share",
  name: "Recurring share of revenue",
  unit: "ratio",
  period: "month",
  definition: "The part of the month's revenue that recurs.",
  formula: "part / revenue",
  source: "Florin; the streams say what recurs",
  settings: ["usage", "fx", "fxFixedOn", "revenueBasis"],
  reads: ({ revenueBasis }) => [revenueBasis === "billed" ? "billed" : "revenue"],
  measure: (facts, month) =>
    revenueShare(
      facts,
      month,
      facts.settings.usage === "in" ? ["recurring", "usage"] : ["recurring"],
    ),
};
