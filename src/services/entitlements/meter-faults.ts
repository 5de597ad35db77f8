import type { Fault } from "../../fault/fault.ts";
import type { UsageEvent } from "../../metering/usage-event.ts";
import type { TenantModels } from "../model-library.ts";

/** What keeps an event from being measured, as `POST /v1/events` would say it. */
export const meterFaults = (event: UsageEvent, { meters }: TenantModels): readonly Fault[] =>
  (meters.get(event.type) ?? []).flatMap((meter) => meter.check(event));
