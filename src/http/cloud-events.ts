import type { IncomingHttpHeaders } from "node:http";
import { isRecord } from "./record.ts";

/**
 * A CloudEvents 1.0 event as a usage event: `subject` is the customer, `source` and `id` its identity. Extension
 * attributes carry nothing that is metered and are passed over. What is malformed stays so, for the event check to name.
 */
export function fromCloudEvent(event: unknown): unknown {
  if (!isRecord(event)) return event;
  const { id, source, type, subject, time, data } = event;
  return withoutUndefined({ id, source, type, customer: subject, time, data });
}

/** Whether the headers carry the event's attributes (binary content mode). */
export const isBinaryCloudEvent = (headers: IncomingHttpHeaders): boolean =>
  headers["ce-specversion"] !== undefined;

/** A binary-mode CloudEvent: attributes from `ce-` headers, data from the body. */
export function fromBinaryCloudEvent(headers: IncomingHttpHeaders, data: unknown): unknown {
  const attribute = (name: string): string | undefined => {
    const value = headers[`ce-${name}`];
    return typeof value === "string" ? decodeAttribute(value) : undefined;
  };
  return fromCloudEvent({
    id: attribute("id"),
    source: attribute("source"),
    type: attribute("type"),
    subject: attribute("subject"),
    time: attribute("time"),
    data,
  });
}

/** Header values are percent-encoded by the HTTP binding; a value that is no valid encoding is taken as it is. */
function decodeAttribute(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const withoutUndefined = (record: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
