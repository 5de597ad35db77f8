import { expectOk } from "../fault/fault.ts";
import { parseInstant } from "../time/instant.ts";
import type { Decision, Entitlements } from "./answers.ts";
import { type Decide, decideLocally, type Question } from "./local-decision.ts";

/** What a cache stands on. */
export interface CacheParts {
  /** Asks the server for all that a customer may use. */
  readonly read: (customer: string) => Promise<Entitlements>;
  /** Asks the server one question. */
  readonly check: (question: Question) => Promise<Decision>;
  /** How long what the server said is believed. */
  readonly boundMs: number;
  /** A clock that only measures how much time passed. */
  readonly monotonicMs: () => number;
}

/** Answers from what the server said, for at most the bound. */
export interface EntitlementCache {
  readonly check: (question: Question) => Promise<Decision>;
  /** The same where nothing has to be asked for it; undefined where something has. */
  readonly checkKnown: (question: Question) => Decision | undefined;
  /** Forgets what was said of a customer. */
  readonly forget: (customer: string) => void;
}

interface Kept {
  /** Decides by what was said, and counts what it allows. */
  readonly decide: Decide;
  /** Until when it is believed: so long after it was asked for, or up to the end of the first window. */
  readonly until: number;
}

const keptMax = 10_000;

/**
 * The cache. What the server refuses is allowed for the bound at the longest: the time is counted from before the question was
 * sent, an answer that comes after it is over is not believed, and without an answer nothing is allowed, for the question throws.
 * What is allowed here is counted here, so that one process alone does not go past a quota between two looks.
 */
export function createEntitlementCache(parts: CacheParts): EntitlementCache {
  const { read, check, boundMs, monotonicMs } = parts;
  const kept = new Map<string, Kept>();
  const reading = new Map<string, Promise<Kept>>();

  const refresh = (customer: string): Promise<Kept> => {
    const under = reading.get(customer);
    if (under !== undefined) return under;
    const asked = monotonicMs();
    const fresh = read(customer).then((held): Kept => {
      const until = asked + Math.min(boundMs, windowLeftMs(held));
      const one = { decide: decideLocally(held), until };
      if (kept.size >= keptMax) kept.clear();
      kept.set(customer, one);
      return one;
    });
    reading.set(customer, fresh);
    const done = () => reading.delete(customer);
    fresh.then(done, done);
    return fresh;
  };

  const believed = (customer: string): Kept | undefined => {
    const known = kept.get(customer);
    return known !== undefined && known.until > monotonicMs() ? known : undefined;
  };
  const checkAnew = async (question: Question): Promise<Decision> => {
    const { decide, until } = await refresh(question.customer);
    const decision = until > monotonicMs() ? decide(question) : undefined;
    return decision ?? check(question);
  };
  return {
    check: async (question) => {
      const known = believed(question.customer);
      if (known === undefined) return checkAnew(question);
      return known.decide(question) ?? check(question);
    },
    checkKnown: (question) => believed(question.customer)?.decide(question),
    forget: (customer) => {
      kept.delete(customer);
      reading.delete(customer);
    },
  };
}

/** How long it is to the end of the first window, by the server's own clock. */
function windowLeftMs({ at, quotas }: Entitlements): number {
  const now = expectOk(parseInstant(at));
  const ends = quotas.flatMap(({ resetsAt }) =>
    resetsAt === null ? [] : [expectOk(parseInstant(resetsAt)) - now],
  );
  return Math.max(0, Math.min(Number.POSITIVE_INFINITY, ...ends));
}
