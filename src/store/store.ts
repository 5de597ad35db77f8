import type { Instant } from "../time/instant.ts";
import type { ClickHouse } from "./clickhouse/clickhouse.ts";
import { type KeptEvents, openClickHouseEvents } from "./clickhouse/open-clickhouse-events.ts";
import { followCommits } from "./committed-changes.ts";
import { openPool, type Pool } from "./connection.ts";
import { type DatabaseChoice, type DatabasePlace, openPlace } from "./database-place.ts";
import type { EmbeddedPostgres } from "./embedded-postgres.ts";
import { settleEventEngine } from "./event-engine.ts";
import type { EventStore } from "./event-store.ts";
import { createIngestWriter, type IngestWriter } from "./ingest-writer.ts";
import { type NotedChanges, noteChanges } from "./live-changes.ts";
import { migrate } from "./migrate.ts";
import { createPostgresEventStore } from "./postgres-event-store.ts";
import type { ReceiptClock } from "./receipt-clock.ts";
import { assertAppRole, ensureAppRole } from "./roles.ts";
import { type Tx, type TxOptions, withTenant } from "./tenant.ts";

/** Which database to use, and how. */
export interface StoreOptions extends DatabaseChoice {
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
  /** What this process committed and the others were not told of. */
  readonly noted: NotedChanges;
  /** The embedded server; absent with a server of one's own. */
  readonly embedded?: EmbeddedPostgres;
  /** Connections as the owner of the tables, for maintenance; the caller ends the pool. */
  readonly openOwnerPool: () => Pool;
  /** Writes what is queued, closes the connections and leaves the embedded server. */
  readonly close: () => Promise<void>;
}

const defaultConnections = 10;
const statementTimeoutMs = 60_000;

/**
 * Opens the store: the server of `databaseUrl`, else an embedded one. Makes the application's role, runs the migrations
 * as the owner, and from then on speaks as the application's role only. Throws when any of it fails, with a message that
 * names DATABASE_URL where that cannot be reached, or when the role would not be bound by row-level security.
 */
export async function connect(options: StoreOptions = {}): Promise<Store> {
  const place = await openPlace(options);
  try {
    return await open(place, options);
  } catch (error) {
    await place.embedded?.stop();
    throw error;
  }
}

async function open(
  { ownerUrl, appUrl, embedded }: DatabasePlace,
  options: StoreOptions,
): Promise<Store> {
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
  const noted = noteChanges();
  followCommits(pool, noted.note);
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
    noted,
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
