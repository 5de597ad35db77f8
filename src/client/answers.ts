import type {
  CustomerEntitlements,
  FeatureView,
  QuotaView,
  ReservationView,
} from "../entitlement/told-entitlements.ts";
import type { Fault } from "../fault/fault.ts";

/** A quota of a customer as the server tells it. */
export type Quota = QuotaView;

/** A feature of a customer. */
export type Feature = FeatureView;

/** Everything that a customer may use. */
export type Entitlements = CustomerEntitlements;

/** A quantity that is set apart. */
export type Reservation = ReservationView;

/** Whether a customer may use something; the reasons are those of docs/api.md. */
export interface Decision {
  readonly customer: string;
  readonly allowed: boolean;
  readonly reason: string;
  readonly feature: Feature | null;
  readonly quota: Quota | null;
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
