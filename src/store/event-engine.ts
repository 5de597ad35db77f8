import { assert } from "../fault/fault.ts";
import type { Pool } from "./connection.ts";
import { withTenant } from "./tenant.ts";
import { listTenants } from "./tenants.ts";

/** Where the usage events of an installation are kept. */
export type EventEngine = "postgres" | "clickhouse";

/**
 * Settles where events are kept: the first server chooses, and as long as there are no events the next may choose anew. Throws where
 * there are events elsewhere, for a server that does not see them would bill without them.
 */
export async function settleEventEngine(pool: Pool, wanted: EventEngine): Promise<void> {
  await pool.query("insert into event_engine (engine) values ('postgres') on conflict do nothing");
  const { rows } = await pool.query<{ engine: EventEngine }>("select engine from event_engine");
  if (rows[0]?.engine === wanted) return;
  for (const { id } of await listTenants(pool)) {
    const events = await withTenant(pool, id, (tx) => tx.run("select from event_keys limit 1"), {
      readOnly: true,
    });
    if (events > 0)
      throw Object.assign(new Error(eventsElsewhere[wanted]), { code: "events-elsewhere" });
  }
  await pool.query("update event_engine set engine = $1", [wanted]);
}

/** The name of the installation that the database belongs to: a ClickHouse keeps the events of one. */
export async function installationName(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ installation: string }>(
    "select installation from event_engine",
  );
  const [row] = rows;
  assert(row !== undefined, "where events are kept is settled first");
  return row.installation;
}

const eventsElsewhere: Readonly<Record<EventEngine, string>> = {
  postgres:
    "the usage events of this database are kept in ClickHouse: set CLICKHOUSE_URL to the server that has them",
  clickhouse:
    "the usage events of this database are kept in PostgreSQL, and are not moved: unset CLICKHOUSE_URL, or begin with another database",
};
