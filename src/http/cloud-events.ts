import type { IncomingHttpHeaders } from "node:http";
import { type Fault, ok, type Result } from "../fault/fault.ts";
import { isRecord } from "./record.ts";

/** Whether a media type says that what it carries are CloudEvents, in structured mode. */
export const isCloudEventType = (type: string): boolean =>
  type.startsWith("application/cloudevents");

/** Whether an item gives itself out as a CloudEvent, in whatever body it comes. */
export const isCloudEvent = (item: unknown): item is Readonly<Record<string, unknown>> =>
  isRecord(item) && item.specversion !== undefined;

/** What CloudEvents 1.0 requires beside its version, and Florin of the subject; the rest is for the event check to say. */
const required = {
  id: "a text",
  source: "a URI",
  type: "a text",
  subject: "the customer",
} as const;

/**
 * A CloudEvent 1.0 as a usage event: `subject` is the customer, `source` and `id` its identity. Extension attributes carry
 * nothing that is metered and are passed over. What is malformed stays so, for the event check to name.
 *
 * Refuses, with paths in the CloudEvent: another version or none, a required attribute that is missing, and binary data.
 */
export function fromCloudEvent(event: unknown): Result<unknown> {
  if (!isRecord(event)) return ok(event);
  const faults = [...versionFaults(event.specversion), ...missingFaults(event)];
  if (event.data_base64 !== undefined) faults.push(binaryData);
  if (faults.length > 0) return { ok: false, faults };
  const { id, source, type, subject, time, data } = event;
  return ok({
    id,
    source,
    type,
    customer: subject,
    ...(time === undefined ? {} : { time }),
    ...(data === undefined ? {} : { data }),
  });
}

function versionFaults(version: unknown): readonly Fault[] {
  if (version === "1.0") return [];
  const path = "/specversion";
  const suggestion = 'send the text "1.0"';
  if (version === undefined)
    return [
      { code: "missing-field", path, message: 'a CloudEvent needs "specversion"', suggestion },
    ];
  return [
    { code: "not-a-choice", path, message: "CloudEvents of version 1.0 are taken", suggestion },
  ];
}

const missingFaults = (event: Readonly<Record<string, unknown>>): Fault[] =>
  Object.entries(required).flatMap(([name, wanted]) =>
    event[name] === undefined
      ? [
          {
            code: "missing-field",
            path: `/${name}`,
            message: `a CloudEvent here needs "${name}"`,
            suggestion: `send ${wanted}`,
          },
        ]
      : [],
  );

const binaryData: Fault = {
  code: "unknown-field",
  path: "/data_base64",
  message: "binary data cannot be metered",
  suggestion: 'send a JSON object under "data"',
};

/** The attributes whose header tells a CloudEvent in binary mode from any other body. */
const telling = ["ce-specversion", "ce-id", "ce-source", "ce-type"] as const;

/** Whether the headers carry an event's attributes (binary content mode). */
export const isBinaryCloudEvent = (headers: IncomingHttpHeaders): boolean =>
  telling.some((name) => headers[name] !== undefined);

/** A binary-mode CloudEvent in the form of a structured one: attributes from `ce-` headers, data from the body. */
export function fromBinaryCloudEvent(
  headers: IncomingHttpHeaders,
  data: unknown,
): Readonly<Record<string, unknown>> {
  const attributes = ["specversion", "id", "source", "type", "subject", "time"].flatMap((name) => {
    const value = headers[`ce-${name}`];
    return typeof value === "string" ? [[name, decodeAttribute(value)] as const] : [];
  });
  return { ...Object.fromEntries(attributes), data };
}

/** Header values are percent-encoded by the HTTP binding; a value that is no valid encoding is taken as it is. */
function decodeAttribute(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
