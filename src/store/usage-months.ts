import type pg from "pg";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";
import { leaveMonth, lockTimeoutMs } from "./month-dropping.ts";
import type { RollingUp, StoredMonth } from "./stored-month.ts";
import { type Tx, withTenant } from "./tenant.ts";

interface StoredRow {
  readonly events: number;
  readonly withdrawn: number;
  readonly newest: Instant | null;
}

/** An owner that may do everything sees all tenants' rows, so the tenant is named. */
const storedOfMonth = `
  select count(*) as events, count(withdrawn_at) as withdrawn, max(received_at) as newest
  from events where time >= $1 and time < $2 and tenant = current_setting('florin.tenant')`;

const readStored = ([row]: readonly StoredRow[]): StoredMonth => ({
  events: row?.events ?? 0,
  withdrawn: row?.withdrawn ?? 0,
  newest: row?.newest ?? 0,
});

/** What is stored of a month; see `EventUpkeep`. */
export const storedMonth = async (tx: Tx, from: Instant, to: Instant): Promise<StoredMonth> =>
  readStored(await tx.rows<StoredRow>(storedOfMonth, [formatInstant(from), formatInstant(to)]));

interface Partition {
  readonly name: string;
  readonly from: Instant;
  readonly to: Instant;
}

const monthTable = "^events_[0-9]{4}_[0-9]{2}$";

async function partitionsIn(owner: Pool, text: string): Promise<readonly Partition[]> {
  const { rows } = await owner.query<{ name: string }>(text);
  return rows.map(({ name }) => {
    const [year = 0, month = 0] = name.split("_").slice(1).map(Number);
    return { name, from: Date.UTC(year, month - 1), to: Date.UTC(year, month) };
  });
}

const attached = `
  select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'events'::regclass and c.relname ~ '${monthTable}'
  order by c.relname`;

/**
 * Drops the usage of whole months, of every tenant, and answers the months: `2025-01`. For usage that is billed for
 * good. One for which something is under way stays.
 *
 * @param owner connections as the owner of the tables; the application may not drop anything
 * @param before months that end by then go
 * @param waitMs for a lock, at most
 */
export async function dropUsageMonths(
  owner: Pool,
  before: Instant,
  rollUp: RollingUp,
  waitMs = lockTimeoutMs,
): Promise<readonly string[]> {
  const limit = formatInstant(before).slice(0, 7);
  const dropped: string[] = [];
  for (const { name, from, to } of await partitionsIn(owner, attached)) {
    const month = formatInstant(from).slice(0, 7);
    const rolledUp = month >= limit ? undefined : await rollUp(from, to);
    if (rolledUp === undefined) continue;
    const leaving = {
      from,
      rolledUp,
      hold: (client: pg.PoolClient) => holdPartition(client, name),
      stored: (client: pg.PoolClient) => storedFor(client, from, to),
      drop: async (client: pg.PoolClient) => {
        await client.query(`alter table events detach partition ${name}`);
        await client.query(`drop table ${name}`);
      },
    };
    if (await leaveMonth(owner, leaving, waitMs)) dropped.push(month);
  }
  return dropped;
}

/** Months are made and unmade one at a time. */
const oneAtATime = "select pg_advisory_xact_lock(hashtextextended('florin.ensure_event_month', 0))";

/** Those who append to the month end first or wait; readers, and those who append to others, go on. */
async function holdPartition(client: pg.PoolClient, name: string): Promise<boolean> {
  await client.query(oneAtATime);
  const { rows } = await client.query<{ name: string }>(attached);
  if (!rows.some((row) => row.name === name)) return false;
  await client.query(`lock table ${name} in share mode`);
  return true;
}

async function storedFor(client: pg.PoolClient, from: Instant, to: Instant): Promise<StoredMonth> {
  const edges = [formatInstant(from), formatInstant(to)];
  return readStored((await client.query<StoredRow>(storedOfMonth, edges)).rows);
}

const pending = `${attached.replace("where", "where i.inhdetachpending and")}`;
const standingAlone = `
  select c.relname as name from pg_class c
  where c.relkind = 'r' and c.relname ~ '${monthTable}'
    and c.relnamespace = (select relnamespace from pg_class where oid = 'events'::regclass)
    and not exists (select from pg_inherits i where i.inhrelid = c.oid)
  order by c.relname`;

/**
 * Mends what an interrupted dropping left, for a table that stands alone lets no event of its month in: it goes where its month is
 * said to be gone, and comes back as the month's partition where not.
 */
export async function mendUsageMonths(owner: Pool, tenants: readonly string[]): Promise<void> {
  for (const { name } of await partitionsIn(owner, pending))
    await owner.query(`alter table events detach partition ${name} finalize`);
  for (const { name, from, to } of await partitionsIn(owner, standingAlone)) {
    const edges = `from ('${formatInstant(from)}') to ('${formatInstant(to)}')`;
    await owner.query(
      (await isSaidToBeGone(owner, from, tenants))
        ? `drop table ${name}`
        : `alter table events attach partition ${name} for values ${edges}`,
    );
  }
}

async function isSaidToBeGone(
  owner: Pool,
  from: Instant,
  tenants: readonly string[],
): Promise<boolean> {
  const said = "select from dropped_months where from_at = $1 and dropped_at is not null";
  for (const tenant of tenants) {
    const ask = (tx: Tx) => tx.rows(said, [formatInstant(from)]);
    if ((await withTenant(owner, tenant, ask, { readOnly: true })).length > 0) return true;
  }
  return false;
}
