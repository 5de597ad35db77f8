import type { AggregationFold, Counted, MeterWindow } from "./aggregation-fold.ts";
import { eventText } from "./event-value.ts";
import { type MeterFold, type Reading, readingOf } from "./meter-fold.ts";
import type { Pace } from "./pace.ts";
import { mergeRuns, type RunOrder, type Runs, sortedElements } from "./sorted-runs.ts";
import type { UsageEvent } from "./usage-event.ts";

/** The partial of one combination of dimension values. */
interface Cell<P extends Counted> {
  readonly key: string;
  readonly partial: P;
}

/** The partial of a grouped meter: its cells by key. */
export type GroupedPartial<P extends Counted = Counted> = Runs<Cell<P>>;

/** What a meter read for one combination of dimension values. */
export interface GroupReading extends Reading {
  /** The value of each dimension; "" for events that had none. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A meter that reads each combination of dimension values apart. */
export interface GroupFold<P extends Counted = Counted> {
  readonly empty: GroupedPartial<P>;
  lift(event: UsageEvent): GroupedPartial<P>;
  merge(left: GroupedPartial<P>, right: GroupedPartial<P>): GroupedPartial<P>;
  /** By key, in the order of keys. Only combinations that occurred. */
  finish(partial: GroupedPartial<P>, window: MeterWindow): ReadonlyMap<string, GroupReading>;
  carry(partial: GroupedPartial<P>, window: MeterWindow): GroupedPartial<P>;
  /** Each combination as {@link AggregationFold.extend} has it. */
  extend(partial: GroupedPartial<P>, pace: Pace): GroupedPartial<P>;
}

/**
 * The key of a combination of dimension values: their JSON list, so that no two combinations share a key and the order
 * of keys is the same everywhere.
 */
export const groupKey = (values: readonly string[]): string => JSON.stringify(values);

/**
 * Groups a meter by properties of its events. A missing property is the value "", which is a group like any other and
 * shows in the readings, so nothing is lost between groups. Values are names, as for `unique`.
 */
export function groupFold<P extends Counted>(
  meter: MeterFold<P>,
  dimensions: readonly string[],
): GroupFold<P> {
  const { aggregation: fold } = meter;
  const order: RunOrder<Cell<P>> = {
    compare: (left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0),
    combine: ({ key, partial }, right) => ({ key, partial: fold.merge(partial, right.partial) }),
  };
  return {
    empty: [],
    lift: (event) => {
      if (!meter.accepts(event)) return [];
      const key = groupKey(dimensions.map((name) => eventText(event, name) ?? ""));
      return [[{ key, partial: fold.lift(event) }]];
    },
    merge: (left, right) => mergeRuns(order, left, right),
    finish: (partial, window) =>
      new Map(
        sortedElements(order, partial).map((cell) => [
          cell.key,
          { ...readingOf(fold, cell.partial, window), dimensions: named(dimensions, cell.key) },
        ]),
      ),
    carry: (partial, window) => {
      if (fold.carry === undefined) return [];
      const carried = sortedElements(order, partial).map(({ key, partial: cell }) => ({
        key,
        partial: meter.carry(cell, window),
      }));
      return carried.length === 0 ? [] : [carried];
    },
    extend: (partial, pace) => {
      const extended = sortedElements(order, partial).map(({ key, partial: cell }) => ({
        key,
        partial: extendedPartial(fold, cell, pace),
      }));
      return extended.length === 0 ? [] : [extended];
    },
  };
}

/** As {@link AggregationFold.extend}; the partial itself where the aggregation has none. */
export const extendedPartial = <P extends Counted>(
  fold: AggregationFold<P>,
  partial: P,
  pace: Pace,
): P => fold.extend?.(partial, pace) ?? partial;

function named(dimensions: readonly string[], key: string): Readonly<Record<string, string>> {
  const values: readonly string[] = JSON.parse(key);
  return Object.fromEntries(dimensions.map((name, index) => [name, values[index] ?? ""]));
}
