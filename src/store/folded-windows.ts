import { expectOk } from "../fault/fault.ts";
import type { Counted, MeterWindow } from "../metering/aggregation-fold.ts";
import { foldEvents } from "../metering/fold-events.ts";
import { compileMeter, type MeterFold } from "../metering/meter-fold.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Meter } from "../model/meter.ts";
import { add, compare, zero } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type {
  CustomerUsage,
  TopUsageQuery,
  UsageReading,
  UsageWindow,
  UsageWindowsQuery,
} from "./event-store.ts";
import type { ReadEvent } from "./usage-partials.ts";

/** Events of a meter by customer, then time, id and source; each with the number of its window, from 1. */
type EventPages = AsyncIterable<readonly ReadEvent[]>;

const nothing: UsageReading = { quantity: zero, events: 0 };

/** Readings by the index of their window, as windows in order, empty ones included. */
export const windowsOf = (
  boundaries: readonly Instant[],
  readings: ReadonlyMap<number, UsageReading>,
): readonly UsageWindow[] =>
  edgesOf(boundaries).map((window, index) => ({ ...window, ...(readings.get(index) ?? nothing) }));

const edgesOf = (boundaries: readonly Instant[]): readonly MeterWindow[] =>
  boundaries.slice(1).map((to, index) => ({ from: boundaries[index] ?? to, to }));

/** A meter over consecutive windows, folded from its events. */
export async function windowsByFold(
  { meter, boundaries }: UsageWindowsQuery,
  pages: EventPages,
): Promise<readonly UsageWindow[]> {
  const sums = new Map<number, UsageReading>();
  for await (const { readings } of customersByFold(meter, edgesOf(boundaries), pages)) {
    for (const [index, reading] of readings.entries()) {
      const sofar = sums.get(index) ?? nothing;
      sums.set(index, {
        quantity: add(sofar.quantity, reading.quantity),
        events: sofar.events + reading.events,
      });
    }
  }
  return windowsOf(boundaries, sums);
}

/** The customers who used most, largest first, folded from their events. */
export async function topByFold(
  { meter, from, to, limit }: TopUsageQuery,
  pages: EventPages,
): Promise<readonly CustomerUsage[]> {
  const usage: CustomerUsage[] = [];
  for await (const { customer, readings } of customersByFold(meter, [{ from, to }], pages))
    usage.push({ customer, ...(readings[0] ?? nothing) });
  return usage.sort(largestFirst).slice(0, limit);
}

/** The order of those who used most; equal ones by id. */
export const largestFirst = (left: CustomerUsage, right: CustomerUsage): number =>
  compare(right.quantity, left.quantity) || (left.customer < right.customer ? -1 : 1);

interface CustomerReadings {
  readonly customer: string;
  readonly readings: readonly UsageReading[];
}

/** Folds each window customer by customer, carrying over the value that is still in force. */
async function* customersByFold(
  meter: Meter,
  windows: readonly MeterWindow[],
  pages: EventPages,
): AsyncGenerator<CustomerReadings> {
  const fold = expectOk(compileMeter(meter));
  let open: { customer: string; partials: Counted[] } | undefined;
  for await (const page of pages) {
    for (const { customer, position, events } of stretches(page)) {
      if (open?.customer !== customer) {
        if (open !== undefined) yield finish(open, fold, windows);
        open = { customer, partials: windows.map(() => fold.empty) };
      }
      const index = position - 1;
      const partial = foldEvents(fold, events);
      open.partials[index] = fold.merge(open.partials[index] ?? fold.empty, partial);
    }
  }
  if (open !== undefined) yield finish(open, fold, windows);
}

function finish(
  { customer, partials }: { readonly customer: string; readonly partials: readonly Counted[] },
  fold: MeterFold,
  windows: readonly MeterWindow[],
): CustomerReadings {
  let carried = fold.empty;
  const readings = windows.map((window, index) => {
    const partial = fold.merge(carried, partials[index] ?? fold.empty);
    carried = fold.carry(partial, window);
    const { quantity, events }: UsageReading = fold.finish(partial, window);
    return { quantity, events };
  });
  return { customer, readings };
}

/** Events that follow one another with the same customer and window. */
interface Stretch {
  readonly customer: string;
  readonly position: number;
  readonly events: UsageEvent[];
}

function stretches(page: readonly ReadEvent[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const { position, event } of page) {
    const last = found.at(-1);
    if (last?.customer === event.customer && last.position === position) last.events.push(event);
    else found.push({ customer: event.customer, position, events: [event] });
  }
  return found;
}
