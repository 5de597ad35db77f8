import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** A request that was answered, or several that were the same. The instant is of real time. */
export type LoggedRequest = Florin.LoggedRequestPage["items"][number];

/** How a request ended: it was done, it was refused, or it failed. */
export type RequestOutcome = "done" | "refused" | "failed";

/** What narrows the list of requests. */
export interface RequestFilter {
  readonly outcome?: RequestOutcome | undefined;
  readonly actor?: string | undefined;
  readonly q?: string | undefined;
}

/** Reads what was asked lately page by page, newest first. */
export const requestsQuery = ({ outcome, actor, q }: RequestFilter) =>
  infiniteQueryOptions({
    queryKey: ["requests", outcome ?? "", actor ?? "", q ?? ""],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/requests", {
        query: { outcome, actor, q, limit: 50, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
