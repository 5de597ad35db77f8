import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, every } from "./request.ts";

/** How a dispute stands. */
export type DisputeStatus = Dispute["status"];

/** A payment that is or was disputed at its provider. */
export type Dispute = Florin.Item<"/v1/disputes">;

/** What narrows the list. */
export interface DisputeFilter {
  readonly status?: DisputeStatus | undefined;
  readonly customer?: string | undefined;
}

/** Reads disputes page by page, the latest first. */
export function disputesQuery({ status, customer }: DisputeFilter, limit = 50) {
  return infiniteQueryOptions({
    queryKey: ["disputes", status ?? "", customer ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/disputes", { query: { status, customer, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every dispute that a filter leaves. */
export const allDisputes = ({ status, customer }: DisputeFilter) =>
  every("/v1/disputes", { status, customer });
