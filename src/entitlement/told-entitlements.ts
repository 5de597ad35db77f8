import type { Aggregation } from "../model/meter.ts";
import type { Quota } from "../model/quota.ts";
import type { EntitlementSource } from "./entitlement-source.ts";

/** How a quota stands. Quantities are decimal texts in the meter's unit; null where there is no end of it. */
export interface QuotaView {
  /** Its id in the model; of the included units of a charge `charges/` and the charge's id. */
  readonly id: string;
  readonly meter: string;
  /** How its meter makes a quantity of events: of counts and sums what is used more is added. */
  readonly aggregation: Aggregation["kind"];
  readonly unit: string;
  readonly per: Quota["per"];
  readonly overage: "block" | "bill";
  readonly limit: string | null;
  /** The limit with what the window before left over. */
  readonly allowance: string | null;
  /** What may be used past it before it is blocked. */
  readonly grace: string;
  readonly used: string;
  /** What open reservations hold. */
  readonly reserved: string;
  readonly remaining: string | null;
  /** The window, RFC 3339, UTC, half-open. */
  readonly from: string;
  readonly to: string;
  /** When use counts from zero again; null for a rolling window. */
  readonly resetsAt: string | null;
  readonly sources: readonly EntitlementSource[];
}

/** What a customer has of a feature. */
export interface FeatureView {
  readonly id: string;
  readonly name: string;
  readonly kind: "flag" | "limit" | "level";
  /** True for a flag, decimal text or `unlimited` for a limit, the name of a level; null where it has none of it. */
  readonly value: true | string | null;
  readonly sources: readonly EntitlementSource[];
}

/** Everything that a customer may use. */
export interface CustomerEntitlements {
  readonly customer: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Whether anything it bought is in service. */
  readonly served: boolean;
  /** What is in service. */
  readonly servedBy: readonly EntitlementSource[];
  /** Since when access is suspended because invoices are not paid; null while it is not. */
  readonly suspendedSince: string | null;
  readonly features: readonly FeatureView[];
  readonly quotas: readonly QuotaView[];
}

/** A reservation as it stands. */
export interface ReservationView {
  readonly id: string;
  readonly customer: string;
  readonly meter: string;
  readonly quantity: string;
  readonly state: "open" | "finalized" | "released" | "lapsed";
  /** RFC 3339, UTC: from then on it holds nothing. */
  readonly expiresAt: string;
  /** What was used of it; null until it is finalized. */
  readonly used: string | null;
}
