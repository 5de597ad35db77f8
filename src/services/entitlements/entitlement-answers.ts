import type { DecisionReason } from "../../entitlement/decide.ts";
import type {
  CustomerEntitlements,
  FeatureView,
  QuotaView,
  ReservationView,
} from "../../entitlement/told-entitlements.ts";
import type { Result } from "../../fault/fault.ts";
import type { Quantity } from "../../money/quantity.ts";
import type { Page, PageRequest } from "../reports.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";

/** Asks whether a customer may use so much of a meter, or has a feature. */
export interface CheckRequest {
  readonly customer: string;
  readonly meter?: string;
  readonly feature?: string;
  /** Of the meter, 1 where absent; of a feature that is a limit: how many there would be. */
  readonly quantity?: Quantity;
  /** Of a feature with levels: at least this one. */
  readonly level?: string;
}

/** Whether a customer may use something, and why. */
export interface UseDecision {
  readonly customer: string;
  readonly allowed: boolean;
  readonly reason: DecisionReason;
  /** What a feature's value is; null where a meter was asked for. */
  readonly feature: FeatureView | null;
  /** The quota that decides; null where none looks at it. */
  readonly quota: QuotaView | null;
}

/** Sets so much of a meter apart. */
export interface ReserveRequest {
  readonly customer: string;
  readonly meter: string;
  readonly quantity: Quantity;
  /** The caller's own name for it; one is made up where absent. */
  readonly id?: string;
  /** How long it holds, ISO 8601. Default `PT15M`, at most `P1D`. */
  readonly holdsFor?: string;
}

/** The decision on a reservation, and the reservation where there is one. */
export interface ReserveAnswer extends UseDecision {
  readonly reservation: ReservationView | null;
}

/** Lets a reservation hold anew. */
export interface RenewRequest {
  readonly reservation: string;
  /** What it is to hold from now on. Default: what it holds. */
  readonly quantity?: Quantity;
  /** How long, from now, ISO 8601. Default `PT15M`, at most `P1D`. */
  readonly holdsFor?: string;
}

/** Says what was used of a reservation. */
export interface FinalizeRequest {
  readonly reservation: string;
  /** Default: all of it. */
  readonly quantity?: Quantity;
  /** Further properties of the usage event: dimensions, and what the meter's filter asks for. */
  readonly data?: Readonly<Record<string, string | number | boolean>>;
  /** It has happened, so it is stored whatever the quotas say, as an event that is sent. Default: false. */
  readonly happened?: boolean;
}

/** Gives a reservation back unused. */
export interface ReleaseRequest {
  readonly reservation: string;
}

/** A usage event that is stored only where it is allowed; it happens when it comes in. */
export interface TrackRequest {
  readonly id: string;
  readonly source?: string;
  readonly type: string;
  readonly customer: string;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

/** What became of a tracked event. */
export interface TrackAnswer extends UseDecision {
  readonly status: "accepted" | "duplicate" | "conflict" | "refused";
}

/** Open reservations of a customer, or of all. */
export interface ReservationQuery extends PageRequest {
  readonly customer?: string;
}

/** Decides what customers may use. Every write takes an `Idempotency-Key`. */
export interface EntitlementDesk {
  /** Refuses `unknown-customer`, `no-model`, as all the others do. */
  readonly ofCustomer: (tenant: string, customer: string) => Promise<Result<CustomerEntitlements>>;
  /** Whether something may be used: an answer at most a second old. Refuses `unknown-meter`, `unknown-feature`. */
  readonly check: (tenant: string, request: CheckRequest) => Promise<Result<UseDecision>>;
  /** Open reservations, those that lapse first in front. */
  readonly reservations: (
    tenant: string,
    query: ReservationQuery,
  ) => Promise<Page<ReservationView>>;
  /** Answers with a {@link ReserveAnswer}. Refuses `meter-not-reservable`, `already-exists`. */
  readonly reserve: Written<ReserveRequest>;
  /** Answers with a {@link ReserveAnswer}. Refuses `not-found`, `reservation-closed`. */
  readonly renew: Written<RenewRequest>;
  /** Answers with a {@link ReserveAnswer}. Refuses `not-found`, `reservation-closed`, `event-not-counted`. */
  readonly finalize: Written<FinalizeRequest>;
  /** Answers with a {@link ReserveAnswer}. Refuses `not-found`, `reservation-closed`. */
  readonly release: Written<ReleaseRequest>;
  /** Answers with a {@link TrackAnswer}. Refuses what is no event. */
  readonly track: Written<TrackRequest>;
  /** Forgets kept answers: those about the customers of events, or all of a tenant. */
  readonly forget: (tenant: string, about?: Iterable<{ readonly customer: string }>) => void;
}

type Written<R> = (
  tenant: string,
  request: R,
  once?: IdempotentRequest,
) => Promise<Result<StoredAnswer>>;
