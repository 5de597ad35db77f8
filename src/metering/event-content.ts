import type { EventData } from "./event-data.ts";
import type { UsageEvent } from "./usage-event.ts";

/**
 * What an event says, apart from who sent it under which id: type, customer and data, as one text that is equal for
 * equal content, whatever the order of the properties.
 *
 * Two events of one identity and equal content are one event sent twice. The time is left out on purpose: a sender
 * that stamps each retry anew must not be charged twice. A number and its text, 12 and "12", are different content.
 */
export function canonicalEventContent(event: UsageEvent): string {
  return `[${JSON.stringify(event.type)},${JSON.stringify(event.customer)},${sortedJson(event.data)}]`;
}

/** Properties in the order of their names by UTF-16 code unit; most senders write them in one order anyway. */
function sortedJson(data: EventData): string {
  const names = Object.keys(data).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(data[name])}`).join(",")}}`;
}
