import type { Result } from "../fault/fault.ts";
import type { Decimal } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { Pace } from "./pace.ts";
import type { UsageEvent } from "./usage-event.ts";

/** What every partial counts besides its own figures. */
export interface Counted {
  /** Events that the quantity is made of. */
  readonly events: number;
  /** Events that had no readable value; they add nothing to the quantity and are listed. */
  readonly unmeasured: number;
}

/** A stretch of time, half-open: every service period is one. */
export interface MeterWindow {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * An aggregation ready to run: events fold into a partial, and the partial into a quantity.
 *
 * `merge` is associative and commutative up to `finish`, with `empty` as its unit, and changes neither input: events
 * may come in any order, in any split, from any number of machines.
 */
export interface AggregationFold<P extends Counted = Counted> {
  readonly empty: P;
  lift(event: UsageEvent): P;
  merge(left: P, right: P): P;
  /** The exact quantity of the window; only a time-weighted sum looks at the window, and only it rounds. */
  finish(partial: P, window: MeterWindow): Decimal;
  /** What the next window begins with, where a value holds until the next event; it counts no event. */
  carry?(partial: P, window: MeterWindow): P;
  /**
   * The partial of the whole window if it goes on as it began; absent where what was read says nothing about the rest, as a peak,
   * or holds until the end by itself.
   */
  extend?(partial: P, pace: Pace): P;
  /** What one event adds, where the quantity is the plain sum over events; a price per event needs it. */
  eventValue?(event: UsageEvent): Decimal | undefined;
}

/** What an event's property must be for an aggregation to read it. */
export type ValueNeed =
  | { readonly kind: "nothing" }
  | { readonly kind: "quantity" | "text"; readonly property: string };

/** One way to aggregate. A new one is one file that exports this, and one line in the registry. */
export interface AggregationKind<Spec extends { readonly kind: string }> {
  readonly kind: Spec["kind"];
  needs(spec: Spec): ValueNeed;
  /** Refuses a spec that cannot be run; paths are relative to the aggregation. */
  compile(spec: Spec): Result<AggregationFold>;
}

/** The partial of one event without a readable value. */
export const unmeasuredOf = <P extends Counted>(empty: P): P => ({ ...empty, unmeasured: 1 });

/** No event at all. */
export const nothingCounted: Counted = { events: 0, unmeasured: 0 };
