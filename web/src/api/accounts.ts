import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, every } from "./request.ts";

/** What the moments in the life of an account belong to. */
export const timelineGroups = [
  "customer",
  "subscription",
  "document",
  "payment",
  "credit",
  "dunning",
] as const;

/** One of them. */
export type TimelineGroup = (typeof timelineGroups)[number];

/** One thing that happened to an account, or will. `on` is a civil date, `at` an instant. */
export type TimelineMoment = Timeline["toCome"][number];

/** A page of what happened, the latest first, and what is to come, the next first. */
export type Timeline = Florin.Timeline;

/** What is done about an invoice that is not paid. */
export type DunningAction = DunningStep["action"];

/** A step of dunning and its time. */
export type DunningStep = DunnedAccount["stage"];

/** What is owed on an invoice. */
export type OpenItem = CustomerReceivables["items"][number];

/** A payment and what became of it. */
export type AccountPayment = CustomerReceivables["payments"][number];

/** A step of dunning that was taken. */
export type DunningNotice = CustomerReceivables["notices"][number];

/** What a customer owes and has paid. */
export type CustomerReceivables = Florin.CustomerReceivables;

/** A step of the policy, and who stands on it. */
export type DunningStage = Dunning["stages"][number];

/** An account that is being dunned. */
export type DunnedAccount = Dunning["items"][number];

/** Everybody who is being dunned, by step. */
export type Dunning = Florin.Dunning;

/** Reads what happened to an account page by page; what is to come is on each. */
export function timelineQuery(customer: string, group: TimelineGroup | undefined, limit = 20) {
  return infiniteQueryOptions({
    queryKey: ["timeline", customer, group ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/customers/{id}/timeline", {
        path: { id: customer },
        query: { group, limit, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads what a customer owes and has paid. */
export const receivablesQuery = (customer: string) =>
  queryOptions({
    queryKey: ["receivables", customer],
    queryFn: ({ signal }) =>
      api.get("/v1/customers/{id}/receivables", { path: { id: customer }, signal }),
  });

/** Reads the documents that an account will issue next by itself, as drafts. */
export const upcomingQuery = (customer: string) =>
  queryOptions({
    queryKey: ["upcoming", customer],
    queryFn: ({ signal }) =>
      api.get("/v1/customers/{id}/upcoming", { path: { id: customer }, signal }),
  });

/** What narrows the list of those who are being dunned. */
export interface DunningFilter {
  /** The days of the step that they stand on. */
  readonly afterDueDays?: number | undefined;
}

/** Reads who is being dunned page by page; each page has the figures of all. */
export const dunningQuery = ({ afterDueDays }: DunningFilter, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ["dunning", afterDueDays ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/dunning", { query: { afterDueDays, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** Reads everybody who is being dunned and is left by a filter. */
export const everyDunned = ({ afterDueDays }: DunningFilter) =>
  every("/v1/dunning", { afterDueDays });
