import { expectOk } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import type { ClickHouse } from "./clickhouse/clickhouse.ts";
import { type KeptEvents, openClickHouseEvents } from "./clickhouse/open-clickhouse-events.ts";
import { openClient, openPool, type Pool, withSessionSettings } from "./connection.ts";
import { parseDatabaseUrl, unreachableDatabase } from "./database-url.ts";
import {
  defaultDataFolder,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "./embedded-postgres.ts";
import { settleEventEngine } from "./event-engine.ts";
import type { EventStore } from "./event-store.ts";
import { createIngestWriter, type IngestWriter } from "./ingest-writer.ts";
import { migrate } from "./migrate.ts";
import { createPostgresEventStore } from "./postgres-event-store.ts";
import type { ReceiptClock } from "./receipt-clock.ts";
import { appRole, assertAppRole, ensureAppRole } from "./roles.ts";
import { type Tx, type TxOptions, withTenant } from "./tenant.ts";

/** Which database to use, and how. */
export interface StoreOptions {
  /** Any PostgreSQL 15 or newer, by the URL of the role that owns the tables; an embedded server where absent. */
  readonly databaseUrl?: string | undefined;
  /** Where the embedded server keeps its data. */
  readonly dataFolder?: string | undefined;
  /** The embedded server's database. */
  readonly database?: string;
  /** Keeps usage events in ClickHouse; in the database where absent. The store closes it. */
  readonly clickhouse?: ClickHouse | undefined;
  /** When events are received. */
  readonly clock?: ReceiptClock;
  /** Connections to hold at most. */
  readonly connections?: number;
}

/** An open database with its schema up to date. */
export interface Store {
  /** Connections as the application's role: they see no tenant's row outside of {@link withTenant}. */
  readonly pool: Pool;
  readonly events: EventStore;
  /** Appends events of many callers in shared batches. */
  readonly ingest: IngestWriter;
  /** Runs work in a transaction on behalf of a tenant. */
  readonly withTenant: <T>(
    tenant: string,
    work: (tx: Tx) => Promise<T>,
    options?: TxOptions,
  ) => Promise<T>;
  /** The embedded server; absent with a server of one's own. */
  readonly embedded?: EmbeddedPostgres;
  /** Connections as the owner of the tables, for maintenance; the caller ends the pool. */
  readonly openOwnerPool: () => Pool;
  /** Writes what is queued, closes the connections and leaves the embedded server. */
  readonly close: () => Promise<void>;
}

const defaultDatabase = "florin";
const defaultConnections = 10;
const statementTimeoutMs = 60_000;

/**
 * Opens the store: the server of `databaseUrl`, else an embedded one. Makes the application's role, runs the migrations
 * as the owner, and from then on speaks as the application's role only. Throws when any of it fails, with a message that
 * names DATABASE_URL where that cannot be reached, or when the role would not be bound by row-level security.
 */
export async function connect(options: StoreOptions = {}): Promise<Store> {
  if (options.databaseUrl !== undefined) {
    await reach(options.databaseUrl);
    const ownerUrl = withSessionSettings(options.databaseUrl);
    const appUrl = withSessionSettings(options.databaseUrl, `-c role=${appRole}`);
    return open({ ownerUrl, appUrl }, options);
  }
  const embedded = await startEmbeddedPostgres({
    dataFolder: options.dataFolder ?? defaultDataFolder,
  });
  try {
    const database = options.database ?? defaultDatabase;
    await ensureDatabase(embedded, database);
    const ownerUrl = withSessionSettings(embedded.ownerUrl(database));
    const appUrl = withSessionSettings(embedded.appUrl(database));
    return await open({ ownerUrl, appUrl, embedded }, options);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/** Opens one connection to a server that is not ours, so that a failure says which it was that failed. */
async function reach(databaseUrl: string): Promise<void> {
  const url = expectOk(parseDatabaseUrl(databaseUrl));
  const client = openClient(databaseUrl);
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw unreachableDatabase(url, error);
  } finally {
    await client.end().catch(() => {});
  }
}

interface Place {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly embedded?: EmbeddedPostgres;
}

async function open({ ownerUrl, appUrl, embedded }: Place, options: StoreOptions): Promise<Store> {
  const { clickhouse } = options;
  const openOwnerPool = (): Pool => openPool(ownerUrl, { max: 2, statementTimeoutMs: 0 });
  const owner = openOwnerPool();
  try {
    await ensureAppRole(owner, embedded?.appPassword);
    await migrate(owner);
  } finally {
    await owner.end();
  }
  const max = options.connections ?? defaultConnections;
  const pool = openPool(appUrl, { max, statementTimeoutMs });
  const openMovers = (): Pool => openPool(appUrl, { max: 2, statementTimeoutMs });
  const clock = neverBackwards(options.clock ?? { now: Date.now, isOwn: () => false });
  let kept: KeptEvents;
  try {
    await assertAppRole(pool);
    await settleEventEngine(pool, clickhouse === undefined ? "postgres" : "clickhouse");
    kept =
      clickhouse === undefined
        ? { events: createPostgresEventStore(pool, clock), close: async () => {} }
        : await openClickHouseEvents({ pool, openMovers, clickhouse, clock });
  } catch (error) {
    await pool.end();
    throw error;
  }
  const { events } = kept;
  const ingest = createIngestWriter(events.append);
  return {
    pool,
    events,
    ingest,
    withTenant: (tenant, work, txOptions) => withTenant(pool, tenant, work, txOptions),
    ...(embedded === undefined ? {} : { embedded }),
    openOwnerPool,
    close: async () => {
      await ingest.close();
      await kept.close();
      await pool.end();
      await embedded?.stop();
    },
  };
}

const duplicateDatabase = "42P04";
const uniqueViolation = "23505";

async function ensureDatabase(server: EmbeddedPostgres, database: string): Promise<void> {
  const pool = openPool(server.ownerUrl("postgres"), { max: 1, statementTimeoutMs: 0 });
  try {
    const found = await pool.query("select from pg_database where datname = $1", [database]);
    if (found.rowCount === 0) {
      await pool.query(`create database "${database.replaceAll('"', '""')}"`);
    }
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== duplicateDatabase && code !== uniqueViolation) throw error;
  } finally {
    await pool.end();
  }
}

/** A clock that stands still where the one behind it is set back: what was received later never looks earlier. */
function neverBackwards({ now, isOwn }: ReceiptClock): ReceiptClock {
  let shared = 0;
  const own = new Map<string, Instant>();
  return {
    isOwn,
    now: (tenant) => {
      if (!isOwn(tenant)) {
        shared = Math.max(shared, now(tenant));
        return shared;
      }
      const latest = Math.max(own.get(tenant) ?? 0, now(tenant));
      own.set(tenant, latest);
      return latest;
    },
  };
}
