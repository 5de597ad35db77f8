import type { EventChange, EventCorrectionBody, StoredEvent } from "../../api/events.ts";

/** A correction as a form has it: what the event is to say, as text. */
export interface CorrectionDraft {
  readonly customer: string;
  readonly time: string;
  readonly data: string;
  readonly reason: string;
}

/** A draft that says what the event says. */
export const draftOf = ({ customer, time, data }: StoredEvent): CorrectionDraft => ({
  customer,
  time,
  data: JSON.stringify(data, null, 2),
  reason: "",
});

/** The object that a text of JSON is; undefined where it is none. */
export function dataOf(text: string): StoredEvent["data"] | undefined {
  try {
    const read: unknown = JSON.parse(text);
    const isObject = typeof read === "object" && read !== null && !Array.isArray(read);
    return isObject ? (read as StoredEvent["data"]) : undefined;
  } catch {
    return undefined;
  }
}

/** What a draft says anew of an event; undefined where its data is no object. Of a void event everything is said again. */
export function changeOf(
  event: StoredEvent,
  { customer, time, data }: CorrectionDraft,
): EventChange | undefined {
  const read = dataOf(data);
  if (read === undefined) return undefined;
  const isVoid = event.status === "voided";
  const sameData = JSON.stringify(read) === JSON.stringify(event.data);
  return {
    ...(isVoid || customer.trim() !== event.customer ? { customer: customer.trim() } : {}),
    ...(time.trim() === event.time ? {} : { time: time.trim() }),
    ...(sameData ? {} : { data: read }),
  };
}

/** The correction that a draft comes to; undefined where it changes nothing, or its data cannot be read. */
export function correctionOf(
  event: StoredEvent,
  kind: "void" | "replace",
  draft: CorrectionDraft,
): EventCorrectionBody | undefined {
  const { source, id } = event;
  const why = draft.reason.trim() === "" ? {} : { reason: draft.reason.trim() };
  if (kind === "void") return { void: { source, id }, ...why };
  const change = changeOf(event, draft);
  if (change === undefined || Object.keys(change).length === 0) return undefined;
  return { replace: { source, id }, with: change, ...why };
}
