import type { MovementKind } from "../../api/metrics.ts";

/** What each kind of movement is called. */
export const movementNames: Readonly<Record<MovementKind, string>> = {
  new: "New",
  expansion: "Expansion",
  reactivation: "Reactivation",
  contraction: "Contraction",
  churn: "Churn",
  price: "Price changes",
  transfer: "Moves between slices",
  fx: "Exchange rates",
};

/** The metric whose rows are behind a kind of movement; none where a kind moves nothing of the whole business. */
export const movementMetrics: Readonly<Partial<Record<MovementKind, string>>> = {
  new: "new-mrr",
  expansion: "expansion-mrr",
  reactivation: "reactivation-mrr",
  contraction: "contraction-mrr",
  churn: "churn-mrr",
  price: "price-mrr",
  fx: "fx-mrr",
};
