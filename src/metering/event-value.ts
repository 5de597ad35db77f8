import { type Decimal, parseDecimal, trim } from "../money/decimal.ts";
import type { EventValue } from "./event-data.ts";
import { exactDecimal } from "./exact-number.ts";
import type { UsageEvent } from "./usage-event.ts";

/** The value of a property of an event; nothing where the event has none of that name. */
export function eventProperty(event: UsageEvent, property: string): EventValue | undefined {
  const value: unknown = event.data[property];
  // What an object inherits (`toString`) is neither of the three, so it never passes for a property.
  return typeof value === "number" || typeof value === "string" || typeof value === "boolean"
    ? value
    : undefined;
}

/**
 * The property as a quantity: a JSON number or a decimal string, trimmed.
 * Nothing where it is absent, a boolean, or not an exact number.
 */
export function eventQuantity(event: UsageEvent, property: string): Decimal | undefined {
  return quantityOfValue(eventProperty(event, property));
}

/** The exact quantity a value stands for, trimmed, or nothing. */
export function quantityOfValue(value: EventValue | undefined): Decimal | undefined {
  if (typeof value === "number") return exactDecimal(value);
  if (typeof value !== "string") return undefined;
  const read = parseDecimal(value);
  return read.ok ? trim(read.value) : undefined;
}

/**
 * The property as a name: text as it is, a number in its shortest form, `true` or `false`; so 17 and "17" are one name.
 * Nothing where it is absent.
 */
export function eventText(event: UsageEvent, property: string): string | undefined {
  const value = eventProperty(event, property);
  return typeof value === "string" || value === undefined ? value : String(value);
}
