import pg from "pg";
import { expectOk } from "../fault/fault.ts";
import { type Instant, parseInstant } from "../time/instant.ts";

/** A pool of connections that all speak as one role. */
export type Pool = pg.Pool;

/** How large a pool is and how it names itself to the database. */
export interface PoolOptions {
  readonly max: number;
  /** Longest time a statement may take; 0 for no bound. */
  readonly statementTimeoutMs: number;
}

const int8 = 20;
const timestamptz = 1184;
const date = 1082;

/**
 * How values come back: `numeric` as text (exact), `bigint` as a number that must be safe, `timestamptz` as an
 * {@link Instant}, `date` as its text.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === int8) return readInteger;
    if (oid === timestamptz) return readInstant;
    if (oid === date) return (text: string) => text;
    return pg.types.getTypeParser(oid, format);
  }) as typeof pg.types.getTypeParser,
};

function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new Error(`broken invariant: ${text} is not a safe integer`);
  return value;
}

/** Reads `2026-01-05 10:00:00.25+00`; sessions run in UTC, so the zone is always +00 (F3). */
function readInstant(text: string): Instant {
  const day = text.slice(0, 10);
  return expectOk(parseInstant(`${day}T${text.slice(11, -3)}Z`));
}

/** Session settings that the server applies at the start and that RESET returns to. */
const sessionSettings = "-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=iso_8601";

/** The URL with settings that hold for the whole session. */
export function withSessionSettings(url: string, more = ""): string {
  const options = encodeURIComponent(`${sessionSettings} ${more}`.trim());
  return `${url}${url.includes("?") ? "&" : "?"}options=${options}`;
}

/**
 * A pool on the database of the URL. Queries of one connection are sent without waiting for the one before
 * (pipelining), which spares a transaction its empty round trips.
 */
export function openPool(url: string, options: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    types,
    pipeline: true,
    application_name: "florin",
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs,
    idle_in_transaction_session_timeout: options.statementTimeoutMs,
    idleTimeoutMillis: 30_000,
  });
  // A connection that breaks says so to whoever waits for an answer. An error event besides would end the program.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** One connection outside any pool, under a name that the server's list of sessions shows. */
export function openClient(url: string, name = "florin"): pg.Client {
  return new pg.Client({
    connectionString: url,
    types,
    application_name: name,
    connectionTimeoutMillis: 10_000,
  });
}
