import type { Instant } from "../time/instant.ts";

/** How often something secret was tried, by whom it was tried for and from where. */
export interface SignInAttempts {
  /** Counts a try before it is made; false where there were too many. */
  readonly begin: (name: string, address: string, now: Instant) => boolean;
  /** Forgets the tries for somebody who got in, and one of where they came from. */
  readonly succeed: (name: string, address: string) => void;
}

/** Tries in a quarter of an hour, after which one has to wait: for one person, and from one address. */
export const attemptsMax = { person: 8, address: 60 } as const;
/** How long a try counts. */
export const attemptWindowMs = 15 * 60_000;
const namesMax = 50_000;

/** Counted in this process, in real time; the oldest names are forgotten where there are too many. */
export function createSignInAttempts(): SignInAttempts {
  const persons = countTries(attemptsMax.person);
  const addresses = countTries(attemptsMax.address);
  return {
    begin: (name, address, now) => {
      const place = placeOf(address);
      // An address that is out cannot use up the tries of a person.
      return addresses.begin(place, now) && persons.begin(name, now);
    },
    succeed: (name, address) => {
      persons.forget(name);
      addresses.giveBack(placeOf(address));
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

/** Tries by name, in a window that moves on. */
function countTries(max: number) {
  const tries = new Map<string, readonly Instant[]>();
  return {
    begin: (name: string, now: Instant): boolean => {
      const recent = (tries.get(name) ?? []).filter((at) => now - at < attemptWindowMs);
      if (recent.length >= max) return false;
      tries.delete(name);
      tries.set(name, [...recent, now]);
      for (const oldest of tries.keys()) {
        if (tries.size <= namesMax) break;
        tries.delete(oldest);
      }
      return true;
    },
    forget: (name: string): void => {
      tries.delete(name);
    },
    giveBack: (name: string): void => {
      tries.set(name, (tries.get(name) ?? []).slice(0, -1));
    },
  };
}
