import { type Decimal, zero } from "../money/decimal.ts";
import {
  type AggregationFold,
  type Counted,
  nothingCounted,
  unmeasuredOf,
} from "./aggregation-fold.ts";
import { eventQuantity } from "./event-value.ts";

/** The partial of a largest or smallest value; no value before the first event. */
interface Extreme extends Counted {
  readonly value: Decimal | null;
}

/** A fold that keeps one of two values, whichever `pick` prefers; zero where there was no event. */
export function extremeOf(
  property: string,
  pick: (left: Decimal, right: Decimal) => Decimal,
): AggregationFold<Extreme> {
  const empty: Extreme = { ...nothingCounted, value: null };
  const unmeasured = unmeasuredOf(empty);
  return {
    empty,
    lift: (event) => {
      const value = eventQuantity(event, property);
      return value === undefined ? unmeasured : { events: 1, unmeasured: 0, value };
    },
    merge: (left, right) => ({
      events: left.events + right.events,
      unmeasured: left.unmeasured + right.unmeasured,
      value:
        left.value === null || right.value === null
          ? (left.value ?? right.value)
          : pick(left.value, right.value),
    }),
    finish: (partial) => partial.value ?? zero,
  };
}
