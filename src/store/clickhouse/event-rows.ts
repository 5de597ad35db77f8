import type { EventData, EventValue } from "../../metering/event-data.ts";
import { exactDecimal } from "../../metering/exact-number.ts";
import type { UsageEvent } from "../../metering/usage-event.ts";
import { format } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";

/** A row of the table `events`. Times are milliseconds since 1970, values of properties their JSON. */
export interface StoredEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customer: string;
  readonly time: Instant;
  readonly received_at: Instant;
  readonly data: Readonly<Record<string, string>>;
}

/** The columns of {@link StoredEvent}. */
export const eventColumns = "id, source, type, customer, time, received_at, data";

/** The row of an event that was received at an instant. */
export const rowOf = (event: UsageEvent, receivedAt: Instant): StoredEvent => ({
  id: event.id,
  source: event.source,
  type: event.type,
  customer: event.customer,
  time: event.time,
  received_at: receivedAt,
  data: Object.fromEntries(
    Object.entries(event.data).map(([name, value]) => [name, valueText(value)]),
  ),
});

/** The event that a row keeps. */
export const eventOf = (row: StoredEvent): UsageEvent => ({
  id: row.id,
  source: row.source,
  type: row.type,
  customer: row.customer,
  time: row.time,
  receivedAt: row.received_at,
  data: Object.fromEntries(
    Object.entries(row.data).map(([name, text]) => [name, JSON.parse(text) as EventValue]),
  ) as EventData,
});

/** JSON of a value; a number without an exponent, so that the database reads it as a decimal. */
function valueText(value: EventValue): string {
  const decimal = typeof value === "number" ? exactDecimal(value) : undefined;
  return decimal === undefined ? JSON.stringify(value) : format(decimal);
}
