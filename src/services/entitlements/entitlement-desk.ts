import { randomUUID } from "node:crypto";
import type { CustomerEntitlements } from "../../entitlement/told-entitlements.ts";
import { ok, type Result, refuse } from "../../fault/fault.ts";
import { parseUsageEvent } from "../../metering/usage-event.ts";
import { lockQuotas, type ReadsUse, type WritesUse } from "../../store/quota-usage.ts";
import { findReservation, type StoredReservation } from "../../store/reservations.ts";
import type { Store } from "../../store/store.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import type { ModelLibrary } from "../model-library.ts";
import { onceOnly } from "../once.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import type { HeldStandings } from "./check-use.ts";
import { finalizeUse, releaseUse } from "./close-reservation.ts";
import type { EntitlementDesk, TrackRequest } from "./entitlement-answers.ts";
import { featureView, quotaView } from "./entitlement-views.ts";
import { createHeldEntitlements, type Held } from "./held-entitlements.ts";
import { createKeptStandings } from "./kept-standings.ts";
import { listReservations } from "./list-reservations.ts";
import { quotaStandings } from "./quota-standings.ts";
import { rememberedChecks } from "./remembered-checks.ts";
import { renewUse } from "./renew-reservation.ts";
import { reserveUse } from "./reserve-use.ts";
import { trackUse } from "./track-use.ts";

/** What the desk stands on. */
export interface EntitlementParts {
  readonly store: Store;
  readonly clock: ServerClock;
  readonly library: ModelLibrary;
  /** Only measures how old a kept answer is. */
  readonly monotonicMs: () => number;
}

/** A transaction that decides over use, one at a time for each customer that it locks. */
interface LockingWrites extends WritesUse {
  /** Waits for the customer's turn, and answers what time it is then. */
  readonly lock: (customer: string) => Promise<Instant>;
}

/** Decides over the store: what is written is decided by one transaction at a time for each customer. */
export function createEntitlementDesk(parts: EntitlementParts): EntitlementDesk {
  const { store, clock, library } = parts;
  const held = createHeldEntitlements(library);
  const standings = (tenant: string, customer: string): Promise<Result<HeldStandings>> =>
    store.withTenant(
      tenant,
      (tx) => allStandings({ tx, events: store.events.within(tx) }, customer),
      { readOnly: true },
    );
  const allStandings = async (
    reads: ReadsUse,
    customer: string,
    now = clock.now(reads.tx.tenant),
  ): Promise<Result<HeldStandings>> => {
    const found = await held(reads.tx, customer, now);
    if (!found.ok) return found;
    const { quotas } = found.value.entitlements;
    return ok({ ...found.value, standings: await quotaStandings(reads, customer, quotas, now) });
  };
  const decide = rememberedChecks();
  const kept = createKeptStandings(standings, { clock, monotonicMs: parts.monotonicMs });

  /**
   * Ids of events and reservations make every write safe to repeat where it is unknown whether it happened. What was kept of the customers
   * is forgotten when it has happened: before, somebody could keep it once more.
   */
  const write = async (
    tenant: string,
    once: IdempotentRequest | undefined,
    work: (writes: LockingWrites) => Promise<Result<StoredAnswer>>,
  ): Promise<Result<StoredAnswer>> => {
    const locked: { readonly customer: string }[] = [];
    try {
      return await store.events.transact(tenant, [{ time: clock.now(tenant) }], (tx, events) => {
        const lock = async (customer: string): Promise<Instant> => {
          locked.push({ customer });
          await lockQuotas(tx, customer);
          return clock.now(tenant);
        };
        return onceOnly(tx, once, clock.now(tenant), () => work({ tx, events, lock }));
      });
    } finally {
      kept.forget(tenant, locked);
    }
  };

  /** Work on a reservation, under the lock of its customer. */
  const onReservation = async (
    writes: LockingWrites,
    id: string,
    work: (
      held: HeldStandings,
      found: StoredReservation,
      now: Instant,
    ) => Promise<Result<StoredAnswer>>,
  ): Promise<Result<StoredAnswer>> => {
    const { tx, lock } = writes;
    const named = await findReservation(tx, id);
    if (named === undefined) return noReservation(id);
    const now = await lock(named.customer);
    const found = await findReservation(tx, id);
    const decided = await allStandings(writes, named.customer, now);
    if (found === undefined) return noReservation(id);
    return decided.ok ? work(decided.value, found, now) : decided;
  };

  return {
    ofCustomer: async (tenant, customer) => {
      const found = await standings(tenant, customer);
      return found.ok ? ok(customerView(found.value, clock.now(tenant))) : found;
    },
    check: async (tenant, request) => {
      const found = await kept.of(tenant, request.customer);
      return found.ok ? decide(found.value, request) : found;
    },
    reservations: (tenant, query) =>
      store.withTenant(tenant, (tx) => listReservations(tx, query, clock.now(tenant)), {
        readOnly: true,
      }),
    reserve: (tenant, request, once) =>
      write(tenant, once, async (writes) => {
        const now = await writes.lock(request.customer);
        const found = await allStandings(writes, request.customer, now);
        if (!found.ok) return found;
        const id = request.id ?? randomUUID();
        return reserveUse(writes.tx, found.value, { ...request, id }, now);
      }),
    renew: (tenant, request, once) =>
      write(tenant, once, (writes) =>
        onReservation(writes, request.reservation, (decided, found, now) =>
          renewUse(writes.tx, decided, found, request, now),
        ),
      ),
    finalize: (tenant, request, once) =>
      write(tenant, once, (writes) =>
        onReservation(writes, request.reservation, (decided, found, now) =>
          finalizeUse(writes, decided, found, request, now),
        ),
      ),
    release: (tenant, request, once) =>
      write(tenant, once, (writes) =>
        onReservation(writes, request.reservation, (_, found, now) =>
          releaseUse(writes.tx, found, now),
        ),
      ),
    track: (tenant, request, once) =>
      write(tenant, once, async (writes) => {
        const now = await writes.lock(request.customer);
        const found: Result<Held> = await held(writes.tx, request.customer, now);
        if (!found.ok) return found;
        const event = trackedEvent(request, now);
        return event.ok ? trackUse(writes, found.value, event.value, now) : event;
      }),
    forget: kept.forget,
  };
}

const trackedEvent = (request: TrackRequest, now: Instant) =>
  parseUsageEvent({ ...request, time: formatInstant(now) });

const noReservation = (id: string): Result<never> =>
  refuse({
    code: "not-found",
    path: "/reservation",
    message: "there is no such reservation",
    value: id,
  });

const customerView = (
  { entitlements, standings }: HeldStandings,
  now: Instant,
): CustomerEntitlements => {
  const { customer, served, servedBy, suspendedSince, features } = entitlements;
  return {
    customer,
    at: formatInstant(now),
    served,
    servedBy,
    suspendedSince: suspendedSince === null ? null : formatInstant(suspendedSince),
    features: features.map(featureView),
    quotas: standings.map(quotaView),
  };
};
