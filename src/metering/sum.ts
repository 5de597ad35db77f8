import { ok } from "../fault/fault.ts";
import { add, type Decimal, zero } from "../money/decimal.ts";
import {
  type AggregationFold,
  type AggregationKind,
  type Counted,
  nothingCounted,
  unmeasuredOf,
} from "./aggregation-fold.ts";
import { eventQuantity } from "./event-value.ts";
import { extended } from "./pace.ts";

interface Summed extends Counted {
  readonly total: Decimal;
}

/** The property's total. A negative value is a correction and takes off; the total itself may end below zero. */
export const sum: AggregationKind<{ readonly kind: "sum"; readonly property: string }> = {
  kind: "sum",
  needs: ({ property }) => ({ kind: "quantity", property }),
  compile: ({ property }) => ok(sumOf(property)),
};

function sumOf(property: string): AggregationFold<Summed> {
  const empty: Summed = { ...nothingCounted, total: zero };
  const unmeasured = unmeasuredOf(empty);
  return {
    empty,
    lift: (event) => {
      const total = eventQuantity(event, property);
      return total === undefined ? unmeasured : { events: 1, unmeasured: 0, total };
    },
    merge: (left, right) => ({
      events: left.events + right.events,
      unmeasured: left.unmeasured + right.unmeasured,
      total: add(left.total, right.total),
    }),
    finish: (partial) => partial.total,
    extend: (partial, pace) => ({ ...partial, total: extended(partial.total, pace) }),
    eventValue: (event) => eventQuantity(event, property),
  };
}
