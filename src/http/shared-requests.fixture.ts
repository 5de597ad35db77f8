import { requestWindowMs, type TakeRequests } from "../services/request-leases.ts";
import type { Instant } from "../time/instant.ts";

/** What processes share of requests, without a database. `onTake` is told of each time that it is asked. */
export function sharedRequests(now: () => Instant, onTake: () => void = () => {}): TakeRequests {
  const windows = new Map<string, { readonly end: Instant; readonly remaining: number }>();
  return async (who, max) => {
    onTake();
    const known = windows.get(who);
    const running = known !== undefined && known.end > now() ? known : undefined;
    const { end, remaining } = running ?? { end: now() + requestWindowMs, remaining: max };
    const granted = Math.ceil(remaining / 8);
    windows.set(who, { end, remaining: remaining - granted });
    return { granted, remaining: remaining - granted, endsInMs: end - now() };
  };
}
