import type { Fault } from "../fault/fault.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { UsageEvent } from "./usage-event.ts";

/** The clock an event's time is held against. */
export interface EventTimeBounds {
  readonly now: Instant;
  /** How far a sender's clock may run ahead of ours. */
  readonly futureToleranceMs: number;
  /** When counting began: the meter's or the subscription's start. */
  readonly notBefore?: Instant;
}

/**
 * What is wrong with when an event happened, or nothing: `event-in-future` past the tolerance, `event-too-early` before
 * counting began. Both bounds themselves are accepted. An event that is only late has no fault.
 */
export function eventTimeFault(
  event: Pick<UsageEvent, "time">,
  bounds: EventTimeBounds,
): Fault | undefined {
  const { now, futureToleranceMs, notBefore } = bounds;
  if (event.time > now + futureToleranceMs) {
    return {
      code: "event-in-future",
      path: "/time",
      message: `the event lies more than ${futureToleranceMs / 1000} s after our clock, ${formatInstant(now)}`,
      value: formatInstant(event.time),
      suggestion: "set the sender's clock, and its zone",
    };
  }
  if (notBefore !== undefined && event.time < notBefore) {
    return {
      code: "event-too-early",
      path: "/time",
      message: `nothing is counted before ${formatInstant(notBefore)}`,
      value: formatInstant(event.time),
      suggestion: "send events from that moment on",
    };
  }
  return undefined;
}
