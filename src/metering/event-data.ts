import { type Fault, faultsOf } from "../fault/fault.ts";
import { parseNumber } from "../money/decimal.ts";
import { forbiddenKey, isForbiddenKey, propertyPath, shown } from "./event-key.ts";
import { isPlainText, textFault } from "./event-text.ts";
import { exactDecimal } from "./exact-number.ts";

/** What a property of an event may hold. A quantity is a number of at most 15 significant digits or a decimal string. */
export type EventValue = string | number | boolean;

/** The properties of an event: flat, by name. */
export type EventData = Readonly<Record<string, EventValue>>;

/** How large the data of an event may be. */
export interface EventDataLimits {
  readonly propertiesMax: number;
  /** Characters of a property's name. */
  readonly nameLengthMax: number;
  /** Characters of a property's text. */
  readonly textLengthMax: number;
}

/**
 * Every fault of an event's data, or nothing: paths start at `/data`. A record without a fault is {@link EventData}.
 * Codes are those of `parseUsageEvent`.
 */
export function checkEventData(
  data: Readonly<Record<string, unknown>>,
  limits: EventDataLimits,
): readonly Fault[] | undefined {
  let faults: Fault[] | undefined;
  let count = 0;
  for (const name in data) {
    count += 1;
    if (count > limits.propertiesMax) return [...(faults ?? []), tooManyProperties(limits)];
    const value = data[name];
    if (isPlainName(name, limits) && isPlainValue(value, limits)) continue;
    const fault = nameFault(name, limits) ?? valueFault(value, name, limits);
    if (fault === undefined) continue;
    faults ??= [];
    faults.push(fault);
  }
  return faults;
}

/** True where no fault can be, at little cost; all else is looked at closely. */
const isPlainName = (name: string, limits: EventDataLimits): boolean =>
  name.length > 0 && !isForbiddenKey(name) && isPlainText(name, limits.nameLengthMax);

function isPlainValue(value: unknown, limits: EventDataLimits): boolean {
  if (typeof value === "number") return isPlainCount(value) || exactDecimal(value) !== undefined;
  if (typeof value === "string") return isPlainText(value, limits.textLengthMax);
  return typeof value === "boolean";
}

/** What nearly every number of an event is. */
const isPlainCount = (value: number): boolean => value > 0 && (value | 0) === value;

function nameFault(name: string, limits: EventDataLimits): Fault | undefined {
  const path = propertyPath(name);
  if (isForbiddenKey(name)) return forbiddenKey(path);
  if (name.length > 0) return textFault(name, "name", limits.nameLengthMax, "invalid-name", path);
  return {
    code: "invalid-name",
    path,
    message: "a property needs a name",
    suggestion: "name the property",
  };
}

function valueFault(value: unknown, name: string, limits: EventDataLimits): Fault | undefined {
  const path = propertyPath(name);
  switch (typeof value) {
    case "boolean":
      return undefined;
    case "number":
      return exactDecimal(value) === undefined ? numberFault(value, path) : undefined;
    case "string":
      return textFault(value, "free", limits.textLengthMax, "invalid-text", path);
    default:
      return wrongValue(value, name);
  }
}

function numberFault(value: number, path: string): Fault {
  if (!Number.isFinite(value)) {
    return {
      code: "not-a-number",
      path,
      message: "this number is beyond every range",
      suggestion: "send a finite number, or a decimal string",
    };
  }
  const [fault] = faultsOf(parseNumber(value, path));
  return {
    code: fault?.code ?? "imprecise-number",
    path,
    message: "a JSON number holds at most 15 significant digits exactly, and no -0",
    value: String(value),
    suggestion: 'send a string: "12345678901234567.5"',
  };
}

const wrongValue = (value: unknown, name: string): Fault => ({
  code: "wrong-type",
  path: propertyPath(name),
  message: `"${shown(name)}" is a text, a number or a boolean; event data is flat`,
  suggestion: value === null ? "leave the property out" : 'name nested values apart: "size_width"',
});

const tooManyProperties = (limits: EventDataLimits): Fault => ({
  code: "too-many-properties",
  path: "/data",
  message: `event data has at most ${limits.propertiesMax} properties`,
  suggestion: "send only what is metered, filtered or grouped by",
});
