import { randomUUID } from "node:crypto";
import { ok, type Result, refuse } from "../../fault/fault.ts";
import { parseUsageEvent } from "../../metering/usage-event.ts";
import { createEventMonths } from "../../store/event-months.ts";
import { lockQuotas } from "../../store/quota-usage.ts";
import { findReservation, type StoredReservation } from "../../store/reservations.ts";
import { type RetryPolicy, retrying, retryRepeatable } from "../../store/retry.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import type { ServerClock } from "../clock.ts";
import type { ModelLibrary } from "../model-library.ts";
import { onceOnly } from "../once.ts";
import { quotasNeedPostgres } from "../quotas-need-postgres.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import { checkUse, type HeldStandings } from "./check-use.ts";
import { finalizeUse, releaseUse } from "./close-reservation.ts";
import type { CustomerEntitlements, EntitlementDesk, TrackRequest } from "./entitlement-answers.ts";
import { featureView, quotaView } from "./entitlement-views.ts";
import { createHeldEntitlements, type Held } from "./held-entitlements.ts";
import { createKeptStandings } from "./kept-standings.ts";
import { quotaStandings } from "./quota-standings.ts";
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

/** Ids of events and reservations make every write safe to repeat where it is unknown whether it happened. */
const retryWrites: RetryPolicy = {
  ...retryRepeatable,
  kinds: [...retryRepeatable.kinds, "key-taken", "partition-missing"],
};

/** Decides over the store: what is written is decided by one transaction at a time for each customer. */
export function createEntitlementDesk(parts: EntitlementParts): EntitlementDesk {
  const { store, clock, library } = parts;
  const held = createHeldEntitlements(library);
  const months = createEventMonths(store.pool);
  const standings = (tenant: string, customer: string): Promise<Result<HeldStandings>> =>
    store.withTenant(tenant, (tx) => allStandings(tx, customer), { readOnly: true });
  const allStandings = async (tx: Tx, customer: string): Promise<Result<HeldStandings>> => {
    const now = clock.now();
    const found = await held(tx, customer, now);
    if (!found.ok) return found;
    const { quotas } = found.value.entitlements;
    return ok({ ...found.value, standings: await quotaStandings(tx, customer, quotas, now) });
  };
  const kept = createKeptStandings(standings, { clock, monotonicMs: parts.monotonicMs });

  /** Runs a write under the customer's lock, with the months of what it may store made before. */
  const write = async (
    tenant: string,
    once: IdempotentRequest | undefined,
    work: (tx: Tx) => Promise<Result<StoredAnswer>>,
  ): Promise<Result<StoredAnswer>> =>
    retrying(
      retryWrites,
      async () => {
        if (store.events.engine !== "postgres") return refuse(quotasNeedPostgres(""));
        await months.ensure([{ time: clock.now() }]);
        return store.withTenant(tenant, (tx) => onceOnly(tx, once, clock.now(), () => work(tx)));
      },
      (failure) => {
        if (failure === "partition-missing") months.forget();
      },
    );

  /** Work on a reservation, under the lock of its customer. */
  const onReservation = async (
    tx: Tx,
    id: string,
    work: (
      held: HeldStandings,
      found: StoredReservation,
      now: Instant,
    ) => Promise<Result<StoredAnswer>>,
  ): Promise<Result<StoredAnswer>> => {
    const named = await findReservation(tx, id);
    if (named === undefined) return noReservation(id);
    await lockQuotas(tx, named.customer);
    const [found, decided] = [
      await findReservation(tx, id),
      await allStandings(tx, named.customer),
    ];
    if (found === undefined) return noReservation(id);
    if (!decided.ok) return decided;
    kept.forget(tx.tenant, [named]);
    return work(decided.value, found, clock.now());
  };

  return {
    ofCustomer: async (tenant, customer) => {
      const found = await standings(tenant, customer);
      return found.ok ? ok(customerView(found.value, clock.now())) : found;
    },
    check: async (tenant, request) => {
      const found = await kept.of(tenant, request.customer);
      return found.ok ? checkUse(found.value, request) : found;
    },
    reserve: (tenant, request, once) =>
      write(tenant, once, async (tx) => {
        await lockQuotas(tx, request.customer);
        const found = await allStandings(tx, request.customer);
        kept.forget(tenant, [request]);
        if (!found.ok) return found;
        const id = request.id ?? randomUUID();
        return reserveUse(tx, found.value, { ...request, id }, clock.now());
      }),
    renew: (tenant, request, once) =>
      write(tenant, once, (tx) =>
        onReservation(tx, request.reservation, (decided, found, now) =>
          renewUse(tx, decided, found, request, now),
        ),
      ),
    finalize: (tenant, request, once) =>
      write(tenant, once, (tx) =>
        onReservation(tx, request.reservation, (decided, found, now) =>
          finalizeUse(tx, decided, found, request, now),
        ),
      ),
    release: (tenant, request, once) =>
      write(tenant, once, (tx) =>
        onReservation(tx, request.reservation, (_, found, now) => releaseUse(tx, found, now)),
      ),
    track: (tenant, request, once) =>
      write(tenant, once, async (tx) => {
        await lockQuotas(tx, request.customer);
        const now = clock.now();
        const found: Result<Held> = await held(tx, request.customer, now);
        kept.forget(tenant, [request]);
        if (!found.ok) return found;
        const event = trackedEvent(request, now);
        return event.ok ? trackUse(tx, found.value, event.value, now) : event;
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
