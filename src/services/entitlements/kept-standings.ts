import type { Result } from "../../fault/fault.ts";
import type { Instant } from "../../time/instant.ts";
import type { ServerClock } from "../clock.ts";
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

/** How customers' quotas stand, at most a second old, so that asking costs no look into the database. */
export interface KeptStandings {
  readonly of: (tenant: string, customer: string) => Promise<Result<HeldStandings>>;
  /** Forgets the customers of a tenant that these are about; all of them where nothing is said. */
  readonly forget: (tenant: string, about?: Iterable<{ readonly customer: string }>) => void;
}

/** Keeps what `read` finds. Refusals are not kept. */
export function createKeptStandings(
  read: (tenant: string, customer: string) => Promise<Result<HeldStandings>>,
  { clock, monotonicMs }: { readonly clock: ServerClock; readonly monotonicMs: () => number },
): KeptStandings {
  const kept = new Map<string, Map<string, Kept>>();
  const ofTenant = (tenant: string): Map<string, Kept> => {
    const known = kept.get(tenant);
    if (known !== undefined) return known;
    const made = new Map<string, Kept>();
    kept.set(tenant, made);
    return made;
  };
  return {
    of: async (tenant, customer) => {
      const customers = ofTenant(tenant);
      const now = clock.now();
      const before = customers.get(customer);
      if (
        before !== undefined &&
        before.until > monotonicMs() &&
        before.at <= now &&
        now < before.endsAt
      )
        return { ok: true, value: before.found };
      const asked = monotonicMs();
      const found = await read(tenant, customer);
      if (!found.ok) return found;
      if (customers.size >= keptMax) customers.clear();
      customers.set(customer, {
        found: found.value,
        until: asked + keptForMs,
        at: now,
        endsAt: endOf(found.value, now),
      });
      return found;
    },
    forget: (tenant, about) => {
      const known = kept.get(tenant);
      if (known === undefined || known.size === 0) return;
      if (about === undefined) known.clear();
      else for (const { customer } of about) known.delete(customer);
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
