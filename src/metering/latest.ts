import { ok } from "../fault/fault.ts";
import { zero } from "../money/decimal.ts";
import {
  type AggregationFold,
  type AggregationKind,
  type Counted,
  nothingCounted,
  unmeasuredOf,
} from "./aggregation-fold.ts";
import { compareSamples, type Sample, sampleOf } from "./sample.ts";

interface Latest extends Counted {
  readonly sample: Sample | null;
}

/**
 * The property's last reading of the period, by event time and then id; zero without one: a reading does not outlive its
 * period. A correction is a new reading, later in time.
 */
export const latest: AggregationKind<{ readonly kind: "latest"; readonly property: string }> = {
  kind: "latest",
  needs: ({ property }) => ({ kind: "quantity", property }),
  compile: ({ property }) => ok(latestOf(property)),
};

function latestOf(property: string): AggregationFold<Latest> {
  const empty: Latest = { ...nothingCounted, sample: null };
  const unmeasured = unmeasuredOf(empty);
  return {
    empty,
    lift: (event) => {
      const sample = sampleOf(event, property);
      return sample === undefined ? unmeasured : { events: 1, unmeasured: 0, sample };
    },
    merge: (left, right) => ({
      events: left.events + right.events,
      unmeasured: left.unmeasured + right.unmeasured,
      sample: later(left.sample, right.sample),
    }),
    finish: (partial) => partial.sample?.value ?? zero,
  };
}

function later(left: Sample | null, right: Sample | null): Sample | null {
  if (left === null || right === null) return left ?? right;
  return compareSamples(left, right) < 0 ? right : left;
}
