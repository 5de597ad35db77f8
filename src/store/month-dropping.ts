import type pg from "pg";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";
import { monthDropped } from "./dropped-months.ts";
import { failureKind, retrying, retryRolledBack } from "./retry.ts";
import type { RolledUp, StoredMonth } from "./stored-month.ts";

/** A month that may go, in the transaction in which it goes. */
export interface MonthLeaving {
  readonly from: Instant;
  readonly rolledUp: RolledUp;
  /** Keeps out what would come in for the month until the end of the transaction; false where there is no such month any more. */
  readonly hold: (client: pg.PoolClient) => Promise<boolean>;
  /** What is stored now of the tenant that the transaction is set to. */
  readonly stored: (client: pg.PoolClient, tenant: string) => Promise<StoredMonth>;
  readonly drop: (client: pg.PoolClient) => Promise<void>;
}

/** Whoever reads or appends waits behind a lock that is waited for, so that is not done for long. */
export const lockTimeoutMs = 1_000;

/**
 * Drops a month in one transaction with the word that it is gone, and answers whether it did. One of which anything else is stored
 * than was rolled up stays, and so does one whose lock is not to be had in time.
 */
export async function leaveMonth(
  owner: Pool,
  month: MonthLeaving,
  waitMs = lockTimeoutMs,
): Promise<boolean> {
  try {
    return await retrying(retryRolledBack, () => inOneTransaction(owner, month, waitMs));
  } catch (error) {
    if (failureKind(error) === "rolled-back") return false;
    throw error;
  }
}

async function inOneTransaction(
  owner: Pool,
  month: MonthLeaving,
  waitMs: number,
): Promise<boolean> {
  const client = await owner.connect();
  let ended = false;
  try {
    await client.query("begin");
    await client.query("select set_config('lock_timeout', $1, true)", [`${waitMs}ms`]);
    const goes = (await month.hold(client)) && (await isAsRolledUp(client, month));
    if (goes) await month.drop(client);
    await client.query(goes ? "commit" : "rollback");
    ended = true;
    return goes;
  } finally {
    // A connection whose transaction is not known to have ended is thrown away, and its locks with it.
    client.release(!ended);
  }
}

async function isAsRolledUp(
  client: pg.PoolClient,
  { from, rolledUp, stored }: MonthLeaving,
): Promise<boolean> {
  for (const [tenant, before] of rolledUp) {
    await setTenant(client, tenant);
    const { events, withdrawn, newest } = await stored(client, tenant);
    if (events !== before.events || withdrawn !== before.withdrawn || newest !== before.newest)
      return false;
    await client.query(monthDropped, [formatInstant(from)]);
  }
  return true;
}

/** Until the end of the transaction; row-level security binds owners, too. */
export async function setTenant(client: pg.PoolClient, tenant: string): Promise<void> {
  await client.query("select set_config('florin.tenant', $1, true)", [tenant]);
}
