import type { Fault } from "../../fault/fault.ts";
import type { EventVerdict } from "../../metering/dedup.ts";
import type { UsageEvent } from "../../metering/usage-event.ts";
import { appendEvents } from "../../store/event-append.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import type { TenantModels } from "../model-library.ts";

/** Stores events that happen as they come in; in the open transaction. None is received before what invoices counted to. */
export const appendNow = (
  tx: Tx,
  events: readonly UsageEvent[],
  now: Instant,
): Promise<readonly EventVerdict[]> =>
  appendEvents(tx, events, (settledUntil) => {
    const received = Math.max(now, settledUntil);
    return () => received;
  });

/** What keeps an event from being measured, as `POST /v1/events` would say it. */
export const meterFaults = (event: UsageEvent, { meters }: TenantModels): readonly Fault[] =>
  (meters.get(event.type) ?? []).flatMap((meter) => meter.check(event));
