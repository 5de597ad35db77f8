import { ok } from "../fault/fault.ts";
import { type Decimal, decimal, one } from "../money/decimal.ts";
import {
  type AggregationFold,
  type AggregationKind,
  type Counted,
  nothingCounted,
} from "./aggregation-fold.ts";
import { extendedCount } from "./pace.ts";

const single: Counted = { events: 1, unmeasured: 0 };

const fold: AggregationFold = {
  empty: nothingCounted,
  lift: () => single,
  merge: (left, right) => ({
    events: left.events + right.events,
    unmeasured: left.unmeasured + right.unmeasured,
  }),
  finish: (partial): Decimal => decimal(partial.events),
  extend: (partial, pace) => ({ ...partial, events: extendedCount(partial.events, pace) }),
  eventValue: () => one,
};

/** How many events there were. It reads no property, so no event can take a count back: correct a sum instead. */
export const count: AggregationKind<{ readonly kind: "count" }> = {
  kind: "count",
  needs: () => ({ kind: "nothing" }),
  compile: () => ok(fold),
};
