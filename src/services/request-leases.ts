import type { Pool } from "../store/connection.ts";
import { leaseRequests, pruneRequestWindows, type RequestLease } from "../store/request-windows.ts";
import { MINUTE_MS } from "../time/instant.ts";

/** The window in which requests are counted. */
export const requestWindowMs = MINUTE_MS;

/** Takes a slice of the `max` requests that somebody may send in a minute, of all processes together. */
export type TakeRequests = (who: string, max: number) => Promise<RequestLease>;

/**
 * Slices of what may be asked, from the database that all processes share. `hashOf` hides whose they are. Windows that are over are pruned by
 * whoever asks next, at most once a minute a process.
 */
export function createRequestLeases(
  pool: Pool,
  hashOf: (text: string) => string,
  monotonicMs: () => number,
): TakeRequests {
  let pruned = monotonicMs();
  return async (who, max) => {
    if (monotonicMs() - pruned >= MINUTE_MS) {
      pruned = monotonicMs();
      await pruneRequestWindows(pool);
    }
    return leaseRequests(pool, { who: hashOf(`requests ${who}`), max, windowMs: requestWindowMs });
  };
}
