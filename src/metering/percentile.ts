import { ok, type Result, refuse } from "../fault/fault.ts";
import {
  bigPowerOfTen,
  compare,
  type Decimal,
  decimal,
  isPositive,
  parseNumber,
  zero,
} from "../money/decimal.ts";
import {
  type AggregationFold,
  type AggregationKind,
  type Counted,
  nothingCounted,
  unmeasuredOf,
} from "./aggregation-fold.ts";
import { eventQuantity } from "./event-value.ts";
import { mergeRuns, type RunOrder, type Runs, sortedElements } from "./sorted-runs.ts";

/** One value and how often it was seen. */
interface Tally {
  readonly value: Decimal;
  readonly count: number;
}

interface Tallied extends Counted {
  readonly values: Runs<Tally>;
}

const byValue: RunOrder<Tally> = {
  compare: (left, right) => compare(left.value, right.value),
  combine: (left, right) => ({ value: left.value, count: left.count + right.count }),
};

const hundred = decimal(100);

interface PercentileSpec {
  readonly kind: "percentile";
  readonly property: string;
  readonly percentile: number;
}

/**
 * The value that at least `percentile` % of the readings do not exceed: the nearest-rank method, rank
 * ceil(percentile × n / 100) of the sorted readings, exact. It is always one of the readings, zero without any;
 * 100 is the largest. A reading cannot be taken back.
 *
 * Refuses a percentile outside 0 < p <= 100 with `percentile-out-of-range`.
 */
export const percentile: AggregationKind<PercentileSpec> = {
  kind: "percentile",
  needs: ({ property }) => ({ kind: "quantity", property }),
  compile: (spec) => {
    const rank = parsePercentile(spec.percentile);
    return rank.ok ? ok(percentileOf(spec.property, rank.value)) : rank;
  },
};

function parsePercentile(given: number): Result<Decimal> {
  const read = parseNumber(given, "/percentile");
  if (read.ok && isPositive(read.value) && compare(read.value, hundred) <= 0) return read;
  return refuse({
    code: "percentile-out-of-range",
    path: "/percentile",
    message: "a percentile is above 0 and at most 100",
    value: given,
    suggestion: "95 is the value that 95 % of the readings do not exceed",
  });
}

function percentileOf(property: string, percent: Decimal): AggregationFold<Tallied> {
  const empty: Tallied = { ...nothingCounted, values: [] };
  const unmeasured = unmeasuredOf(empty);
  return {
    empty,
    lift: (event) => {
      const value = eventQuantity(event, property);
      if (value === undefined) return unmeasured;
      return { events: 1, unmeasured: 0, values: [[{ value, count: 1 }]] };
    },
    merge: (left, right) => ({
      events: left.events + right.events,
      unmeasured: left.unmeasured + right.unmeasured,
      values: mergeRuns(byValue, left.values, right.values),
    }),
    finish: (partial) => atRank(partial.values, rankOf(percent, partial.events)),
  };
}

/** ceil(percent × n / 100), in whole numbers. */
function rankOf(percent: Decimal, n: number): number {
  const hundredths = bigPowerOfTen(percent.scale) * 100n;
  return Number((BigInt(percent.coefficient) * BigInt(n) + hundredths - 1n) / hundredths);
}

function atRank(values: Runs<Tally>, rank: number): Decimal {
  let seen = 0;
  for (const { value, count } of sortedElements(byValue, values)) {
    seen += count;
    if (seen >= rank) return value;
  }
  return zero;
}
