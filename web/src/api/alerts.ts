import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** That a customer came to a share of what it may use or committed to, once a window each. */
export type Alert = Florin.Item<"/v1/alerts">;

/** Who is meant to be told. */
export type AlertAudience = Alert["notify"][number];

/** What narrows the list of alerts. */
export interface AlertFilter {
  readonly customer?: string | undefined;
  readonly meter?: string | undefined;
  readonly audience?: AlertAudience | undefined;
}

/** Reads alerts page by page, newest first. */
export const alertsQuery = ({ customer, meter, audience }: AlertFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ["alerts", customer ?? "", meter ?? "", audience ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/alerts", {
        query: { customer, meter, audience, limit, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** At what a customer itself wants to be told. */
export type AlertRule = Florin.AlertRule;

/** Reads the alerts that a customer set for itself, in the order in which they were set. */
export const alertRulesQuery = (customer: string) =>
  queryOptions({
    queryKey: ["alert-rules", customer],
    queryFn: ({ signal }) =>
      api.get("/v1/customers/{id}/alert-rules", { path: { id: customer }, signal }),
  });
