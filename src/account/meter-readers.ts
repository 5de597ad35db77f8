import { expectOk } from "../fault/fault.ts";
import { compileMeter, type MeterFold } from "../metering/meter-fold.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Model } from "../model/model.ts";

/** The meters of a model, asked by event. */
export interface MeterReaders {
  /** Every meter that counts this event: of its type, and let through by the meter's filter. */
  readonly of: (event: UsageEvent) => readonly MeterFold[];
}

/** Makes the meters of a checked model ready. */
export function meterReaders(model: Pick<Model, "meters">): MeterReaders {
  const byEvent = new Map<string, MeterFold[]>();
  for (const meter of Object.values(model.meters)) {
    const compiled = expectOk(compileMeter(meter));
    const known = byEvent.get(compiled.event);
    if (known === undefined) byEvent.set(compiled.event, [compiled]);
    else known.push(compiled);
  }
  return {
    of: (event) => (byEvent.get(event.type) ?? []).filter((meter) => meter.accepts(event)),
  };
}
