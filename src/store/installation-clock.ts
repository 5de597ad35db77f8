import { formatInstant, type Instant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";
import { withTenant } from "./tenant.ts";
import { listTenants } from "./tenants.ts";

/** The clock that an installation's books are kept on, shared by every process on its database. */
export interface InstallationClock {
  readonly mode: "real" | "manual";
  /** The latest instant that the books may have reached; it never goes back. */
  readonly latest: Instant;
}

/** The stored clock; undefined on a database that no server has run on since clocks are kept. */
export async function findInstallationClock(pool: Pool): Promise<InstallationClock | undefined> {
  const found = await pool.query<InstallationClock>("select mode, latest from installation_clock");
  return found.rows[0];
}

/** Stores the first clock of an installation and answers the one that stands: another process may have been first. */
export async function addInstallationClock(
  pool: Pool,
  clock: InstallationClock,
): Promise<InstallationClock> {
  await pool.query(
    "insert into installation_clock (mode, latest) values ($1, $2) on conflict do nothing",
    [clock.mode, formatInstant(clock.latest)],
  );
  return (await findInstallationClock(pool)) ?? clock;
}

/** Moves the stored instant forward, never back, and answers where it stands then. */
export async function moveInstallationClock(pool: Pool, to: Instant): Promise<Instant> {
  await pool.query("update installation_clock set latest = $1 where latest < $1", [
    formatInstant(to),
  ]);
  return (await findInstallationClock(pool))?.latest ?? to;
}

const latestRecord = `
  select max(latest) as latest from (
    select max(published_at) as latest from models
    union all select max(created_at) from customers
    union all select max(recorded_at) from account_facts
    union all select max(issued_at) from invoices
  ) as records`;

/**
 * The latest instant that stands in any tenant's books; undefined where they are empty. Reads whole tables: for a database
 * of before clocks were kept.
 */
export async function booksWrittenUntil(pool: Pool): Promise<Instant | undefined> {
  let latest: Instant | undefined;
  for (const { id } of await listTenants(pool)) {
    const [row] = await withTenant(
      pool,
      id,
      (tx) => tx.rows<{ latest: Instant | null }>(latestRecord),
      { readOnly: true },
    );
    const own = row?.latest ?? undefined;
    if (own !== undefined && (latest === undefined || own > latest)) latest = own;
  }
  return latest;
}
