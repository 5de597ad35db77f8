import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Pool } from "../store/connection.ts";
import { findEnvironment, moveSandboxClock, sandboxClocks } from "../store/environments.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { InstallationTime } from "./clock.ts";

/** Each tenant's idea of now. Nothing else in the server reads the time that its books are kept on. */
export interface ServerClock {
  /** What a sandbox's own clock shows; of every other tenant the installation's time. */
  readonly now: (tenant: string) => Instant;
  /** The installation's time, which all share that have none of their own. */
  readonly shared: () => Instant;
  readonly mode: (tenant: string) => InstallationTime["mode"];
  /** Whether a tenant has a clock of its own. */
  readonly isOwn: (tenant: string) => boolean;
  /** Moves a tenant's clock forward, or the installation's manual one. Refuses `clock-not-manual` and `clock-backwards`. */
  readonly advanceTo: (tenant: string, instant: Instant) => Promise<Result<Instant>>;
  /** Agrees with the other processes of the installation: every manual clock follows the one that was moved furthest. */
  readonly agree: () => Promise<void>;
  /** Learns whether a tenant has a clock of its own; to be asked before the first `now` of one that may be new. */
  readonly learn: (tenant: string) => Promise<void>;
}

/** Clocks of tenants that all share the installation's time: where there is no sandbox, as in a command or a test. */
export const sharedClock = (time: InstallationTime): ServerClock => ({
  now: time.now,
  shared: time.now,
  mode: () => time.mode,
  isOwn: () => false,
  advanceTo: (_tenant, instant) => time.advanceTo(instant),
  agree: time.agree,
  learn: async () => {},
});

/** The clocks of a database: the installation's time, and what stands in the row of each sandbox. */
export function openTenantClocks(pool: Pool, time: InstallationTime): ServerClock {
  const own = new Map<string, Instant>();
  const known = new Set<string>();
  const note = (tenant: string, at: Instant): Instant => {
    const latest = Math.max(own.get(tenant) ?? at, at);
    own.set(tenant, latest);
    known.add(tenant);
    return latest;
  };
  return {
    now: (tenant) => own.get(tenant) ?? time.now(),
    shared: time.now,
    mode: (tenant) => (own.has(tenant) ? "manual" : time.mode),
    isOwn: (tenant) => own.has(tenant),
    advanceTo: async (tenant, instant) => {
      if (!own.has(tenant)) return time.advanceTo(instant);
      // Stored before anything is billed at it, so that no start after a crash can be earlier than the books.
      const now = note(tenant, (await moveSandboxClock(pool, tenant, instant)) ?? instant);
      return instant < now ? refuse(backwards(now, instant)) : ok(now);
    },
    agree: async () => {
      await time.agree();
      for (const [tenant, at] of await sandboxClocks(pool)) note(tenant, at);
    },
    learn: async (tenant) => {
      if (known.has(tenant)) return;
      const found = await findEnvironment(pool, tenant);
      if (found === undefined) return;
      if (found.clockAt !== null) note(tenant, found.clockAt);
      known.add(tenant);
    },
  };
}

const backwards = (now: Instant, instant: Instant) => ({
  code: "clock-backwards",
  path: "/now",
  message: `the clock shows ${formatInstant(now)} and does not run backwards`,
  value: formatInstant(instant),
});
