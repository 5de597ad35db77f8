import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { ask, type PageOf, read } from "./request.ts";

/** What grants something: its id in the model, of a contract that of the signed one, of a default none. */
export interface EntitlementSource {
  readonly kind: "contract" | "trial" | "plan" | "addon" | "licence" | "default";
  readonly id: string;
}

/** The time that a quota counts use over; `rolling` is an ISO 8601 duration up to now. */
export type QuotaWindow =
  | "minute"
  | "hour"
  | "day"
  | "week"
  | "month"
  | "year"
  | "billing-period"
  | { readonly rolling: string };

/** How a quota stands; null where there is no end of it. */
export interface Quota {
  readonly id: string;
  readonly meter: string;
  readonly unit: string;
  readonly per: QuotaWindow;
  readonly overage: "block" | "bill";
  readonly limit: DecimalText | null;
  /** The limit with what the window before left over. */
  readonly allowance: DecimalText | null;
  /** What may be used past it before it is blocked. */
  readonly grace: DecimalText;
  readonly used: DecimalText;
  /** What open reservations hold. */
  readonly reserved: DecimalText;
  readonly remaining: DecimalText | null;
  /** The window, half-open. */
  readonly from: string;
  readonly to: string;
  /** Null for a rolling window. */
  readonly resetsAt: string | null;
  readonly sources: readonly EntitlementSource[];
}

/** What a customer has of a feature; a value of null is none of it. */
export interface Feature {
  readonly id: string;
  readonly name: string;
  readonly kind: "flag" | "limit" | "level";
  readonly value: true | string | null;
  readonly sources: readonly EntitlementSource[];
}

/** Everything that a customer may use. */
export interface Entitlements {
  readonly customer: string;
  readonly at: string;
  readonly served: boolean;
  readonly servedBy: readonly EntitlementSource[];
  readonly suspendedSince: string | null;
  readonly features: readonly Feature[];
  readonly quotas: readonly Quota[];
}

/** What is set apart of a meter until it is finalized, released or lapses. */
export interface Reservation {
  readonly id: string;
  readonly customer: string;
  readonly meter: string;
  readonly quantity: DecimalText;
  readonly expiresAt: string;
}

/** May the customer use so much of a meter, or has it a feature, and enough of it? */
export interface UseQuestion {
  readonly customer: string;
  readonly meter?: string;
  readonly feature?: string;
  readonly quantity?: DecimalText;
  readonly level?: string;
}

/** Why something may or may not be used. */
export type DecisionReason =
  | "within-quota"
  | "within-grace"
  | "billed-overage"
  | "no-quota"
  | "granted"
  | "quota-exceeded"
  | "not-granted"
  | "limit-reached"
  | "not-subscribed"
  | "suspended";

/** Whether it may, why, and what decided it. */
export interface UseDecision {
  readonly allowed: boolean;
  readonly reason: DecisionReason;
  readonly feature: Feature | null;
  readonly quota: Quota | null;
}

/** What a plan would have cost for the same use, without tax. */
export interface PlanCost {
  readonly plan: string;
  readonly name: string;
  readonly cost: DecimalText;
}

/** The cheapest plan for what a customer used in its last whole month. */
export interface PlanSuggestion {
  readonly customer: string;
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  readonly usage: readonly { readonly meter: string; readonly quantity: DecimalText }[];
  /** Null where it has none or several. */
  readonly current: string | null;
  /** The cheapest first. */
  readonly plans: readonly PlanCost[];
  readonly suggested: string | null;
  readonly saves: DecimalText | null;
}

const ofCustomer = (customer: string, what: string): string =>
  `/v1/customers/${encodeURIComponent(customer)}/${what}`;

/** Reads what a customer may use. */
export const entitlementsQuery = (customer: string) =>
  queryOptions({
    queryKey: ["entitlements", customer],
    queryFn: ({ signal }) => read<Entitlements>(ofCustomer(customer, "entitlements"), {}, signal),
  });

/** Reads a customer's open reservations, those that lapse first in front, 20 at a time. */
export const reservationsQuery = (customer: string) =>
  infiniteQueryOptions({
    queryKey: ["reservations", customer],
    queryFn: ({ pageParam, signal }) =>
      read<PageOf<Reservation>>(
        "/v1/entitlements/reservations",
        { customer, limit: 20, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Reads the cheapest plan for what a customer used. */
export const planSuggestionQuery = (customer: string) =>
  queryOptions({
    queryKey: ["plan-suggestion", customer],
    queryFn: ({ signal }) =>
      read<PlanSuggestion>(ofCustomer(customer, "plan-suggestion"), {}, signal),
  });

/** Asks whether something may be used. Nothing is changed by it, so the session may ask. Rejects with a `RequestFailure`. */
export const checkUse = (question: UseQuestion): Promise<UseDecision> =>
  ask("/v1/entitlements/check", question);
