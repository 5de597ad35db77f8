import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** That a customer came to a share of what it may use or committed to, once a window each. */
export type Alert = Florin.Item<"/v1/alerts">;

/** What narrows the list of alerts. */
export interface AlertFilter {
  readonly customer?: string | undefined;
}

/** Reads alerts page by page, newest first. */
export const alertsQuery = ({ customer }: AlertFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ["alerts", customer ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/alerts", { query: { customer, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
