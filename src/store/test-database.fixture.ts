import { randomBytes } from "node:crypto";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { ClickHouse } from "./clickhouse/clickhouse.ts";
import { openPool, type Pool } from "./connection.ts";
import { isAlive } from "./embedded/postmaster.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import type { ReceiptClock } from "./receipt-clock.ts";
import { connect, type Store } from "./store.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database that every test's own is a copy of. */
    readonly databaseTemplate: string;
  }
}

/** An empty migrated database on the server that all tests share. */
export interface FreshDatabase {
  readonly name: string;
  readonly server: EmbeddedPostgres;
  /** Drops it, whoever is still connected, and leaves the server. */
  readonly drop: () => Promise<void>;
}

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
  readonly clock?: ReceiptClock;
  readonly connections?: number;
  /** Keeps events there. */
  readonly clickhouse?: ClickHouse;
}

/** One server for all test files of a user. */
const sharedFolder = join(tmpdir(), `florin-test-postgres-${userInfo().uid}`);

/** The shared server, for as long as nobody stops what is answered: its first start makes the cluster, and the last to leave ends it. */
const sharedServer = (): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ dataFolder: sharedFolder });

/** A name that tells whose database it is. */
const newName = (): string => `test_${process.pid}_${randomBytes(6).toString("hex")}`;

/**
 * Makes a migrated database, a copy of the run's template. What a database keeps when it is killed is tested on servers of
 * their own, so a commit does not wait for the disk here.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = await sharedServer();
  const name = newName();
  const template = inject("databaseTemplate");
  await asOwner(server, async (pool) => {
    await pool.query(
      `create database "${name}"${template === undefined ? "" : ` template "${template}"`}`,
    );
    await pool.query(`alter database "${name}" set synchronous_commit = off`);
  });
  const drop = async (): Promise<void> => {
    await asOwner(server, (pool) => pool.query(`drop database "${name}" with (force)`));
    await server.stop();
  };
  return { name, server, drop };
}

/** Makes the template of a run of tests, once before the first of them. */
export async function databaseTemplate(): Promise<FreshDatabase> {
  const server = await sharedServer();
  await asOwner(server, dropAbandoned);
  const name = newName();
  const store = await connect({ dataFolder: sharedFolder, database: name });
  await store.close();
  const drop = async (): Promise<void> => {
    await asOwner(server, (pool) => pool.query(`drop database "${name}" with (force)`));
    await server.stop();
  };
  return { name, server, drop };
}

/** Opens a store on a fresh database, with tenants `acme` and `zeta` unless others are asked for. */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { name: database, server, drop } = await freshDatabase();
  const { clock, connections, clickhouse } = options;
  const store = await connect({
    dataFolder: sharedFolder,
    database,
    ...(clock === undefined ? {} : { clock }),
    ...(connections === undefined ? {} : { connections }),
    ...(clickhouse === undefined ? {} : { clickhouse }),
  });
  const admin = openPool(server.ownerUrl(database), { max: 2, statementTimeoutMs: 0 });
  const tenants = options.tenants ?? ["acme", "zeta"];
  await admin.query(
    "insert into tenants (id, name, created_at) select id, id, '2026-01-01Z' from unnest($1::text[]) as id",
    [[...tenants]],
  );
  return {
    store,
    admin,
    drop: async () => {
      await admin.end();
      await store.close();
      await drop();
    },
  };
}

async function asOwner<T>(server: EmbeddedPostgres, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = openPool(server.ownerUrl("postgres"), { max: 1, statementTimeoutMs: 0 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

/** Drops databases of test runs that were killed. */
async function dropAbandoned(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ datname: string }>(
    "select datname from pg_database where datname ~ '^test_[0-9]+_'",
  );
  for (const { datname } of rows) {
    if (!isAlive(Number(datname.split("_")[1])))
      await pool.query(`drop database if exists "${datname}" with (force)`);
  }
}
