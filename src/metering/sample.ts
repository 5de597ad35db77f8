import { compare, type Decimal } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import { eventQuantity } from "./event-value.ts";
import type { UsageEvent } from "./usage-event.ts";

/** What a gauge read at one moment. */
export interface Sample {
  readonly time: Instant;
  readonly id: string;
  readonly source: string;
  readonly value: Decimal;
}

/** The reading an event brings, or nothing where the property is not a quantity. */
export function sampleOf(event: UsageEvent, property: string): Sample | undefined {
  const value = eventQuantity(event, property);
  const { time, id, source } = event;
  return value === undefined ? undefined : { time, id, source, value };
}

/**
 * The order of readings: by time, then by id, then by source. Of one moment the last in this order is in force, so the
 * answer does not depend on which arrived first. Ids compare by UTF-16 code unit.
 */
export function compareSamples(left: Sample, right: Sample): number {
  if (left.time !== right.time) return left.time - right.time;
  if (left.id !== right.id) return left.id < right.id ? -1 : 1;
  if (left.source !== right.source) return left.source < right.source ? -1 : 1;
  return compare(left.value, right.value);
}
