import { ok, type Result, refuse } from "../fault/fault.ts";
import { DAY_MS, formatInstant, type Instant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";
import { type Tx, withTenant } from "./tenant.ts";

/** The shortest time that an event's identity is kept: a month's usage and a billing run must find it. */
export const keyRetentionDaysMin = 35;

/** Rows of one deletion; a transaction that is short holds up nobody. */
const chunkRows = 10_000;

/**
 * Deletes identities of events received more than `days` ago, and answers how many. After that an event sent again
 * counts as new, so keep them at least as long as the model accepts late usage. Refuses with `retention-too-short`.
 */
export async function pruneEventKeys(
  pool: Pool,
  tenant: string,
  days: number,
  now: Instant,
): Promise<Result<number>> {
  if (days < keyRetentionDaysMin) {
    return refuse({
      code: "retention-too-short",
      path: "/days",
      message: `identities of events are kept for at least ${keyRetentionDaysMin} days`,
      value: days,
      suggestion: `keep them for ${keyRetentionDaysMin} days or more`,
    });
  }
  const before = formatInstant(now - days * DAY_MS);
  const chunk = `delete from event_keys where ctid = any (array(
    select ctid from event_keys where received_at < $1 limit ${chunkRows}))`;
  return ok(await inChunks(pool, tenant, chunk, before));
}

/** When the last event was received whose identity is kept; 1970 where there is none. */
export const newestIdentity = (tx: Tx): Promise<Instant> =>
  newestOf(tx, "select max(received_at) as newest from event_keys");

/** When the last answer to an idempotent request was given that is kept; 1970 where there is none. */
export const newestAnswer = (tx: Tx): Promise<Instant> =>
  newestOf(tx, "select max(created_at) as newest from idempotency_keys");

/** When the last reservation was made that is kept; 1970 where there is none. */
export const newestReservation = (tx: Tx): Promise<Instant> =>
  newestOf(tx, "select max(created_at) as newest from reservations");

async function newestOf(tx: Tx, statement: string): Promise<Instant> {
  const [row] = await tx.rows<{ newest: Instant | null }>(statement);
  return row?.newest ?? 0;
}

/** Deletes answers to idempotent requests older than an instant, and answers how many. */
export function pruneAnswers(pool: Pool, tenant: string, before: Instant): Promise<number> {
  const chunk = `delete from idempotency_keys where ctid = any (array(
    select ctid from idempotency_keys where created_at < $1 limit ${chunkRows}))`;
  return inChunks(pool, tenant, chunk, formatInstant(before));
}

/** Deletes reservations that were finalized or released before an instant, or lapsed by then, and answers how many. */
export function pruneReservations(pool: Pool, tenant: string, before: Instant): Promise<number> {
  const chunk = `delete from reservations where ctid = any (array(
    select ctid from reservations where coalesce(closed_at, expires_at) < $1 limit ${chunkRows}))`;
  return inChunks(pool, tenant, chunk, formatInstant(before));
}

async function inChunks(
  pool: Pool,
  tenant: string,
  statement: string,
  before: string,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const count = await withTenant(pool, tenant, (tx) => tx.run(statement, [before]));
    deleted += count;
    if (count < chunkRows) return deleted;
  }
}

/** When the last event of a stretch of time was received; see `EventUpkeep`. */
export async function newestReceipt(
  tx: Tx,
  from: Instant,
  to: Instant,
  receivedUntil?: Instant,
): Promise<Instant> {
  const [row] = await tx.rows<{ newest: Instant | null }>(
    `select max(received_at) as newest from events
    where time >= $1 and time < $2 and ($3::timestamptz is null or received_at <= $3)`,
    [
      formatInstant(from),
      formatInstant(to),
      receivedUntil === undefined ? null : formatInstant(receivedUntil),
    ],
  );
  return row?.newest ?? 0;
}
