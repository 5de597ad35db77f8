import type { GatewayEvent } from "./call-events.ts";

/** The events of one call as they stand in the spool. */
export const recordOf = (events: readonly GatewayEvent[]): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(events));

/** What a record of the spool holds. */
export const eventsIn = (record: Uint8Array): readonly GatewayEvent[] =>
  // Its check sum says that it is what was written.
  JSON.parse(new TextDecoder().decode(record)) as readonly GatewayEvent[];
