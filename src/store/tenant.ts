import pg from "pg";
import { assert } from "../fault/fault.ts";
import { activeSpan, type SpanAttributes } from "../observe/active-span.ts";
import { type OpenAct, openAct, reopen } from "./act.ts";
import { tellAct } from "./audit-log.ts";
import { kindsOfAct, kindsOfStatement } from "./changed-kinds.ts";
import { followerOf } from "./committed-changes.ts";
import type { Pool } from "./connection.ts";
import { failureKind } from "./retry.ts";

/** A statement that is prepared once for each connection under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A parameter of a statement. */
export type SqlValue = string | number | boolean | null | readonly (string | number | null)[];

/**
 * An open transaction on behalf of one tenant. Tables show that tenant's rows only, and new rows are that tenant's by
 * default, so statements do not name it.
 */
export interface Tx {
  readonly tenant: string;
  /** Runs a statement and returns its rows. */
  rows<Row extends pg.QueryResultRow>(
    statement: Statement | string,
    values?: readonly SqlValue[],
  ): Promise<readonly Row[]>;
  /** Runs a statement and returns how many rows it touched. */
  run(statement: Statement | string, values?: readonly SqlValue[]): Promise<number>;
}

/** Settings of one transaction. */
export interface TxOptions {
  /** One snapshot for all statements, and no writes. */
  readonly readOnly?: boolean;
}

const beginning: Readonly<Record<"write" | "read", string>> = {
  write: "begin",
  read: "begin isolation level repeatable read, read only",
};

const setTenant: Statement = {
  name: "set-tenant",
  text: "select set_config('florin.tenant', $1, true)",
};

/**
 * Runs work in a transaction on behalf of a tenant; the only way to a tenant's tables.
 *
 * The tenant is set for the transaction alone, so nothing of it stays on the connection. Commits when the work
 * resolves; rolls back and rethrows when it throws. A commit whose answer is lost may have happened: repeat only work
 * that is safe to repeat. Where it is the first of an act that changes something, it writes the act's entry of the audit log.
 */
export function withTenant<T>(
  pool: Pool,
  tenant: string,
  work: (tx: Tx) => Promise<T>,
  options: TxOptions = {},
): Promise<T> {
  const span = activeSpan();
  if (span === undefined) return inTransaction(pool, tenant, work, options);
  return span.within(
    "transaction",
    { ...spanOf(tenant), "florin.read_only": options.readOnly === true },
    () => inTransaction(pool, tenant, work, options),
  );
}

const spanOf = (tenant: string): SpanAttributes => ({
  "db.system.name": "postgresql",
  "florin.tenant": tenant,
});

async function inTransaction<T>(
  pool: Pool,
  tenant: string,
  work: (tx: Tx) => Promise<T>,
  options: TxOptions,
): Promise<T> {
  const { tx, changed, commit, rollBack } = await openTransaction(pool, tenant, options);
  const act = options.readOnly === true ? undefined : openAct();
  let telling: OpenAct | undefined;
  let result: T;
  try {
    result = await work(tx);
    if (act?.state === "open" && (changed().length > 0 || act.noted.done === true)) {
      telling = act;
      // At once, as an act may have several transactions under way.
      telling.state = "telling";
      await tellAct(tx, telling);
    }
  } catch (error) {
    await rollBack();
    reopen(telling);
    throw error;
  }
  await commit().catch((error: unknown) => {
    reopen(telling);
    throw error;
  });
  const statements = changed();
  if (statements.length > 0 || telling !== undefined)
    followerOf(pool)?.(tenant, [
      ...statements.flatMap(kindsOfStatement),
      ...(telling === undefined ? [] : kindsOfAct(telling.noted.action ?? telling.action)),
    ]);
  return result;
}

/**
 * Runs a statement that is a whole transaction: the call of a database function that sets the tenant itself, to its
 * first parameter. One round trip, and the answer comes after the commit.
 *
 * Nothing of the tenant stays on the connection. Where the connection is lost it may have happened: send only what is
 * safe to repeat.
 */
export function runForTenant<Row extends pg.QueryResultRow>(
  pool: Pool,
  tenant: string,
  statement: Statement,
  values: readonly SqlValue[],
): Promise<readonly Row[]> {
  const span = activeSpan();
  if (span === undefined) return callForTenant(pool, tenant, statement, values);
  return span.within(statement.name, spanOf(tenant), () =>
    callForTenant<Row>(pool, tenant, statement, values),
  );
}

async function callForTenant<Row extends pg.QueryResultRow>(
  pool: Pool,
  tenant: string,
  statement: Statement,
  values: readonly SqlValue[],
): Promise<readonly Row[]> {
  assert(tenant !== "", "a tenant is named");
  const client = await pool.connect();
  let sound = false;
  try {
    const { rows } = await client.query<Row>({ ...statement, values: [tenant, ...values] });
    sound = true;
    followerOf(pool)?.(tenant, kindsOfStatement(statement.text));
    return rows;
  } catch (error) {
    // What the server itself refused, it rolled back; unless it was the connection that it ended.
    sound = error instanceof pg.DatabaseError && failureKind(error) !== "connection-lost";
    throw error;
  } finally {
    client.release(!sound);
  }
}

/**
 * Reads page by page in one read-only transaction for as long as the caller goes on; the transaction ends when the
 * caller stops.
 */
export async function* readingTenant<T>(
  pool: Pool,
  tenant: string,
  pages: (tx: Tx) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const { tx, rollBack } = await openTransaction(pool, tenant, { readOnly: true });
  try {
    yield* pages(tx);
  } finally {
    await rollBack();
  }
}

interface OpenTransaction {
  readonly tx: Tx;
  /** The statements of it that changed a row. */
  readonly changed: () => readonly string[];
  /** Ends the transaction and gives the connection back; throws where the commit failed or may have. */
  readonly commit: () => Promise<void>;
  /** Ends the transaction and gives the connection back; never throws. */
  readonly rollBack: () => Promise<void>;
}

async function openTransaction(
  pool: Pool,
  tenant: string,
  options: TxOptions,
): Promise<OpenTransaction> {
  assert(tenant !== "", "a tenant is named");
  const client = await pool.connect();
  // Sent together with the first statement of the work; a failure shows there or at the end.
  const opened = Promise.all([
    client.query(beginning[options.readOnly === true ? "read" : "write"]),
    client.query({ ...setTenant, values: [tenant] }),
  ]);
  opened.catch(() => {});
  let isOver = false;
  /** A connection whose transaction is not known to have ended is thrown away. */
  const end = async (command: "commit" | "rollback"): Promise<string> => {
    isOver = true;
    let ended = false;
    try {
      await opened;
      const result = await client.query(command);
      ended = true;
      return result.command;
    } finally {
      client.release(!ended);
    }
  };
  const changes: string[] = [];
  const onChange = (statement: string): void => {
    changes.push(statement);
  };
  return {
    tx: transaction(client, tenant, onChange, () => isOver),
    changed: () => changes,
    commit: async () => {
      const command = await end("commit");
      assert(command === "COMMIT", "a statement failed and its error was swallowed");
    },
    rollBack: async () => {
      await end("rollback").catch(() => {});
    },
  };
}

/** What the server calls statements that change rows. */
const changing: ReadonlySet<string> = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

function transaction(
  client: pg.PoolClient,
  tenant: string,
  onChange: (statement: string) => void,
  isOver: () => boolean,
): Tx {
  const send = async (statement: Statement | string, values: readonly SqlValue[] = []) => {
    // Its connection may be another tenant's by now.
    assert(!isOver(), "a statement belongs to a transaction that has not ended");
    const query =
      typeof statement === "string"
        ? { text: statement, values: [...values] }
        : { ...statement, values: [...values] };
    const result = await client.query(query);
    if ((result.rowCount ?? 0) > 0 && changing.has(result.command)) onChange(query.text);
    return result;
  };
  return {
    tenant,
    rows: async (statement, values) => (await send(statement, values)).rows,
    run: async (statement, values) => (await send(statement, values)).rowCount ?? 0,
  };
}
