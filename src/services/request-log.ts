import {
  addRequests,
  type LoggedRequest,
  listRequests,
  pruneRequests,
  type RequestQuery,
} from "../store/request-log.ts";
import type { Store } from "../store/store.ts";
import { listTenants } from "../store/tenants.ts";
import { DAY_MS, formatInstant, HOUR_MS, type Instant } from "../time/instant.ts";
import { pageOrThrow, reading } from "./report-parts.ts";
import type { Page } from "./reports.ts";

export { requestOutcomes } from "../store/request-log.ts";

/** Days for which a request stays in the log. */
export const requestDays = 14;

/** Rows that one tenant gets in the log from one process and one writing of it, a second or so; what is beyond is told of and not kept. */
export const requestsMost = 1_000;

/** A request that was just answered. */
export type AskedRequest = Omit<LoggedRequest, "at" | "times">;

/** A request of the log. */
export interface LoggedRequestView extends Omit<LoggedRequest, "at"> {
  readonly at: string;
}

/** What was asked of the API lately. */
export interface RequestLog {
  /** Takes note of a request, and waits for nothing. */
  readonly note: (tenant: string, request: AskedRequest) => void;
  /** Writes down what was noted, and answers how many rows that were; again and again. */
  readonly keep: () => Promise<number>;
  /** Newest first. */
  readonly list: (tenant: string, query: RequestQuery) => Promise<Page<LoggedRequestView>>;
}

/** What the log stands on. */
export interface RequestLogParts {
  readonly store: Store;
  /** Real time. */
  readonly wallClock: () => Instant;
  /** Told how many requests of a tenant are not in the log, as there were too many. */
  readonly onUnkept: (tenant: string, requests: number) => void;
}

interface Noted {
  readonly rows: Map<string, LoggedRequest>;
  unkept: number;
}

/**
 * The log over the store. Requests that are alike within one writing are one row, so a program that asks the same in a loop fills
 * nothing; what is noted and not yet written is lost in a crash.
 */
export function createRequestLog({ store, wallClock, onUnkept }: RequestLogParts): RequestLog {
  let noted = new Map<string, Noted>();
  let pruned = Number.NEGATIVE_INFINITY;

  const notedOf = (tenant: string): Noted => {
    const of = noted.get(tenant) ?? { rows: new Map(), unkept: 0 };
    noted.set(tenant, of);
    return of;
  };
  const add = (of: Noted, request: LoggedRequest): void => {
    const { method, path, actor, status, code } = request;
    const alike = JSON.stringify([method, path, actor, status, code]);
    const before = of.rows.get(alike);
    if (before !== undefined) of.rows.set(alike, joined(before, request));
    else if (of.rows.size < requestsMost) of.rows.set(alike, request);
    else of.unkept += request.times;
  };

  const prune = async (): Promise<void> => {
    const now = wallClock();
    if (now - pruned < HOUR_MS) return;
    pruned = now;
    for (const { id } of await listTenants(store.pool))
      await store.withTenant(id, (tx) => pruneRequests(tx, now - requestDays * DAY_MS));
  };

  return {
    note: (tenant, request) => add(notedOf(tenant), { ...request, at: wallClock(), times: 1 }),
    keep: async () => {
      const writing = noted;
      noted = new Map();
      let kept = 0;
      for (const [tenant, of] of writing) {
        const rows = [...of.rows.values()];
        const written = store.withTenant(tenant, (tx) => addRequests(tx, rows));
        await written.catch((error: unknown) => {
          for (const [one, left] of writing) {
            const again = notedOf(one);
            for (const row of left.rows.values()) add(again, row);
            again.unkept += left.unkept;
          }
          throw error;
        });
        writing.delete(tenant);
        kept += rows.length;
        if (of.unkept > 0) onUnkept(tenant, of.unkept);
      }
      await prune();
      return kept;
    },
    list: (tenant, query) =>
      reading({ store }, tenant, async (tx) => {
        const since = wallClock() - requestDays * DAY_MS;
        const { items, next } = pageOrThrow(await listRequests(tx, since, query));
        return { items: items.map((one) => ({ ...one, at: formatInstant(one.at) })), next };
      }),
  };
}

/** Two requests that are alike, as one row. */
const joined = (left: LoggedRequest, right: LoggedRequest): LoggedRequest => ({
  ...(left.at <= right.at ? left : right),
  durationMs: Math.max(left.durationMs, right.durationMs),
  times: left.times + right.times,
});
