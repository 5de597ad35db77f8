import { type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { Aggregation } from "../model/meter.ts";
import type { AggregationFold, AggregationKind, ValueNeed } from "./aggregation-fold.ts";
import { count } from "./count.ts";
import { latest } from "./latest.ts";
import { max } from "./max.ts";
import { min } from "./min.ts";
import { percentile } from "./percentile.ts";
import { sum } from "./sum.ts";
import { timeWeightedSum } from "./time-weighted-sum.ts";
import { unique } from "./unique.ts";

/** Every aggregation, by the kind its document names. */
const kinds: {
  readonly [K in Aggregation["kind"]]: AggregationKind<Aggregation & { readonly kind: K }>;
} = {
  count,
  sum,
  max,
  min,
  latest,
  unique,
  "time-weighted-sum": timeWeightedSum,
  percentile,
};

/** The names of all aggregations, for messages and schemas. */
export const aggregationKinds = Object.keys(kinds) as readonly Aggregation["kind"][];

/** An aggregation ready to run, and what it reads. */
export interface CompiledAggregation {
  readonly kind: Aggregation["kind"];
  readonly needs: ValueNeed;
  readonly fold: AggregationFold;
}

/** Makes an aggregation runnable. Refuses with `unknown-aggregation`, or what the kind refuses; paths are relative. */
export function compileAggregation(aggregation: Aggregation): Result<CompiledAggregation> {
  if (!Object.hasOwn(kinds, aggregation.kind)) return refuse(unknownAggregation(aggregation.kind));
  // The registry's type ties each name to the kind of that name, which the compiler cannot follow through the look-up.
  const kind = kinds[aggregation.kind] as AggregationKind<Aggregation>;
  const fold = kind.compile(aggregation);
  if (!fold.ok) return fold;
  return {
    ok: true,
    value: { kind: aggregation.kind, needs: kind.needs(aggregation), fold: fold.value },
  };
}

function unknownAggregation(kind: unknown) {
  const meant = nearest(String(kind), aggregationKinds);
  return {
    code: "unknown-aggregation",
    path: "/kind",
    message: `there is no aggregation "${String(kind).slice(0, 60)}"`,
    suggestion:
      meant === undefined
        ? `use one of ${aggregationKinds.join(", ")}`
        : `did you mean "${meant}"?`,
  };
}
