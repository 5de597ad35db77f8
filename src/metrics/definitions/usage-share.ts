import type { FigureMetric } from "../metric.ts";
import { revenueShare } from "../revenue-share.ts";

/** Usage share of revenue. */
export const usageShare: FigureMetric = {
  shape: "figure",
  id: "usage-share",
  name: "Usage share of revenue",
  unit: "ratio",
  period: "month",
  definition: "The part of the month's revenue that is metered use.",
  formula: "part / revenue",
  source: "Florin; the streams say what is metered",
  settings: ["fx", "fxFixedOn", "revenueBasis"],
  reads: ({ revenueBasis }) => [revenueBasis === "billed" ? "billed" : "revenue"],
  measure: (facts, month) => revenueShare(facts, month, ["usage"]),
};
