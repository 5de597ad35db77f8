import { type Fault, faultsOf, ok, pathTo, type Result } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { DimensionValues, Meter } from "../model/meter.ts";
import type { Decimal } from "../money/decimal.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";
import type { AggregationFold, Counted, MeterWindow, ValueNeed } from "./aggregation-fold.ts";
import { propertyPath } from "./event-key.ts";
import { eventProperty, eventText } from "./event-value.ts";
import { compileFilter, type EventPredicate } from "./filter.ts";
import { compileAggregation } from "./registry.ts";
import type { UsageEvent } from "./usage-event.ts";

/** What a meter read over a window. */
export interface Reading {
  readonly quantity: Decimal;
  /** Events that the quantity is made of. */
  readonly events: number;
  /** Accepted events without a readable value, which the quantity leaves out. */
  readonly unmeasured: number;
}

/** A meter ready to run: which events count, and how they become a quantity. */
export interface MeterFold<P extends Counted = Counted> {
  /** The type of event it counts. */
  readonly event: string;
  /** The dimensions it declares. */
  readonly dimensions: readonly string[];
  readonly aggregation: AggregationFold<P>;
  /** True for events of its type that pass its filter. */
  readonly accepts: EventPredicate;
  /**
   * What keeps an accepted event from being measured, for the door to refuse: `missing-property`, `not-a-number` and
   * its kin, `missing-dimension`, `unknown-dimension-value`. Nothing for an event of another meter.
   */
  check(event: UsageEvent): readonly Fault[];
  readonly empty: P;
  /** The partial of one event; `empty` for one that the meter does not accept. */
  lift(event: UsageEvent): P;
  merge(left: P, right: P): P;
  finish(partial: P, window: MeterWindow): Reading;
  /** What the next window begins with: the value in force, for a time-weighted sum; else `empty`. */
  carry(partial: P, window: MeterWindow): P;
}

/** Makes a meter runnable. Refuses what its aggregation and its filter refuse; paths are relative to the meter. */
export function compileMeter(meter: Meter): Result<MeterFold> {
  const compiled = compileAggregation(meter.aggregation);
  const filter =
    meter.filter === undefined ? ok(undefined) : compileFilter(meter.filter, "/filter");
  if (!compiled.ok || !filter.ok) {
    const faults = faultsOf(compiled).map((fault) => ({
      ...fault,
      path: `/aggregation${fault.path}`,
    }));
    return { ok: false, faults: [...faults, ...faultsOf(filter)] };
  }
  const { fold, needs } = compiled.value;
  const accepts = acceptance(meter.event, filter.value);
  const dimensions = Object.entries(meter.dimensions ?? {});
  return ok({
    event: meter.event,
    dimensions: dimensions.map(([name]) => name),
    aggregation: fold,
    accepts,
    check: (event) =>
      accepts(event)
        ? [
            ...needFaults(event, needs),
            ...dimensions.flatMap(([name, values]) => dimensionFaults(event, name, values)),
          ]
        : [],
    empty: fold.empty,
    lift: (event) => (accepts(event) ? fold.lift(event) : fold.empty),
    merge: (left, right) => fold.merge(left, right),
    finish: (partial, window) => readingOf(fold, partial, window),
    carry: (partial, window) => fold.carry?.(partial, window) ?? fold.empty,
  });
}

/** The quantity of a partial, with its counts. */
export function readingOf<P extends Counted>(
  fold: AggregationFold<P>,
  partial: P,
  window: MeterWindow,
): Reading {
  const { events, unmeasured } = partial;
  return { quantity: fold.finish(partial, window), events, unmeasured };
}

const acceptance = (type: string, filter: EventPredicate | undefined): EventPredicate =>
  filter === undefined
    ? (event) => event.type === type
    : (event) => event.type === type && filter(event);

function needFaults(event: UsageEvent, needs: ValueNeed): readonly Fault[] {
  if (needs.kind === "nothing") return [];
  const path = propertyPath(needs.property);
  const value = eventProperty(event, needs.property);
  if (value === undefined) return [missingProperty(needs.property, path, event)];
  // A boolean is refused by the reader of quantities too, with the code that fits.
  return needs.kind === "text" ? [] : faultsOf(parseQuantity(value as Quantity, path));
}

function missingProperty(property: string, path: string, event: UsageEvent): Fault {
  const meant = nearest(property, Object.keys(event.data));
  return {
    code: "missing-property",
    path,
    message: `"${event.type}" is metered by "${property}"`,
    suggestion: meant === undefined ? `send "${property}"` : `is "${meant}" meant to be it?`,
  };
}

/** A dimension with listed values takes those only; list "" to let events do without it. */
function dimensionFaults(
  event: UsageEvent,
  name: string,
  values: DimensionValues,
): readonly Fault[] {
  if (values === "any") return [];
  const text = eventText(event, name) ?? "";
  if (values.includes(text)) return [];
  const path = pathTo("", "data", name);
  const known = values.map((value) => `"${value}"`).join(", ");
  if (text === "") {
    const message = `"${event.type}" is priced by "${name}"`;
    return [{ code: "missing-dimension", path, message, suggestion: `send one of ${known}` }];
  }
  const meant = nearest(text, values);
  return [
    {
      code: "unknown-dimension-value",
      path,
      message: `"${name}" does not take this value`,
      value: text.slice(0, 60),
      suggestion: meant === undefined ? `send one of ${known}` : `did you mean "${meant}"?`,
    },
  ];
}
