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
}

/** Counts what keys ask, each by itself, in this process alone. */
export interface RateCounter {
  /** Counts a request of a key. */
  readonly count: (key: string) => RateStanding;
  /** Whether the next request of a key would be one too many. */
  readonly isSpent: (key: string) => boolean;
}

const windowSeconds = 60;
const windowMs = windowSeconds * 1_000;
/** So many keys are remembered before windows that ended are forgotten. */
const rememberedMax = 10_000;

/** Opens the counting; `now` is real time. */
export function rateCounter({ requestsPerMinute }: RateLimit, now: () => Instant): RateCounter {
  const windows = new Map<string, { readonly end: Instant; count: number }>();
  const windowOf = (key: string) => {
    const at = now();
    const known = windows.get(key);
    if (known !== undefined && known.end > at) return known;
    if (windows.size >= rememberedMax)
      for (const [other, { end }] of windows) if (end <= at) windows.delete(other);
    const begun = { end: at + windowMs, count: 0 };
    windows.set(key, begun);
    return begun;
  };
  const policy = `"key";q=${requestsPerMinute};w=${windowSeconds}`;
  return {
    count: (key) => {
      const window = windowOf(key);
      window.count += 1;
      const left = Math.max(0, requestsPerMinute - window.count);
      const resetSeconds = Math.ceil((window.end - now()) / 1_000);
      return {
        isOver: window.count > requestsPerMinute,
        headers: { "ratelimit-policy": policy, ratelimit: `"key";r=${left};t=${resetSeconds}` },
        resetSeconds,
      };
    },
    isSpent: (key) => windowOf(key).count >= requestsPerMinute,
  };
}
