import type pg from "pg";
import { eventsAtOnce, eventsHead } from "../clickhouse/backed-up-events.ts";
import type { ClickHouse } from "../clickhouse/clickhouse.ts";
import { ownerOfEvents } from "../clickhouse/clickhouse-schema.ts";
import { lockEveryMove } from "../clickhouse/event-batches.ts";
import { type BackedUpTable, backedUpTables, quoted } from "./backed-up-tables.ts";
import {
  type BackupFoot,
  type BackupHead,
  endOfRows,
  footOf,
  rowCounter,
  type SequenceValue,
  type TableHead,
  type TableSum,
} from "./backup-format.ts";
import { tableRows, tenantIds } from "./table-rows.ts";

/** What the database cannot say of itself. */
export type BackupTerms = Pick<BackupHead, "madeAt" | "version" | "secret">;

/** Told of each table when it is written. */
export type OnTable = (sum: TableSum) => void;

/**
 * The bytes of a backup, before they are packed: everything that is stored, as it was at one moment, while servers go on. Throws
 * `nothing-to-back-up` where no Florin has run on the database; where usage events are in ClickHouse, unless they are left out knowingly,
 * `events-elsewhere` without it and `events-of-another` with one of another installation. Connections are the owner's, and of no more use
 * where the reader stops before the end.
 */
export async function* backupBytes(
  { client, besides }: BackupConnections,
  terms: BackupTerms,
  { clickhouse, withoutEvents = false, onTable = () => {} }: BackupChoice = {},
): AsyncGenerator<Uint8Array | string> {
  const isWithEvents = clickhouse !== undefined && !withoutEvents;
  if (isWithEvents) {
    // Before the snapshot: what it sees as waiting to be moved is then not in ClickHouse, and everything else is.
    await besides.query("begin");
    await besides.query(lockEveryMove);
  }
  await client.query("begin isolation level repeatable read, read only");
  const found = await headOf(client, terms);
  if (found.events === "clickhouse" && !withoutEvents && !isWithEvents) throw elsewhere();
  const events =
    isWithEvents && found.events === "clickhouse" ? await eventsOf(client, clickhouse) : undefined;
  if (isWithEvents) await besides.query("commit");
  yield line({ ...found, ...(events === undefined ? {} : { holdsEvents: true }) });
  const tenants = await tenantIds(client);
  const sums: TableSum[] = [];
  const written = async function* (head: TableHead, rows: AsyncIterable<Uint8Array>) {
    yield line(head);
    const counter = rowCounter(head);
    for await (const block of rows) {
      counter.add(block);
      yield block;
    }
    const sum = counter.sum();
    yield endOfRows + line(sum);
    sums.push(sum);
    onTable(sum);
  };
  // First, since ClickHouse waits for no reader that is busy with something else.
  if (events !== undefined) yield* written(eventsHead, events);
  for (const table of await backedUpTables(client))
    yield* written(headOfTable(table), tableRows(client, table, tenants));
  yield line(footOf(sums, await sequenceValues(client)) satisfies BackupFoot);
  await client.query("commit");
}

/** Two connections to one database: what is read of it, and what is held while that begins. */
export interface BackupConnections {
  readonly client: pg.Client;
  readonly besides: pg.Client;
}

/** What a backup may leave out, and who is told how it goes. */
export interface BackupChoice {
  /** Has the usage events, where they are not in PostgreSQL. */
  readonly clickhouse?: ClickHouse | undefined;
  /** Leaves out usage events that are in ClickHouse; else there is no backup without them. */
  readonly withoutEvents?: boolean;
  readonly onTable?: OnTable;
}

async function eventsOf(client: pg.Client, clickhouse: ClickHouse): Promise<AsyncIterable<Buffer>> {
  if ((await ownerOfEvents(clickhouse)) !== (await installationIn(client)))
    throw Object.assign(
      new Error(
        "the ClickHouse that CLICKHOUSE_URL names does not keep the events of this database",
      ),
      { code: "events-of-another" },
    );
  return eventsAtOnce(clickhouse);
}

/** The name of the installation whose rows a database has. */
export async function installationIn(client: pg.ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ installation: string }>(
    "select installation from event_engine",
  );
  return rows[0]?.installation;
}

/** What stands before the rows of a table. */
export const headOfTable = ({ name, columns, months }: BackedUpTable): TableHead => ({
  table: name,
  columns,
  months,
});

const line = (value: object): string => `${JSON.stringify(value)}\n`;

const elsewhere = (): Error =>
  Object.assign(
    new Error(
      "the usage events of this database are kept in ClickHouse, which has to be asked for them: set CLICKHOUSE_URL to it. Or back it up by its own means, and say --without-events",
    ),
    { code: "events-elsewhere" },
  );

async function headOf(client: pg.Client, terms: BackupTerms): Promise<BackupHead> {
  const { rows } = await client.query<{ postgres: string; known: boolean }>(
    "select current_setting('server_version') as postgres, to_regclass('public.kysely_migration') is not null as known",
  );
  const [found] = rows;
  if (found?.known !== true)
    throw Object.assign(new Error("no Florin has run on this database"), {
      code: "nothing-to-back-up",
    });
  return {
    florin: "backup",
    format: 1,
    ...terms,
    postgres: found.postgres,
    migrations: await migrationsRun(client),
    events: await eventEngineOf(client),
  };
}

/** The migrations that a database has, by name. */
export async function migrationsRun(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select name from kysely_migration order by name collate "C"',
  );
  return rows.map(({ name }) => name);
}

async function eventEngineOf(client: pg.Client): Promise<BackupHead["events"]> {
  const { rows } = await client.query<{ known: boolean }>(
    "select to_regclass('public.event_engine') is not null as known",
  );
  if (rows[0]?.known !== true) return "postgres";
  const found = await client.query<{ engine: BackupHead["events"] }>(
    "select engine from event_engine",
  );
  return found.rows[0]?.engine ?? "postgres";
}

/** The values of all sequences. They are read after the snapshot was taken, so no number of a row is given again. */
export async function sequenceValues(client: pg.ClientBase): Promise<readonly SequenceValue[]> {
  const { rows } = await client.query<{ name: string }>(
    `select sequencename as name from pg_sequences where schemaname = 'public'
      order by sequencename collate "C"`,
  );
  const values: SequenceValue[] = [];
  for (const { name } of rows) {
    const found = await client.query<Omit<SequenceValue, "sequence">>(
      `select last_value::text as value, is_called as called from ${quoted(name)}`,
    );
    const [value] = found.rows;
    if (value !== undefined) values.push({ sequence: name, ...value });
  }
  return values;
}
