import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type ProblemField, requestFailure } from "./problem.ts";
import { address, type PageOf, post, read } from "./request.ts";

/** What an event says, and whether it still does. */
export interface StoredEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly customer: string;
  readonly time: string;
  readonly receivedAt: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
  readonly status: "standing" | "voided" | "replaced";
  readonly withdrawnAt?: string;
  readonly correction?: string;
}

/** What narrows the list of events; `from` and `to` are instants, half-open. */
export interface EventFilter {
  readonly customer?: string | undefined;
  readonly meter?: string | undefined;
  readonly type?: string | undefined;
  readonly id?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A charge that bills an event, and the invoice that has its line. */
export interface EventCharge {
  readonly subscription: string;
  readonly charge: string;
  readonly meter: string;
  readonly from: string;
  readonly to: string;
  readonly line: string;
  readonly invoice: { readonly id: string; readonly number: string } | null;
}

/** One event with what became of it. */
export interface EventDetail {
  readonly id: string;
  readonly source: string;
  readonly status: "standing" | "voided";
  readonly versions: readonly StoredEvent[];
  readonly corrections: readonly {
    readonly id: string;
    readonly kind: "void" | "replace";
    readonly reason?: string;
    readonly receivedAt: string;
  }[];
  readonly meters: readonly string[];
  readonly charges: readonly EventCharge[];
  readonly unbilled: string | null;
}

/** Reads events page by page, newest first. */
export function eventsQuery(filter: EventFilter) {
  const { customer, meter, type, id, from, to } = filter;
  return infiniteQueryOptions({
    queryKey: ["events", customer, meter, type, id, from, to],
    queryFn: ({ pageParam, signal }) =>
      read<PageOf<StoredEvent>>(
        "/v1/events",
        { customer, meter, type, id, from, to, limit: 50, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads one event with what became of it. */
export function eventQuery(source: string, id: string) {
  return queryOptions({
    queryKey: ["event", source, id],
    queryFn: ({ signal }) =>
      read<EventDetail>(
        `/v1/events/${encodeURIComponent(source)}/${encodeURIComponent(id)}`,
        {},
        signal,
      ),
  });
}

/** What a correction says of an event: that it counts no more, or says something else. */
export type EventCorrectionBody =
  | { readonly void: EventName; readonly reason?: string }
  | { readonly replace: EventName; readonly with: EventChange; readonly reason?: string };

interface EventName {
  readonly source: string;
  readonly id: string;
}

/** What a replacement says anew; what is absent stays. */
export interface EventChange {
  readonly type?: string;
  readonly customer?: string;
  readonly time?: string;
  readonly data?: StoredEvent["data"];
}

/** A charge that a corrected event leaves, or joins. */
export interface CorrectedCharge extends EventCharge {
  readonly customer: string;
  readonly effect: "leaves" | "joins";
}

interface CorrectionBatch {
  readonly items: readonly {
    readonly status: string;
    readonly hint?: ProblemField;
    readonly errors?: readonly ProblemField[];
  }[];
  readonly touches?: readonly CorrectedCharge[];
}

/** Corrects an event. Rejects with a `RequestFailure`, also where the correction itself is refused. */
export const correctEvent = async (correction: EventCorrectionBody, key: string) =>
  unlessRefused(await post<CorrectionBatch>("/v1/events/corrections", correction, key));

/** What a correction would change. */
export interface CorrectionPreview {
  readonly touches: readonly CorrectedCharge[];
  /** Whether it comes too late for any invoice. */
  readonly isLate: boolean;
}

/** What a correction would change. Nothing is stored. Rejects as {@link correctEvent} does. */
export const previewCorrection = async (
  correction: EventCorrectionBody,
  key: string,
): Promise<CorrectionPreview> => {
  const path = address("/v1/events/corrections", { dryRun: "true" });
  const { touches = [], items } = unlessRefused(await post<CorrectionBatch>(path, correction, key));
  return { touches, isLate: items.some(({ hint }) => hint !== undefined) };
};

function unlessRefused(batch: CorrectionBatch): CorrectionBatch {
  const [item] = batch.items;
  if (item?.status === "accepted" || item?.status === "duplicate") return batch;
  throw requestFailure({
    title: "The event cannot be corrected so",
    status: 422,
    errors: item?.errors ?? [],
  });
}
