import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** What grants something: its id in the model, of a contract that of the signed one, of a default none. */
export type EntitlementSource = Quota["sources"][number];

/** The time that a quota counts use over; `rolling` is an ISO 8601 duration up to now. */
export type QuotaWindow = Quota["per"];

/** How a quota stands; null where there is no end of it. */
export type Quota = Entitlements["quotas"][number];

/** What a customer has of a feature; a value of null is none of it. */
export type Feature = Entitlements["features"][number];

/** Everything that a customer may use. */
export type Entitlements = Florin.CustomerEntitlements;

/** What is set apart of a meter until it is finalized, released or lapses. */
export type Reservation = Florin.Item<"/v1/entitlements/reservations">;

/** May the customer use so much of a meter, or has it a feature, and enough of it? */
export type UseQuestion = Florin.CheckRequest;

/** Why something may or may not be used. */
export type DecisionReason = UseDecision["reason"];

/** Whether it may, why, and what decided it. */
export type UseDecision = Florin.UseDecision;

/** What a plan would have cost for the same use, without tax. */
export type PlanCost = PlanSuggestion["plans"][number];

/** The cheapest plan for what a customer used in its last whole month. */
export type PlanSuggestion = Florin.PlanSuggestion;

/** Reads what a customer may use. */
export const entitlementsQuery = (customer: string) =>
  queryOptions({
    queryKey: ["entitlements", customer],
    queryFn: ({ signal }) =>
      api.get("/v1/customers/{id}/entitlements", { path: { id: customer }, signal }),
  });

/** Reads a customer's open reservations, those that lapse first in front, 20 at a time. */
export const reservationsQuery = (customer: string) =>
  infiniteQueryOptions({
    queryKey: ["reservations", customer],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/entitlements/reservations", {
        query: { customer, limit: 20, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Reads the cheapest plan for what a customer used. */
export const planSuggestionQuery = (customer: string) =>
  queryOptions({
    queryKey: ["plan-suggestion", customer],
    queryFn: ({ signal }) =>
      api.get("/v1/customers/{id}/plan-suggestion", { path: { id: customer }, signal }),
  });

/** Asks whether something may be used. Nothing is changed by it, so the session may ask. Rejects with a `RequestFailure`. */
export const checkUse = (question: UseQuestion): Promise<UseDecision> =>
  api.post("/v1/entitlements/check", { body: question });
