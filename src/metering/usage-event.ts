import { type Fault, ok, pathTo, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import { checkEventData, type EventData, type EventDataLimits } from "./event-data.ts";
import { forbiddenKey, isForbiddenKey, shown } from "./event-key.ts";
import { isPlainText, textFault } from "./event-text.ts";

/** One thing a customer did, as it is kept. (source, id) is its identity: the same pair is the same event. */
export interface UsageEvent {
  readonly id: string;
  /** Who saw it: a gateway, a platform, the API. */
  readonly source: string;
  /** What happened; meters pick their events by it. */
  readonly type: string;
  readonly customer: string;
  /** When it happened, by the sender's clock. */
  readonly time: Instant;
  /** When it was accepted, by ours; never read from the sender. */
  readonly receivedAt?: Instant;
  readonly data: EventData;
}

/** How large an event may be. */
export interface UsageEventLimits extends EventDataLimits {
  /** Characters of `id`, `source`, `type` and `customer`. */
  readonly idLengthMax: number;
  /** Further fields that the surrounding record may carry beside the event's; they are passed over. */
  readonly otherFields?: readonly string[];
}

/** The limits of every entrance that states no others. */
export const usageEventLimits: UsageEventLimits = {
  idLengthMax: 255,
  propertiesMax: 64,
  nameLengthMax: 255,
  textLengthMax: 1024,
};

const fields = ["id", "source", "type", "customer", "time", "data"] as const;

/** The source of an event that names none. */
export const defaultSource = "api";
const noData: EventData = Object.freeze({});
const noFaults: readonly Fault[] = [];

/**
 * Reads one usage event from parsed JSON, strictly; every fault of the event at once, with paths relative to it.
 *
 * The event takes over the record under `data`, which must not change afterwards. Codes: `wrong-type`,
 * `missing-field`, `unknown-field`, `forbidden-key`, `invalid-id`, `invalid-time`, `invalid-name`, `invalid-text`,
 * `too-many-properties`, `not-a-number`, `imprecise-number`, `too-many-digits`, `card-data-refused`.
 */
export function parseUsageEvent(
  json: unknown,
  limits: UsageEventLimits = usageEventLimits,
): Result<UsageEvent> {
  if (!isRecord(json)) return refuse(notAnEvent(json));
  let faults = noFaults;
  for (const key in json) {
    if (!isField(key)) faults = withFault(faults, otherFieldFault(key, limits));
  }
  const { id, source = defaultSource, type, customer, data = noData } = json;
  const lengthMax = limits.idLengthMax;
  if (!isPlainName(id, lengthMax)) faults = withFault(faults, nameFault(id, "id", lengthMax));
  if (!isPlainName(source, lengthMax)) {
    faults = withFault(faults, nameFault(source, "source", lengthMax));
  }
  if (!isPlainName(type, lengthMax)) faults = withFault(faults, nameFault(type, "type", lengthMax));
  if (!isPlainName(customer, lengthMax)) {
    faults = withFault(faults, nameFault(customer, "customer", lengthMax));
  }
  const time = readTime(json.time);
  if (!time.ok) faults = [...faults, ...time.faults];
  if (isRecord(data)) {
    const found = checkEventData(data, limits);
    if (found !== undefined) faults = [...faults, ...found];
  } else {
    faults = withFault(faults, wrongType("data", "a flat record of properties", data));
  }
  if (faults.length > 0 || !time.ok) return { ok: false, faults };
  // Each of these was found to be what the type says by the checks above.
  return ok({ id, source, type, customer, time: time.value, data } as UsageEvent);
}

/** Whether JSON is an object. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const withFault = (faults: readonly Fault[], fault: Fault | undefined): readonly Fault[] =>
  fault === undefined ? faults : [...faults, fault];

function isField(key: string): boolean {
  switch (key) {
    case "id":
    case "source":
    case "type":
    case "customer":
    case "time":
    case "data":
      return true;
    default:
      return false;
  }
}

const isPlainName = (value: unknown, lengthMax: number): boolean =>
  typeof value === "string" && value.length > 0 && isPlainText(value, lengthMax);

/** What is wrong with an id, a source, a type or a customer, named `field`; nothing for a good one. */
export function nameFault(value: unknown, field: string, lengthMax: number): Fault | undefined {
  if (typeof value !== "string") return wrongType(field, "a text", value);
  if (value.length > 0) return textFault(value, "name", lengthMax, "invalid-id", `/${field}`);
  return {
    code: "invalid-id",
    path: `/${field}`,
    message: `"${field}" is empty`,
    suggestion: `send 1 to ${lengthMax} visible characters`,
  };
}

function readTime(value: unknown): Result<Instant> {
  if (typeof value === "string") return parseInstant(value, "/time");
  return refuse(wrongType("time", "an RFC 3339 text such as 2026-01-31T09:30:00Z", value));
}

function wrongType(field: string, wanted: string, value: unknown): Fault {
  if (value === undefined) {
    return {
      code: "missing-field",
      path: `/${field}`,
      message: `an event needs "${field}"`,
      suggestion: `send ${wanted}`,
    };
  }
  const quoted = typeof value === "number" ? `: "${value}"` : "";
  return {
    code: "wrong-type",
    path: `/${field}`,
    message: `"${field}" is ${wanted}, not ${kindOf(value)}`,
    suggestion: `send ${wanted}${quoted}`,
  };
}

const kindOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`;

const notAnEvent = (json: unknown): Fault => ({
  code: "wrong-type",
  path: "",
  message: `a usage event is an object, not ${kindOf(json)}`,
  suggestion: 'send {"id", "type", "customer", "time", "data"}',
});

function otherFieldFault(key: string, limits: UsageEventLimits): Fault | undefined {
  if (limits.otherFields?.includes(key)) return undefined;
  if (isForbiddenKey(key)) return forbiddenKey(pathTo("", shown(key)));
  const meant = nearest(key, fields);
  return {
    code: "unknown-field",
    path: pathTo("", shown(key)),
    message: `an event has no field "${shown(key)}"`,
    suggestion: meant === undefined ? `put properties under "data"` : `did you mean "${meant}"?`,
  };
}
