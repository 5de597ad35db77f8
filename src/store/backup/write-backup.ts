import type pg from "pg";
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
 * `nothing-to-back-up` where no Florin has run on the database, and `events-elsewhere` where usage events are in ClickHouse, unless
 * they are left out knowingly. `client` is the owner's, and of no more use where the reader stops before the end.
 */
export async function* backupBytes(
  client: pg.Client,
  terms: BackupTerms,
  { withoutEvents = false, onTable = () => {} }: BackupChoice = {},
): AsyncGenerator<Uint8Array | string> {
  await client.query("begin isolation level repeatable read, read only");
  const head = await headOf(client, terms);
  if (head.events === "clickhouse" && !withoutEvents) throw elsewhere();
  yield line(head);
  const tenants = await tenantIds(client);
  const sums: TableSum[] = [];
  for (const table of await backedUpTables(client)) {
    const tableHead = headOfTable(table);
    yield line(tableHead);
    const counter = rowCounter(tableHead);
    for await (const block of tableRows(client, table, tenants)) {
      counter.add(block);
      yield block;
    }
    const sum = counter.sum();
    yield endOfRows + line(sum);
    sums.push(sum);
    onTable(sum);
  }
  yield line(footOf(sums, await sequenceValues(client)) satisfies BackupFoot);
  await client.query("commit");
}

/** What a backup may leave out, and who is told how it goes. */
export interface BackupChoice {
  /** Leaves out usage events that are in ClickHouse; else there is no backup of them. */
  readonly withoutEvents?: boolean;
  readonly onTable?: OnTable;
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
      "the usage events of this database are kept in ClickHouse, which this backup does not hold: back ClickHouse up by its own means, and say --without-events",
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
