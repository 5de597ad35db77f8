import { expectOk, type Fault } from "../fault/fault.ts";
import { compileMeter, type MeterFold } from "../metering/meter-fold.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Meter } from "../model/meter.ts";
import type { Model } from "../model/model.ts";

/** The meters of a model, asked by event. */
export interface MeterReaders {
  /** Whether any meter counts the event: is of its type, and lets it through its filter. */
  readonly count: (event: UsageEvent) => boolean;
  /** What keeps the event from being measured by the meters that count it; nothing where none does. */
  readonly faults: (event: UsageEvent) => readonly Fault[];
}

interface Reader {
  readonly meter: Meter;
  readonly fold: MeterFold;
}

const noReaders: readonly Reader[] = [];
const noFaults: readonly Fault[] = [];

/** Makes the meters of a checked model ready. */
export function meterReaders(model: Pick<Model, "meters">): MeterReaders {
  const byEvent = new Map<string, Reader[]>();
  for (const meter of Object.values(model.meters)) {
    const reader = { meter, fold: expectOk(compileMeter(meter)) };
    const known = byEvent.get(meter.event);
    if (known === undefined) byEvent.set(meter.event, [reader]);
    else known.push(reader);
  }
  const readersOf = (event: UsageEvent): readonly Reader[] => byEvent.get(event.type) ?? noReaders;
  return {
    count: (event) => readersOf(event).some(({ fold }) => fold.accepts(event)),
    faults: (event) => {
      let faults = noFaults;
      for (const reader of readersOf(event)) {
        if (isPlainlyMeasured(event, reader.meter)) continue;
        const found = reader.fold.check(event);
        if (found.length > 0) faults = [...faults, ...found];
      }
      return faults;
    },
  };
}

/** True where the check of the meter would find nothing, found quickly; false says nothing. */
function isPlainlyMeasured({ data }: UsageEvent, { aggregation, dimensions }: Meter): boolean {
  if ("property" in aggregation && typeof data[aggregation.property] !== "number") return false;
  for (const name in dimensions) {
    const values = dimensions[name];
    const value = data[name];
    if (values === undefined || values === "any") continue;
    if (typeof value !== "string" || !values.includes(value)) return false;
  }
  return true;
}
