import { ok } from "../fault/fault.ts";
import { decimal } from "../money/decimal.ts";
import {
  type AggregationFold,
  type AggregationKind,
  type Counted,
  nothingCounted,
  unmeasuredOf,
} from "./aggregation-fold.ts";
import { eventText } from "./event-value.ts";
import { mergeRuns, type RunOrder, type Runs, sortedElements } from "./sorted-runs.ts";

interface Distinct extends Counted {
  readonly values: Runs<string>;
}

const byText: RunOrder<string> = {
  compare: (left, right) => (left < right ? -1 : left > right ? 1 : 0),
  combine: (left) => left,
};

/**
 * How many different values the property took: exact, not estimated. Values are names: the number 17 and the text "17"
 * are one, "17" and "17.0" are two. An event cannot take a value back.
 */
export const unique: AggregationKind<{ readonly kind: "unique"; readonly property: string }> = {
  kind: "unique",
  needs: ({ property }) => ({ kind: "text", property }),
  compile: ({ property }) => ok(uniqueOf(property)),
};

function uniqueOf(property: string): AggregationFold<Distinct> {
  const empty: Distinct = { ...nothingCounted, values: [] };
  const unmeasured = unmeasuredOf(empty);
  return {
    empty,
    lift: (event) => {
      const text = eventText(event, property);
      return text === undefined ? unmeasured : { events: 1, unmeasured: 0, values: [[text]] };
    },
    merge: (left, right) => ({
      events: left.events + right.events,
      unmeasured: left.unmeasured + right.unmeasured,
      values: mergeRuns(byText, left.values, right.values),
    }),
    finish: (partial) => decimal(sortedElements(byText, partial.values).length),
  };
}
