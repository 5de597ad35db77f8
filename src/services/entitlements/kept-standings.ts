import type { Result } from "../../fault/fault.ts";
import type { Instant } from "../../time/instant.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import type { HeldStandings } from "./check-use.ts";

/** How long an answer is given again: what other servers store is seen that much later. */
export const keptForMs = 1_000;

const keptMax = 10_000;

interface Kept {
  readonly found: HeldStandings;
  readonly until: number;
  /** On the server's clock: of which time it is. */
  readonly at: Instant;
  readonly endsAt: Instant;
}

/** What is kept of a tenant, by customer. */
interface TenantStandings {
  readonly kept: Map<string, Kept>;
  /** The last reading that is under way; none once it was forgotten. */
  readonly reading: Map<string, Reading>;
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
  const tenants = new Map<string, TenantStandings>();
  const ofTenant = (tenant: string): TenantStandings => {
    const known = tenants.get(tenant);
    if (known !== undefined) return known;
    const made: TenantStandings = { kept: new Map(), reading: new Map() };
    tenants.set(tenant, made);
    return made;
  };
  const isOfNow = ({ asked, at }: Reading, now: Instant): boolean =>
    asked + keptForMs > monotonicMs() && at <= now && now < at + keptForMs;
  return {
    of: async (tenant, customer) => {
      const { kept, reading } = ofTenant(tenant);
      const now = clock.now(tenant);
      const before = kept.get(customer);
      if (
        before !== undefined &&
        before.until > monotonicMs() &&
        before.at <= now &&
        now < before.endsAt
      )
        return { ok: true, value: before.found };
      const shared = reading.get(customer);
      if (shared !== undefined && isOfNow(shared, now)) {
        const found = await shared.found;
        if (!found.ok || now < endOf(found.value, shared.at)) return found;
      }
      const own = { asked: monotonicMs(), at: now, found: read(tenant, customer) };
      reading.set(customer, own);
      const found = await own.found.catch((error: unknown) => {
        if (reading.get(customer) === own) reading.delete(customer);
        throw error;
      });
      if (reading.get(customer) !== own) return found;
      reading.delete(customer);
      if (!found.ok) return found;
      if (kept.size >= keptMax) kept.clear();
      kept.set(customer, {
        found: found.value,
        until: own.asked + keptForMs,
        at: now,
        endsAt: endOf(found.value, now),
      });
      return found;
    },
    forget: (tenant, about) => {
      const known = tenants.get(tenant);
      if (known === undefined) return;
      for (const all of [known.kept, known.reading])
        if (about === undefined) all.clear();
        else if (all.size > 0) for (const { customer } of about) all.delete(customer);
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
