import { ok } from "../fault/fault.ts";
import { max as largest } from "../money/decimal.ts";
import type { AggregationKind } from "./aggregation-fold.ts";
import { extremeOf } from "./extreme.ts";

/** The property's largest value of the period, zero without one. A negative value is a reading like any other. */
export const max: AggregationKind<{ readonly kind: "max"; readonly property: string }> = {
  kind: "max",
  needs: ({ property }) => ({ kind: "quantity", property }),
  compile: ({ property }) => ok(extremeOf(property, largest)),
};
