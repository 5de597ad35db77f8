import type { Result } from "../../fault/fault.ts";
import type { Instant } from "../../time/instant.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import { createByCustomer } from "./by-customer.ts";
import type { HeldStandings } from "./check-use.ts";

/** How long an answer is given again: what other servers store is seen that much later. */
export const keptForMs = 1_000;

/** How long before that the next look begins, so that nobody waits for one about a customer of whom is asked all the time. */
const lookAheadMs = 150;

/** Of all tenants together. */
const keptMax = 10_000;

interface Kept {
  readonly found: HeldStandings;
  readonly until: number;
  /** On the server's clock: of which time it is. */
  readonly at: Instant;
  readonly endsAt: Instant;
}

/** A look into the database that who asks meanwhile waits for too. */
interface Reading {
  readonly asked: number;
  readonly at: Instant;
  readonly found: Promise<Result<HeldStandings>>;
}

/** How customers' quotas stand, at most a second old, so that asking costs no look into the database. */
export interface KeptStandings {
  readonly of: (tenant: string, customer: string) => Promise<Result<HeldStandings>>;
  /** Forgets the customers of a tenant that these are about; all of them where nothing is said. */
  readonly forget: (tenant: string, about?: Iterable<{ readonly customer: string }>) => void;
}

/** Keeps what `read` finds. Refusals are not kept, nor is what was forgotten while it was being read. */
export function createKeptStandings(
  read: (tenant: string, customer: string) => Promise<Result<HeldStandings>>,
  {
    clock,
    monotonicMs,
  }: { readonly clock: Pick<ServerClock, "now">; readonly monotonicMs: () => number },
): KeptStandings {
  const kept = createByCustomer<Kept>(keptMax);
  /** The last reading of each that is under way; none once it was forgotten. */
  const reading = createByCustomer<Reading>();
  const isOfNow = ({ asked, at }: Reading, now: Instant): boolean =>
    asked + keptForMs > monotonicMs() && at <= now && now < at + keptForMs;
  /** Looks into the database, and keeps what is found unless it was forgotten meanwhile. */
  const look = async (
    tenant: string,
    customer: string,
    now: Instant,
  ): Promise<Result<HeldStandings>> => {
    const own = { asked: monotonicMs(), at: now, found: read(tenant, customer) };
    reading.set(tenant, customer, own);
    const found = await own.found.catch((error: unknown) => {
      if (reading.get(tenant, customer) === own) reading.delete(tenant, customer);
      throw error;
    });
    if (reading.get(tenant, customer) !== own) return found;
    reading.delete(tenant, customer);
    if (!found.ok) return found;
    kept.set(tenant, customer, {
      found: found.value,
      until: own.asked + keptForMs,
      at: now,
      endsAt: endOf(found.value, now),
    });
    return found;
  };
  return {
    of: async (tenant, customer) => {
      const now = clock.now(tenant);
      const before = kept.get(tenant, customer);
      const left = before === undefined ? 0 : before.until - monotonicMs();
      if (before !== undefined && left > 0 && before.at <= now && now < before.endsAt) {
        // Where it fails, whoever asks once this has run out looks again, and hears why.
        if (left < lookAheadMs && reading.get(tenant, customer) === undefined)
          look(tenant, customer, now).catch(() => {});
        return { ok: true, value: before.found };
      }
      const shared = reading.get(tenant, customer);
      if (shared !== undefined && isOfNow(shared, now)) {
        const found = await shared.found;
        if (!found.ok || now < endOf(found.value, shared.at)) return found;
      }
      return look(tenant, customer, now);
    },
    forget: (tenant, about) => {
      kept.forget(tenant, about);
      reading.forget(tenant, about);
    },
  };
}

/** When the first window ends, or what holds changes by the calendar; the clock may be moved past it at once. */
const endOf = ({ entitlements, standings }: HeldStandings, now: Instant): Instant =>
  Math.min(
    now + keptForMs,
    entitlements.holdsUntil,
    ...standings.map(({ span }) => span.resetsAt ?? now + keptForMs),
  );
