import type pg from "pg";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Pool } from "./connection.ts";
import { makeRestoredHold } from "./migrations/0056-restored-hold.ts";
import type { Tx } from "./tenant.ts";

/** That a database was restored and waits for a person. Instants are of real time. */
export interface RestoredHold {
  readonly since: Instant;
  readonly backupMadeAt: Instant;
}

/** The hold of a database; undefined where there is none. */
export async function restoredHold(pool: Pool): Promise<RestoredHold | undefined> {
  const { rows } = await pool.query<RestoredHold>(
    'select held_since as since, backup_made_at as "backupMadeAt" from restored_hold',
  );
  return rows[0];
}

/** Ends the hold, which is of the whole installation, whosever the transaction; answers false where there was none. */
export const endRestoredHold = async (tx: Tx): Promise<boolean> =>
  (await tx.run("delete from restored_hold")) === 1;

/** Puts a database on hold, in the transaction that restores it; whatever the age of its schema. */
export async function holdRestored(
  client: pg.ClientBase,
  { since, backupMadeAt }: { readonly since: Instant; readonly backupMadeAt: string },
): Promise<void> {
  await client.query(makeRestoredHold);
  await client.query("insert into restored_hold (held_since, backup_made_at) values ($1, $2)", [
    formatInstant(since),
    backupMadeAt,
  ]);
}
