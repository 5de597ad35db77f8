import type { EventData, EventValue } from "./event-data.ts";
import type { UsageEvent } from "./usage-event.ts";

/**
 * What an event says, apart from who sent it under which id: type, customer and data, as one line of JSON that is equal
 * for equal content, whatever the order of the properties.
 *
 * Two events of one identity and equal content are one event sent twice. The time is left out on purpose: a sender
 * that stamps each retry anew must not be charged twice. A number and its text, 12 and "12", are different content.
 */
export function canonicalEventContent(event: UsageEvent): string {
  const { data } = event;
  let properties = "";
  for (const name of sortedNames(data)) {
    const value = data[name];
    if (value === undefined) continue;
    properties += `${properties === "" ? "" : ","}${quoted(name)}:${valueJson(value)}`;
  }
  return `[${quoted(event.type)},${quoted(event.customer)},{${properties}}]`;
}

/** By UTF-16 code unit. Many senders write them in that order, and looking is quicker than sorting. */
function sortedNames(data: EventData): readonly string[] {
  const names = Object.keys(data);
  let last = "";
  for (const name of names) {
    if (name < last) return names.sort();
    last = name;
  }
  return names;
}

const valueJson = (value: EventValue): string =>
  typeof value === "string" ? quoted(value) : String(value);

/** The text as JSON writes it; most need no escape, and then quotes around them are all there is to it. */
function quoted(text: string): string {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x20 || unit > 0x7e || unit === 0x22 || unit === 0x5c) return JSON.stringify(text);
  }
  return `"${text}"`;
}
