import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { type PageOf, read } from "./request.ts";

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
