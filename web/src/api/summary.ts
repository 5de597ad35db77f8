import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** The state of the whole account book at the server's `now`, without events. Times are RFC 3339 UTC. */
export type Summary = Omit<Florin.Summary, "events">;

/** Reads the summary. */
export const summaryQuery = queryOptions({
  queryKey: ["summary"],
  queryFn: ({ signal }): Promise<Summary> =>
    api.get("/v1/summary", { query: { events: "false" }, signal }),
});

/** How many events came, and how many of them no invoice line can claim. */
export type EventCounts = NonNullable<Florin.Summary["events"]>;

/** Counts events, which takes longer than the rest of the summary: nothing waits for it but what shows it. */
export const eventCountsQuery = queryOptions({
  queryKey: ["event-counts"],
  queryFn: async ({ signal }) => (await api.get("/v1/summary", { signal })).events,
});
