import type { Pool } from "./connection.ts";
import { migrations } from "./migrate.ts";

/** What the database says of itself. */
export interface DatabaseState {
  /** Its clock, in milliseconds. */
  readonly nowMs: number;
  /** Migrations that this version knows and the database has not had. */
  readonly missing: readonly string[];
}

/** Looks how the database is. Rejects where it does not answer. */
export async function databaseState(pool: Pool): Promise<DatabaseState> {
  const { rows } = await pool.query<{ now: number; run: readonly string[] }>(
    `select (extract(epoch from clock_timestamp()) * 1000)::bigint as now,
      array(select name::text from kysely_migration) as run`,
  );
  const [row] = rows;
  const run = new Set(row?.run);
  return {
    nowMs: row?.now ?? 0,
    missing: Object.keys(migrations).filter((name) => !run.has(name)),
  };
}
