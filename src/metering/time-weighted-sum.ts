import { ok } from "../fault/fault.ts";
import { add, type Decimal, decimal, multiply, trim, zero } from "../money/decimal.ts";
import { divide } from "../money/rounding.ts";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../time/instant.ts";
import {
  type AggregationFold,
  type AggregationKind,
  type Counted,
  type MeterWindow,
  nothingCounted,
  unmeasuredOf,
} from "./aggregation-fold.ts";
import { compareSamples, type Sample, sampleOf } from "./sample.ts";
import { mergeRuns, type RunOrder, type Runs, sortedElements } from "./sorted-runs.ts";

/** Digits after the point of a quantity whose division by hours or days does not end; half up. */
const timeWeightedScale = 12;

const unitMs = { second: SECOND_MS, hour: HOUR_MS, day: DAY_MS } as const;

interface Sampled extends Counted {
  readonly samples: Runs<Sample>;
}

const byTime: RunOrder<Sample> = { compare: compareSamples };

interface TimeWeightedSumSpec {
  readonly kind: "time-weighted-sum";
  readonly property: string;
  readonly per: "second" | "hour" | "day";
}

/**
 * Value times duration, each value being in force until the next reading: GB-hours, node-days.
 *
 * The value in force when the window opens is the last reading before it, which the partial must hold: merge in what
 * `carry` gave for the window before. Without one it is zero. Readings at or after the window's end are left out.
 * Durations are elapsed time, so a local day has 23, 24 or 25 hours, and `day` always means 24. A correction is a new
 * reading; a negative value is a reading like any other. Exact, but for one rounding to {@link timeWeightedScale}
 * digits where hours or days do not divide evenly.
 */
export const timeWeightedSum: AggregationKind<TimeWeightedSumSpec> = {
  kind: "time-weighted-sum",
  needs: ({ property }) => ({ kind: "quantity", property }),
  compile: ({ property, per }) => ok(timeWeightedSumOf(property, unitMs[per])),
};

function timeWeightedSumOf(property: string, unit: number): AggregationFold<Sampled> {
  const empty: Sampled = { ...nothingCounted, samples: [] };
  const unmeasured = unmeasuredOf(empty);
  return {
    empty,
    lift: (event) => {
      const sample = sampleOf(event, property);
      return sample === undefined ? unmeasured : { events: 1, unmeasured: 0, samples: [[sample]] };
    },
    merge: (left, right) => ({
      events: left.events + right.events,
      unmeasured: left.unmeasured + right.unmeasured,
      samples: mergeRuns(byTime, left.samples, right.samples),
    }),
    finish: (partial, window) => inUnits(valueTimesMs(partial.samples, window), unit),
    carry: (partial, window) => {
      const last = sortedElements(byTime, partial.samples).findLast(({ time }) => time < window.to);
      return last === undefined ? empty : { ...empty, samples: [[last]] };
    },
  };
}

function valueTimesMs(samples: Runs<Sample>, window: MeterWindow): Decimal {
  let total = zero;
  let value = zero;
  let since = window.from;
  for (const sample of sortedElements(byTime, samples)) {
    if (sample.time >= window.to) break;
    if (sample.time > since) {
      total = add(total, multiply(value, decimal(sample.time - since)));
      since = sample.time;
    }
    value = sample.value;
  }
  return add(total, multiply(value, decimal(Math.max(window.to - since, 0))));
}

const inUnits = (valueMs: Decimal, unit: number): Decimal =>
  unit === SECOND_MS
    ? { coefficient: valueMs.coefficient, scale: valueMs.scale + 3 }
    : trim(divide(valueMs, decimal(unit), timeWeightedScale));
