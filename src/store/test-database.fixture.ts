import { randomBytes } from "node:crypto";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { Instant } from "../time/instant.ts";
import { openPool, type Pool } from "./connection.ts";
import { isAlive } from "./embedded/postmaster.ts";
import { connect, type Store } from "./store.ts";

/** A store on a database of its own, with the tenants asked for. */
export interface TestDatabase {
  readonly store: Store;
  /** Superuser connections to the same database: they see what row-level security hides. */
  readonly admin: Pool;
  /** Closes the store and drops the database. */
  readonly drop: () => Promise<void>;
}

/** Settings of {@link testDatabase}. */
export interface TestDatabaseOptions {
  readonly tenants?: readonly string[];
  readonly clock?: () => Instant;
  readonly connections?: number;
}

/** One server for all test files of a user: its first start makes the cluster, and the last to leave ends it. */
const sharedFolder = join(tmpdir(), `florin-test-postgres-${userInfo().uid}`);

/** Opens a fresh database on the shared embedded server, migrated, with tenants `acme` and `zeta` unless others are asked for. */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const database = `test_${process.pid}_${randomBytes(6).toString("hex")}`;
  const { clock, connections } = options;
  const store = await connect({
    dataFolder: sharedFolder,
    database,
    ...(clock === undefined ? {} : { clock }),
    ...(connections === undefined ? {} : { connections }),
  });
  const { embedded } = store;
  if (embedded === undefined) throw new Error("a test database is embedded");
  await dropAbandoned(embedded.ownerUrl("postgres"));
  const admin = openPool(embedded.ownerUrl(database), { max: 2, statementTimeoutMs: 0 });
  for (const tenant of options.tenants ?? ["acme", "zeta"]) {
    await admin.query("insert into tenants (id, name, created_at) values ($1, $1, '2026-01-01Z')", [
      tenant,
    ]);
  }
  return {
    store,
    admin,
    drop: async () => {
      await admin.end();
      const server = openPool(embedded.ownerUrl("postgres"), { max: 1, statementTimeoutMs: 0 });
      await store.ingest.close();
      await store.pool.end();
      await server.query(`drop database "${database}" with (force)`);
      await server.end();
      await embedded.stop();
    },
  };
}

/** Drops databases of test runs that were killed. */
async function dropAbandoned(url: string): Promise<void> {
  const server = openPool(url, { max: 1, statementTimeoutMs: 0 });
  const { rows } = await server.query<{ datname: string }>(
    "select datname from pg_database where datname ~ '^test_[0-9]+_'",
  );
  for (const { datname } of rows) {
    if (!isAlive(Number(datname.split("_")[1]))) {
      await server.query(`drop database if exists "${datname}" with (force)`);
    }
  }
  await server.end();
}
