import type { TableHead } from "../backup/backup-format.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { claimEvents, ensureEventsTable, ownerOfEvents } from "./clickhouse-schema.ts";

const columns = [
  "tenant",
  "customer",
  "type",
  "time",
  "id",
  "source",
  "received_at",
  "withdrawn_at",
  "correction",
  "version",
  "data",
] as const;

type BackedUpEvent = Readonly<Record<(typeof columns)[number], unknown>>;

/** What stands before the events of ClickHouse in a backup; each is a JSON array on a line of its own. */
export const eventsHead: TableHead = { table: "clickhouse.events", columns, months: [] };

/** Rows that are stored at once. */
const rowsAtOnce = 50_000;

/**
 * Every event as it is stored when this resolves, in one order, in blocks of whole lines: what is stored later is not among them, as a
 * query reads the parts that were there when its first row came. So nothing may be moved until then. Reading throws where ClickHouse
 * answers with fewer than there were.
 */
export async function eventsAtOnce(clickhouse: ClickHouse): Promise<AsyncIterable<Buffer>> {
  const [counted] = await clickhouse.rows<{ events: number }>(
    "select count() as events from events final",
  );
  const pages = clickhouse
    .pages<BackedUpEvent>(
      `select ${columns.join(", ")} from events final
        order by tenant, customer, type, time, id, source, received_at`,
      { isCounted: true },
    )
    [Symbol.asyncIterator]();
  const first = await pages.next();
  return linesOf(pages, first, counted?.events ?? 0);
}

async function* linesOf(
  pages: AsyncIterator<readonly BackedUpEvent[]>,
  first: IteratorResult<readonly BackedUpEvent[]>,
  wanted: number,
): AsyncGenerator<Buffer> {
  let found = 0;
  try {
    for (let page = first; page.done !== true; page = await pages.next()) {
      found += page.value.length;
      if (page.value.length > 0) yield Buffer.from(page.value.map(lineOf).join(""));
    }
  } finally {
    await pages.return?.();
  }
  if (found !== wanted)
    throw new Error(`ClickHouse answered with ${found} events, of ${wanted} that it has`);
}

const lineOf = (event: BackedUpEvent): string =>
  `${JSON.stringify(columns.map((column) => event[column]))}\n`;

/** Events on their way into a ClickHouse that had none. */
export interface RestoredEvents {
  /** Stores the lines of a backup. */
  readonly load: (blocks: AsyncIterable<Uint8Array>) => Promise<void>;
  /** From now on they are those of an installation. */
  readonly claim: (installation: string) => Promise<void>;
  /** Leaves ClickHouse as it was found. */
  readonly undo: () => Promise<void>;
}

/**
 * Opens a ClickHouse that holds no events, where tables without rows may have been made beforehand. Answers undefined where somebody's events
 * are in it, or were.
 */
export async function openEmptyEvents(clickhouse: ClickHouse): Promise<RestoredEvents | undefined> {
  const [table] = await clickhouse.rows<{ name: string }>(
    "select name from system.tables where database = currentDatabase() and name = 'events'",
  );
  if ((await ownerOfEvents(clickhouse)) !== undefined) return undefined;
  if (table !== undefined) {
    const [row] = await clickhouse.rows<{ events: number }>("select count() as events from events");
    if ((row?.events ?? 0) > 0) return undefined;
  }
  await ensureEventsTable(clickhouse);
  return {
    load: async (blocks) => {
      let rows: object[] = [];
      let batches = 0;
      const store = async () => {
        await clickhouse.insert("events", rows, `restore ${batches}`);
        batches += 1;
        rows = [];
      };
      for await (const block of blocks) {
        for (const line of Buffer.from(block).toString("utf8").trimEnd().split("\n")) {
          const values = JSON.parse(line) as unknown[];
          rows.push(Object.fromEntries(columns.map((column, index) => [column, values[index]])));
        }
        if (rows.length >= rowsAtOnce) await store();
      }
      if (rows.length > 0) await store();
    },
    claim: async (installation) => {
      await claimEvents(clickhouse, installation);
    },
    undo: async () => {
      await clickhouse.run(table === undefined ? "drop table events" : "truncate table events");
      await clickhouse.run("drop table if exists events_owner");
    },
  };
}
