import type { EventVersion } from "../../metering/event-history.ts";
import { textArray } from "../array-literal.ts";
import type { Pool } from "../connection.ts";
import type { AppendWay } from "../event-append.ts";
import { type Statement, type Tx, withTenant } from "../tenant.ts";
import type { ClickHouse } from "./clickhouse.ts";
import { never } from "./clickhouse-schema.ts";
import { rowOf, type StoredEvent } from "./event-rows.ts";

/** A row as it goes into ClickHouse; what is left out is as of an event that stands and was never corrected. */
interface NewRow extends StoredEvent {
  readonly tenant: string;
  readonly withdrawn_at?: number;
  readonly correction?: string;
  readonly version?: number;
}

/** Identities and a batch of rows that is to be moved, in one commit: see the migration `event-batches`. */
export const intoBatches: AppendWay = {
  statement: {
    name: "append-event-batch",
    text: `
      select settlement, counters, taken, taken_contents
      from append_event_batch($1, $2::bigint, $3::timestamptz, $4::boolean, $5::text[], $6::text[],
        $7::bigint[], $8::timestamptz[], $9::text[], $10::text[],
        $11::integer, $12::integer[], $13::text[], $14::timestamptz[], $15::numeric[])`,
  },
  stored: (tenant, events, receipts) => [
    textArray(events.map(({ customer }) => customer)),
    textArray(
      events.map((event, index) =>
        JSON.stringify({ tenant, ...rowOf(event, receipts[index] ?? 0) } satisfies NewRow),
      ),
    ),
  ],
};

const addBatch: Statement = {
  name: "add-event-batch",
  text: "insert into event_batches (rows) values ($1::text[])",
};

/** Adds what corrections made of events to what is to be moved: the same rows with their withdrawal, and new ones. */
export async function addVersions(
  tx: Tx,
  withdrawn: readonly EventVersion[],
  added: readonly EventVersion[],
): Promise<void> {
  const rows = [...withdrawn, ...added].map(({ event, withdrawnAt, correction = "" }): NewRow => {
    const { receivedAt = 0 } = event;
    const row = { tenant: tx.tenant, ...rowOf(event, receivedAt), correction };
    return withdrawnAt === undefined
      ? { ...row, withdrawn_at: never, version: 0 }
      : { ...row, withdrawn_at: withdrawnAt, version: 1 };
  });
  if (rows.length > 0) await tx.run(addBatch, [textArray(rows.map((row) => JSON.stringify(row)))]);
}

/** Moves what was appended from PostgreSQL into ClickHouse. */
export interface EventMover {
  /** Once this has resolved, everything that was committed before is in ClickHouse. */
  readonly move: (tenant: string) => Promise<void>;
  /** The same, some time soon; a failure is left to whoever asks for it next. */
  readonly moveSoon: (tenant: string) => void;
  /** Waits for what is under way, and moves no more. */
  readonly close: () => Promise<void>;
}

/** Rows that are moved at once, but for a batch that is larger. */
const rowsAtOnce = 50_000;
/** How long events gather before they are moved unasked: a table of few large parts is read faster. */
const gatherMs = 1_000;

/** Nothing of the tenant is moved until the end of the transaction. Waits where nothing of anybody is, see {@link lockEveryMove}. */
export const lockMoves: Statement = {
  name: "lock-event-moves",
  text: `select pg_advisory_xact_lock_shared(hashtextextended('florin.moves', 0)),
    pg_advisory_xact_lock(hashtextextended('florin.move ' || current_setting('florin.tenant'), 0))`,
};

/** Nothing of any tenant is moved until the end of the transaction. */
export const lockEveryMove = "select pg_advisory_xact_lock(hashtextextended('florin.moves', 0))";

const nextBatches: Statement = {
  name: "next-event-batches",
  text: `
    select batch, rows from (
      select batch, rows, sum(cardinality(rows)) over (order by batch) - cardinality(rows) as before
      from (select * from event_batches order by batch limit 1000) as first
    ) as counted where before < $1 order by batch`,
};

const dropBatches: Statement = {
  name: "drop-event-batches",
  text: "delete from event_batches where batch = any ($1::bigint[])",
};

/**
 * Moves of one tenant come one after the other, whichever process makes them. Rows are the same however often they are moved: where a process
 * dies between ClickHouse's answer and its commit here, the next one moves them again, and the table keeps each once.
 *
 * @param pool connections of its own, so that a mover never waits for whoever waits for it
 */
export function createEventMover(pool: Pool, clickhouse: ClickHouse): EventMover {
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  let closed = false;

  const start = (tenant: string): Promise<void> => {
    const turn = moveAll(pool, clickhouse, tenant).finally(() => running.delete(tenant));
    running.set(tenant, turn);
    return turn;
  };
  /** What is under way may have begun before the caller's events were there, so the next one is the caller's. */
  const move = (tenant: string): Promise<void> => {
    const before = running.get(tenant);
    if (before === undefined) return start(tenant);
    const next = waiting.get(tenant);
    if (next !== undefined) return next;
    const turn = before
      .catch(() => {})
      .then(() => {
        waiting.delete(tenant);
        return start(tenant);
      });
    waiting.set(tenant, turn);
    return turn;
  };
  return {
    move,
    moveSoon: (tenant) => {
      if (closed || timers.has(tenant)) return;
      const timer = setTimeout(() => {
        timers.delete(tenant);
        move(tenant).catch(() => {});
      }, gatherMs);
      timer.unref();
      timers.set(tenant, timer);
    },
    close: async () => {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.allSettled([...running.values(), ...waiting.values()]);
    },
  };
}

async function moveAll(pool: Pool, clickhouse: ClickHouse, tenant: string): Promise<void> {
  while (await moveSome(pool, clickhouse, tenant));
}

/** Whether there was anything to move. */
const moveSome = (pool: Pool, clickhouse: ClickHouse, tenant: string): Promise<boolean> =>
  withTenant(pool, tenant, async (tx) => {
    const [first] = await tx.rows("select from event_batches limit 1");
    if (first === undefined) return false;
    await tx.run(lockMoves);
    const batches = await tx.rows<{ batch: number; rows: readonly string[] }>(nextBatches, [
      rowsAtOnce,
    ]);
    const rows = batches.flatMap((batch) => batch.rows.map((row) => JSON.parse(row) as NewRow));
    const numbers = batches.map(({ batch }) => batch);
    if (rows.length > 0)
      await clickhouse.insert("events", rows, `${tenant} ${numbers.join(" ")}`.slice(0, 2_000));
    await tx.run(dropBatches, [numbers]);
    return batches.length > 0;
  });
