import { addsUp } from "../metering/adds-up.ts";
import { compileFilter } from "../metering/filter.ts";
import type { ApiEvent } from "../model/api.ts";
import type { FilterValue, Meter } from "../model/meter.ts";
import { add, type Decimal, zero } from "../money/decimal.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";
import type { GatewayEvent } from "./call-events.ts";
import type { MeteredUse } from "./pending-use.ts";

/** What is known of the use of calls by the meters of a model. */
export interface CallUse {
  /** The meters that read a call's events. */
  readonly metersOf: (events: readonly ApiEvent[]) => ReadonlySet<string>;
  /** Whether a meter is a count or a sum, whose use adds up. */
  readonly isCounted: (meter: string) => boolean;
  /** How much a call will use of the meters that count calls; the others only its end tells. */
  readonly before: (events: readonly ApiEvent[]) => MeteredUse;
  /** How much it used, of meters that count events or sum a property. */
  readonly after: (events: readonly GatewayEvent[]) => MeteredUse;
}

const one: Decimal = { coefficient: 1, scale: 0 };

/** What is known of the events of some calls before any of them is made. */
interface Foreseen {
  readonly meters: ReadonlySet<string>;
  readonly use: MeteredUse;
}

/** Reads use by these meters. A meter's filter is asked of what happened, and taken to let through what is not known yet. */
export function callUse(meters: Readonly<Record<string, Meter>>): CallUse {
  const known = Object.entries(meters).map(([id, meter]) => ({
    id,
    meter,
    accepts: meter.filter === undefined ? undefined : compileFilter(meter.filter),
  }));
  const readers = new Map<string, typeof known>();
  for (const one of known)
    readers.set(one.meter.event, [...(readers.get(one.meter.event) ?? []), one]);
  const readersOf = (type: string) => readers.get(type) ?? [];
  /** By the list of events in the model, which all calls of a route share. */
  const foreseen = new WeakMap<readonly ApiEvent[], Foreseen>();
  const foreseenOf = (events: readonly ApiEvent[]): Foreseen => {
    const found = foreseen.get(events);
    if (found !== undefined) return found;
    const made = {
      meters: new Set(events.flatMap(({ event }) => readersOf(event).map(({ id }) => id))),
      use: useOf(events),
    };
    foreseen.set(events, made);
    return made;
  };
  const useOf = (events: readonly ApiEvent[]): MeteredUse => {
    const use = new Map<string, Decimal>();
    for (const { event, data = {} } of events)
      for (const { id, meter } of readersOf(event))
        if (
          meter.aggregation.kind === "count" ||
          (meter.aggregation.kind === "sum" && data[meter.aggregation.property] === "calls")
        )
          use.set(id, add(use.get(id) ?? zero, one));
    return use;
  };
  return {
    metersOf: (events) => foreseenOf(events).meters,
    isCounted: (id) => {
      const meter = meters[id];
      return meter !== undefined && addsUp(meter);
    },
    before: (events) => foreseenOf(events).use,
    after: (events) => {
      const use = new Map<string, Decimal>();
      for (const event of events)
        for (const { id, meter, accepts } of readersOf(event.type)) {
          if (accepts?.ok === true && !accepts.value({ ...event, time: 0 as never })) continue;
          const amount = amountOf(meter, event.data);
          if (amount !== undefined) use.set(id, add(use.get(id) ?? zero, amount));
        }
      return use;
    },
  };
}

function amountOf(
  { aggregation }: Meter,
  data: Readonly<Record<string, FilterValue>>,
): Decimal | undefined {
  if (aggregation.kind === "count") return one;
  if (aggregation.kind !== "sum") return undefined;
  const read = parseQuantity(data[aggregation.property] as Quantity);
  return read.ok ? read.value : undefined;
}
