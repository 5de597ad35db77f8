import { inTime } from "../observe/in-time.ts";
import { type DatabaseState, databaseState } from "../store/health.ts";
import type { Store } from "../store/store.ts";
import { type Instant, MINUTE_MS } from "../time/instant.ts";

/** Whether a server should be sent requests, and each thing that was looked at: `ok`, or what is wrong. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

/** How far the clocks of the database and of this machine may be apart, as of machines that share the work. */
export const clockSkewMaxMs = 5 * MINUTE_MS;

/** How long an answer stands, so that whoever asks without a key costs the database one question a second. */
const standsForMs = 1_000;
/** How long the database may take to answer. */
const patienceMs = 3_000;

/** What readiness stands on. */
export interface ReadinessParts {
  readonly store: Pick<Store, "pool" | "ingest">;
  readonly wallClock: () => Instant;
  readonly monotonicMs: () => number;
  /** Whether the server has been told to end. */
  readonly isEnding: () => boolean;
}

/** Looks whether a server is ready; says so at most once a second anew, and asks a database that is slow only once. */
export function createReadiness(parts: ReadinessParts): () => Promise<Readiness> {
  let last: { readonly at: number; readonly found: Promise<Checks> } | undefined;
  let asked: Promise<DatabaseState> | undefined;
  const ask = (): Promise<DatabaseState> => {
    asked ??= databaseState(parts.store.pool).finally(() => {
      asked = undefined;
    });
    return asked;
  };
  return async () => {
    const at = parts.monotonicMs();
    if (last === undefined || at - last.at >= standsForMs) last = { at, found: look(parts, ask) };
    const checks = {
      running: parts.isEnding() ? "the server is shutting down" : fine,
      ...(await last.found),
    };
    return { ready: Object.values(checks).every((check) => check === fine), checks };
  };
}

type Checks = Readonly<Record<"database" | "migrations" | "clock" | "ingest", string>>;

const fine = "ok";
const unknown = "not known, for the database does not answer";

async function look(
  { store, wallClock }: ReadinessParts,
  ask: () => Promise<DatabaseState>,
): Promise<Checks> {
  const ingest = store.ingest.isFull ? "too many events wait" : fine;
  // Why it fails is for the log of whoever asked for work; an answer without a login says no more than that.
  const state = await inTime(patienceMs, ask()).catch(() => undefined);
  if (state === undefined)
    return { database: "it does not answer", migrations: unknown, clock: unknown, ingest };
  const { nowMs, missing } = state;
  const skew = Math.abs(nowMs - wallClock());
  return {
    database: fine,
    migrations: missing.length === 0 ? fine : `the database has not had ${missing.join(", ")}`,
    clock:
      skew <= clockSkewMaxMs
        ? fine
        : `this machine and the database are ${Math.round(skew / 1_000)} seconds apart`,
    ingest,
  };
}
