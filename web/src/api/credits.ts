import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, every } from "./request.ts";

/** Why credits were given. */
export type CreditKind = CreditGrant["kind"];

/** Credits that were given at one time on one set of terms. */
export type CreditGrant = CustomerCredits["grants"][number];

/** A customer's credits. */
export type CustomerCredits = Florin.CustomerCredits;

/** A customer who has credits. */
export type CreditHolder = CreditHoldings["items"][number];

/** What all customers have in credits. */
export type CreditHoldings = Florin.CreditHoldings;

/** Reads a customer's credits. */
export const customerCreditsQuery = (customer: string) =>
  queryOptions({
    queryKey: ["credits", customer],
    queryFn: ({ signal }) =>
      api.get("/v1/customers/{id}/credits", { path: { id: customer }, signal }),
  });

/** Reads what all customers have in credits, and page by page who has some; expiries count so many days ahead. */
export const creditHoldingsQuery = (days: number, limit = 50) =>
  infiniteQueryOptions({
    queryKey: ["credits", "", days, limit],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/credits", { query: { days, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** Reads everybody who has credits. */
export const everyHolder = (days: number) => every("/v1/credits", { days });
