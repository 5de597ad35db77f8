import { requestWindowMs, type TakeRequests } from "../services/request-leases.ts";
import type { Instant } from "../time/instant.ts";

/** How often each key may ask, in windows of a minute that begin with its first request. */
export interface RateLimit {
  readonly requestsPerMinute: number;
}

/** How a key stands after a request. */
export interface RateStanding {
  readonly isOver: boolean;
  /** The fields of an answer: `RateLimit` and `RateLimit-Policy` of draft-ietf-httpapi-ratelimit-headers-10. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whole seconds until the window ends. */
  readonly resetSeconds: number;
  /** Takes the request back, as one that somebody else counts. */
  readonly giveBack: () => void;
}

/** Counts what keys ask, each by itself, with all other processes. */
export interface RateCounter {
  /** Counts a request of a key; at once while this process holds some of what is left. Rejects where the database does not answer. */
  readonly count: (key: string) => RateStanding | Promise<RateStanding>;
}

/** What this process knows of a key's window. */
interface Window {
  end: Instant;
  /** How many there were before: its end moves a little with each slice. */
  number: number;
  /** What this process may let through without asking. */
  held: number;
  /** What was left for all when it last asked. */
  remaining: number;
  leasing?: Promise<void> | undefined;
}

/** So many keys are remembered before windows that ended are forgotten. */
const rememberedMax = 10_000;

/** Opens the counting of one kind of keys, in slices that `take` gives of what they may ask; `now` is real time. */
export function rateCounter(
  { requestsPerMinute }: RateLimit,
  take: TakeRequests,
  now: () => Instant,
): RateCounter {
  const windows = new Map<string, Window>();
  const policy = `"key";q=${requestsPerMinute};w=${requestWindowMs / 1_000}`;

  const windowOf = (key: string): Window => {
    const known = windows.get(key);
    if (known !== undefined) return known;
    if (windows.size >= rememberedMax)
      for (const [other, { end, leasing }] of windows)
        if (end <= now() && leasing === undefined) windows.delete(other);
    const fresh = { end: Number.NEGATIVE_INFINITY, number: 0, held: 0, remaining: 0 };
    windows.set(key, fresh);
    return fresh;
  };

  const lease = async (key: string, window: Window): Promise<void> => {
    const askedAt = now();
    const { granted, remaining, endsInMs } = await take(key, requestsPerMinute);
    if (window.end <= askedAt) {
      window.number += 1;
      window.held = 0;
    }
    window.held += granted;
    window.remaining = remaining;
    // From when it was asked, so it never lasts longer here than there.
    window.end = askedAt + endsInMs;
  };

  const standing = (window: Window, isOver: boolean): RateStanding => {
    const { number } = window;
    const resetSeconds = Math.max(0, Math.ceil((window.end - now()) / 1_000));
    const left = `"key";r=${window.held + window.remaining};t=${resetSeconds}`;
    return {
      isOver,
      headers: { "ratelimit-policy": policy, ratelimit: left },
      resetSeconds,
      giveBack: () => {
        if (!isOver && window.number === number) window.held += 1;
      },
    };
  };

  const count = (key: string, window: Window): RateStanding | Promise<RateStanding> => {
    if (window.end > now()) {
      if (window.held > 0) {
        window.held -= 1;
        return standing(window, false);
      }
      if (window.remaining === 0 && window.leasing === undefined) return standing(window, true);
    }
    window.leasing ??= lease(key, window).finally(() => {
      window.leasing = undefined;
    });
    return window.leasing.then(() => count(key, window));
  };
  return { count: (key) => count(key, windowOf(key)) };
}
