import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { requestFailure } from "./problem.ts";
import { api, apiWith } from "./request.ts";

/** What an event says, and whether it still does. */
export type StoredEvent = Florin.Item<"/v1/events">;

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
export type EventCharge = EventDetail["charges"][number];

/** One event with what became of it. */
export type EventDetail = Florin.EventDetail;

/** Reads events page by page, newest first. */
export function eventsQuery(filter: EventFilter) {
  const { customer, meter, type, id, from, to } = filter;
  return infiniteQueryOptions({
    queryKey: ["events", customer, meter, type, id, from, to],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/events", {
        query: { customer, meter, type, id, from, to, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads one event with what became of it. */
export function eventQuery(source: string, id: string) {
  return queryOptions({
    queryKey: ["event", source, id],
    queryFn: ({ signal }) => api.get("/v1/events/{source}/{id}", { path: { source, id }, signal }),
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
export type CorrectedCharge = NonNullable<CorrectionBatch["touches"]>[number];

type CorrectionBatch = Florin.CorrectionBatch;

/** Corrects an event. Rejects with a `RequestFailure`, also where the correction itself is refused. */
export const correctEvent = async (correction: EventCorrectionBody, key: string) =>
  unlessRefused(await apiWith(key).post("/v1/events/corrections", { body: correction }));

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
  const asked = { query: { dryRun: "true" }, body: correction } as const;
  const answer = await apiWith(key).post("/v1/events/corrections", asked);
  const { touches = [], items } = unlessRefused(answer);
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
