import type { Instant } from "../time/instant.ts";

/** How often a password was tried and was wrong, by whom it was tried for. */
export interface SignInAttempts {
  /** Counts a try before it is made; false where there were too many. */
  readonly begin: (name: string, now: Instant) => boolean;
  /** Forgets the tries of somebody who got in. */
  readonly succeed: (name: string) => void;
}

/** Tries in a quarter of an hour, after which one has to wait. */
export const attemptsMax = 8;
/** How long a try counts. */
export const attemptWindowMs = 15 * 60_000;
const namesMax = 50_000;

/** Counted in this process, in real time; the oldest names are forgotten where there are too many. */
export function createSignInAttempts(): SignInAttempts {
  const tries = new Map<string, readonly Instant[]>();
  return {
    begin: (name, now) => {
      const recent = (tries.get(name) ?? []).filter((at) => now - at < attemptWindowMs);
      if (recent.length >= attemptsMax) return false;
      tries.delete(name);
      tries.set(name, [...recent, now]);
      for (const oldest of tries.keys()) {
        if (tries.size <= namesMax) break;
        tries.delete(oldest);
      }
      return true;
    },
    succeed: (name) => {
      tries.delete(name);
    },
  };
}
