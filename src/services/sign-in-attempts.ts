import type { Pool } from "../store/connection.ts";
import { beginTry, forgetTries, giveBackTry, pruneTries } from "../store/sign-in-tries.ts";
import { type Instant, MINUTE_MS } from "../time/instant.ts";

/** How often something secret was tried, by whom it was tried for and from where. */
export interface SignInAttempts {
  /** Counts a try before it is made; false where there were too many. */
  readonly begin: (name: string, address: string, now: Instant) => Promise<boolean>;
  /** The same of what names nobody. */
  readonly beginFrom: (address: string, now: Instant) => Promise<boolean>;
  /** Takes back one of where somebody came from. */
  readonly giveBackFrom: (address: string) => Promise<void>;
  /** Forgets the tries for somebody who got in, and one of where they came from. */
  readonly succeed: (name: string, address: string) => Promise<void>;
}

/** Tries in a quarter of an hour, after which one has to wait: for one person, and from one address. */
export const attemptsMax = { person: 8, address: 60 } as const;
/** How long a try counts. */
export const attemptWindowMs = 15 * MINUTE_MS;

/**
 * Counted in the database for all processes of the installation, in real time. `hashOf` hides whom tries are for and where they come
 * from. What counts no more is pruned by whoever tries next, at most once a minute a process.
 */
export function createSignInAttempts(pool: Pool, hashOf: (text: string) => string): SignInAttempts {
  const windowMs = attemptWindowMs;
  const personOf = (name: string) => ({
    ...{ who: hashOf(`person ${name}`), max: attemptsMax.person, windowMs },
  });
  const placeTries = (address: string) => ({
    ...{ who: hashOf(`address ${placeOf(address)}`), max: attemptsMax.address, windowMs },
  });
  let pruned = Number.NEGATIVE_INFINITY;
  const beginFrom = async (address: string, now: Instant): Promise<boolean> => {
    if (now - pruned >= MINUTE_MS) {
      pruned = now;
      await pruneTries(pool, now - windowMs);
    }
    return beginTry(pool, placeTries(address), now);
  };
  const giveBackFrom = (address: string): Promise<void> =>
    giveBackTry(pool, placeTries(address).who);
  return {
    beginFrom,
    giveBackFrom,
    // An address that is out cannot use up the tries of a person.
    begin: async (name, address, now) =>
      (await beginFrom(address, now)) && beginTry(pool, personOf(name), now),
    succeed: async (name, address) => {
      await forgetTries(pool, personOf(name).who);
      await giveBackFrom(address);
    },
  };
}

/** One household or machine has 2^64 addresses of IPv6, which count as one. */
export const placeOf = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail = ""] = plain.split("::");
  const [left, right] = [head, tail].map((half) => (half === "" ? [] : half.split(":")));
  const gap = 8 - (left?.length ?? 0) - (right?.length ?? 0);
  const groups = plain.includes("::")
    ? [...(left ?? []), ...Array.from({ length: Math.max(0, gap) }, () => "0"), ...(right ?? [])]
    : (left ?? []);
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, "").toLowerCase())
    .join(":");
};
