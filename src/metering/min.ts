import { ok } from "../fault/fault.ts";
import { min as smallest } from "../money/decimal.ts";
import type { AggregationKind } from "./aggregation-fold.ts";
import { extremeOf } from "./extreme.ts";

/** The property's smallest value of the period, zero without one. A negative value is a reading like any other. */
export const min: AggregationKind<{ readonly kind: "min"; readonly property: string }> = {
  kind: "min",
  needs: ({ property }) => ({ kind: "quantity", property }),
  compile: ({ property }) => ok(extremeOf(property, smallest)),
};
