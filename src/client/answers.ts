import type { EntitlementSource } from "../entitlement/entitlement-source.ts";
import type { Fault } from "../fault/fault.ts";
import type { Aggregation } from "../model/meter.ts";
import type { Quota as QuotaTerms } from "../model/quota.ts";

/** A quota of a customer as the server tells it. Quantities are decimal texts; null where there is no end of it. */
export interface Quota {
  readonly id: string;
  readonly meter: string;
  /** How its meter makes a quantity of events. */
  readonly aggregation: Aggregation["kind"];
  readonly unit: string;
  readonly per: QuotaTerms["per"];
  readonly overage: "block" | "bill";
  readonly limit: string | null;
  readonly allowance: string | null;
  readonly grace: string;
  readonly used: string;
  readonly reserved: string;
  readonly remaining: string | null;
  /** RFC 3339, UTC. */
  readonly from: string;
  readonly to: string;
  readonly resetsAt: string | null;
  readonly sources: readonly EntitlementSource[];
}

/** A feature of a customer: true, a limit, a level; null where it has none of it. */
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
  /** What is in service: plans, add-ons, contracts and licences. */
  readonly servedBy: readonly EntitlementSource[];
  readonly suspendedSince: string | null;
  readonly features: readonly Feature[];
  readonly quotas: readonly Quota[];
}

/** Whether a customer may use something; the reasons are those of docs/api.md. */
export interface Decision {
  readonly customer: string;
  readonly allowed: boolean;
  readonly reason: string;
  readonly feature: Feature | null;
  readonly quota: Quota | null;
}

/** A quantity that is set apart. */
export interface Reservation {
  readonly id: string;
  readonly customer: string;
  readonly meter: string;
  readonly quantity: string;
  readonly state: "open" | "finalized" | "released" | "lapsed";
  readonly expiresAt: string;
  readonly used: string | null;
}

/** A decision, and the reservation where there is one. */
export interface ReserveAnswer extends Decision {
  readonly reservation: Reservation | null;
}

/** A decision, and what became of the event. */
export interface TrackAnswer extends Decision {
  readonly status: "accepted" | "duplicate" | "conflict" | "refused";
}

/** Whom a customer's key stands for. */
export interface KeyHolder {
  readonly known: boolean;
  readonly customer: string | null;
  readonly id: string | null;
  readonly name: string | null;
  readonly expiresAt: string | null;
}

/** What became of one event of a batch. */
export interface EventAnswer {
  readonly id?: string;
  readonly status: "accepted" | "duplicate" | "conflict" | "rejected";
  readonly errors?: readonly Fault[];
}
