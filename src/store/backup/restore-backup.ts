import type pg from "pg";
import type { Instant } from "../../time/instant.ts";
import {
  eventsAtOnce,
  eventsHead,
  openEmptyEvents,
  type RestoredEvents,
} from "../clickhouse/backed-up-events.ts";
import type { ClickHouse } from "../clickhouse/clickhouse.ts";
import { openClient, openPool } from "../connection.ts";
import { copyIn } from "../copy-rows.ts";
import type { DatabasePlace } from "../database-place.ts";
import { migrate, migrations } from "../migrate.ts";
import { holdRestored } from "../restored-hold.ts";
import { ensureAppRole } from "../roles.ts";
import { type BackedUpTable, backedUpTables, listed, literal, quoted } from "./backed-up-tables.ts";
import {
  type BackupHead,
  type BackupManifest,
  footOf,
  rowCounter,
  type SequenceValue,
  type TableHead,
  type TableSum,
} from "./backup-format.ts";
import { readBackup } from "./read-backup.ts";
import { tableRows, tenantIds } from "./table-rows.ts";
import { headOfTable, installationIn, migrationsRun, sequenceValues } from "./write-backup.ts";

interface Refusal {
  readonly code: string;
  readonly message: string;
}

const refusal = (why: Refusal): Error => Object.assign(new Error(why.message), { code: why.code });

/**
 * Restores a backup into a database that holds nothing: makes the schema that the backup has, and then all rows in one transaction,
 * which commits only when what was stored reads back as what was backed up, and puts the database on hold at `now`. Later migrations are for the next start to run. Throws what
 * {@link readBackup} throws; `database-not-empty`; `backup-too-new` where the backup's schema is not one of this version; `events-elsewhere`
 * where it holds events of ClickHouse, and there is none to put them into; `restore-differs`.
 */
export async function restoreBackup(
  { place, clickhouse }: RestorePlace,
  bytes: AsyncIterable<Buffer>,
  now: Instant,
): Promise<BackupManifest> {
  const client = openClient(place.ownerUrl);
  client.on("error", () => {});
  await client.connect();
  let events: RestoredEvents | undefined;
  try {
    const tables = new Map<string, BackedUpTable>();
    const manifest = await readBackup(bytes, {
      onHead: async (head) => {
        await refuseUnlessEmpty(client, head);
        if (head.holdsEvents === true) events = await openForEvents(clickhouse);
        await makeSchema(place, head);
        await client.query("begin");
        for (const table of await backedUpTables(client)) tables.set(table.name, table);
        await openTables(client, [...tables.values()]);
      },
      onTable: (head, rows) =>
        events !== undefined && head.table === eventsHead.table
          ? events.load(rows)
          : loadTable(client, tables.get(head.table), head, rows),
    });
    await setSequences(client, manifest.sequences);
    await compare(client, manifest, events === undefined ? undefined : clickhouse);
    await closeTables(client, [...tables.values()]);
    await holdRestored(client, { since: now, backupMadeAt: manifest.madeAt });
    await events?.claim((await installationIn(client)) ?? "");
    await client.query("commit");
    return manifest;
  } catch (error) {
    await events?.undo();
    throw error;
  } finally {
    // What did not commit ends with its connection.
    await client.end();
  }
}

/** Where a backup is restored to. */
export interface RestorePlace {
  /** Where {@link openPlace} led. */
  readonly place: DatabasePlace;
  /** For the events of a backup that holds those of ClickHouse. */
  readonly clickhouse?: ClickHouse | undefined;
}

async function openForEvents(clickhouse: ClickHouse | undefined): Promise<RestoredEvents> {
  if (clickhouse === undefined)
    throw refusal({
      code: "events-elsewhere",
      message:
        "the backup holds usage events of ClickHouse: set CLICKHOUSE_URL to an empty database of one",
    });
  const empty = await openEmptyEvents(clickhouse);
  if (empty === undefined) throw notEmpty("the ClickHouse of CLICKHOUSE_URL keeps events");
  return empty;
}

async function refuseUnlessEmpty(
  client: pg.Client,
  { migrations: wanted }: BackupHead,
): Promise<void> {
  const known = Object.keys(migrations);
  if (wanted.some((name, index) => known[index] !== name))
    throw refusal({
      code: "backup-too-new",
      message: `the backup's schema is ${wanted.at(-1)}, and this version knows ${known.at(-1)}: restore it with the version that made it, or a later one`,
    });
  const { rows } = await client.query<{ schema: boolean; others: boolean }>(
    `select to_regclass('public.kysely_migration') is not null as schema,
      exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')) as others`,
  );
  const [found] = rows;
  if (found?.schema !== true && found?.others !== true) return;
  if (found.schema !== true) throw notEmpty("it has tables of something else");
  const there = await client.query("select from tenants limit 1");
  if (there.rowCount !== 0) throw notEmpty("a Florin keeps its books in it");
  const run = await migrationsRun(client);
  if (run.length > wanted.length)
    throw notEmpty(`its schema is ${run.at(-1)} already, later than the backup's`);
}

const notEmpty = (why: string): Error =>
  refusal({
    code: "database-not-empty",
    message: `a backup is restored into an empty database only, and ${why}`,
  });

/** The schema of a backup, as its own migrations make it. */
async function makeSchema(place: DatabasePlace, head: BackupHead): Promise<void> {
  const owner = openPool(place.ownerUrl, { max: 2, statementTimeoutMs: 0 });
  try {
    await ensureAppRole(owner, place.embedded?.appPassword);
    const wanted = Object.entries(migrations).slice(0, head.migrations.length);
    await migrate(owner, Object.fromEntries(wanted));
  } finally {
    await owner.end();
  }
}

/** Empties tables of what migrations wrote, and lets their owner fill them for all tenants at once. */
async function openTables(client: pg.Client, tables: readonly BackedUpTable[]): Promise<void> {
  for (const { name, forced } of tables) {
    if (forced) await client.query(`alter table ${quoted(name)} no force row level security`);
    // What they keep is in the backup.
    await client.query(`alter table ${quoted(name)} disable trigger user`);
  }
  await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(", ")}`);
}

async function closeTables(client: pg.Client, tables: readonly BackedUpTable[]): Promise<void> {
  for (const { name, forced } of tables) {
    if (forced) await client.query(`alter table ${quoted(name)} force row level security`);
    await client.query(`alter table ${quoted(name)} enable trigger user`);
  }
}

async function loadTable(
  client: pg.Client,
  table: BackedUpTable | undefined,
  head: TableHead,
  rows: AsyncIterable<Uint8Array>,
): Promise<void> {
  if (table === undefined || listed(table.columns) !== listed(head.columns))
    throw refusal({
      code: "restore-differs",
      message: `the schema has no table ${head.table} of these columns`,
    });
  for (const month of head.months)
    await client.query("select ensure_event_month($1::date)", [month]);
  await copyIn(client, `copy ${quoted(table.name)} (${listed(table.columns)}) from stdin`, rows);
}

async function setSequences(client: pg.Client, sequences: readonly SequenceValue[]): Promise<void> {
  for (const { sequence, value, called } of sequences)
    await client.query(`select setval(${literal(quoted(sequence))}, $1::bigint, $2)`, [
      value,
      called,
    ]);
}

/** Reads back what was stored: it must come to the sums of the backup. */
async function compare(
  client: pg.Client,
  manifest: BackupManifest,
  clickhouse: ClickHouse | undefined,
): Promise<void> {
  const tenants = await tenantIds(client);
  const sums: TableSum[] = [];
  const add = async (head: TableHead, rows: AsyncIterable<Uint8Array>): Promise<void> => {
    const counter = rowCounter(head);
    for await (const block of rows) counter.add(block);
    sums.push(counter.sum());
  };
  if (clickhouse !== undefined) await add(eventsHead, await eventsAtOnce(clickhouse));
  for (const table of await backedUpTables(client))
    await add(headOfTable(table), tableRows(client, table, tenants));
  const stored = footOf(sums, await sequenceValues(client));
  if (stored.content === manifest.content) return;
  const differing = manifest.tables.filter(
    (sum) => !sums.some((own) => own.table === sum.table && own.sha256 === sum.sha256),
  );
  throw refusal({
    code: "restore-differs",
    message: `what was restored is not what was backed up, in ${differing.map(({ table }) => table).join(", ") || "its sequences"}; nothing was kept`,
  });
}
