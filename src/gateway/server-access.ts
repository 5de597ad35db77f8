import type { Feature } from "../model/feature.ts";
import type { Meter } from "../model/meter.ts";
import type { Access } from "./access.ts";
import { type CustomerStanding, decideCall } from "./call-decision.ts";
import type { GatewayEvent } from "./call-events.ts";
import { callUse } from "./call-use.ts";
import { type FlorinServer, nobody } from "./florin-server.ts";
import { type PendingUse, pendingUse } from "./pending-use.ts";

/** How long answers of the server are believed, in milliseconds. */
export interface Belief {
  /** Whom a key stands for: a revoked key works no longer than this. */
  readonly keyMs: number;
  /** What a customer may use. */
  readonly standingMs: number;
  /** The same, while the server does not answer. */
  readonly awayMs: number;
}

/** What suits most: a server is asked about a customer once a second. */
export const belief: Belief = { keyMs: 10_000, standingMs: 1_000, awayMs: 60_000 };

/** Access by the answers of a server, and what became of the events that it was posted. */
export interface ServerAccess extends Access {
  /** The server has these events, or will never take them. */
  readonly posted: (events: readonly GatewayEvent[]) => void;
}

/** How many keys and customers are remembered; the ones that came first are forgotten first. */
const rememberedMax = 10_000;

interface Kept<T> {
  readonly value: T;
  readonly askedAtMs: number;
}

interface Known {
  standing: Kept<CustomerStanding> | undefined;
  asking: Promise<CustomerStanding> | undefined;
  readonly pending: PendingUse;
}

/**
 * Decides by what a server said at most a second ago, and what was let through since. So for calls that count as calls a quota that
 * blocks is not exceeded by one gateway, however many come at once; with several each may let through what the others have not posted.
 */
export function serverAccess(
  model: {
    readonly meters: Readonly<Record<string, Meter>>;
    readonly features: Readonly<Record<string, Feature>>;
  },
  server: FlorinServer,
  monotonicMs: () => number,
  { keyMs, standingMs, awayMs }: Belief = belief,
): ServerAccess {
  const use = callUse(model.meters);
  const keys = new Map<string, Kept<Promise<string | undefined>>>();
  const customers = new Map<string, Known>();

  const knownOf = (customer: string): Known => {
    const found = customers.get(customer);
    if (found !== undefined) return found;
    const made: Known = { standing: undefined, asking: undefined, pending: pendingUse() };
    customers.set(customer, made);
    if (customers.size > rememberedMax) forgetIdle(customer);
    return made;
  };
  /** Forgets customers of whom nothing is on its way, those that came first before others. */
  const forgetIdle = (but: string): void => {
    for (const [id, { pending, asking }] of customers) {
      if (customers.size <= rememberedMax) return;
      if (id !== but && asking === undefined && pending.isEmpty()) customers.delete(id);
    }
  };
  const askStanding = async (customer: string, known: Known): Promise<CustomerStanding> => {
    const askedAtMs = monotonicMs();
    const answered = known.pending.asking();
    try {
      const value = (await server.standing(customer)) ?? nobody;
      answered();
      known.standing = { value, askedAtMs };
      return value;
    } catch (error) {
      const last = known.standing;
      if (last !== undefined && monotonicMs() - last.askedAtMs <= awayMs) return last.value;
      throw error;
    } finally {
      known.asking = undefined;
    }
  };
  const standingOf = async (customer: string, known: Known): Promise<CustomerStanding> => {
    const { standing } = known;
    if (standing !== undefined && monotonicMs() - standing.askedAtMs <= standingMs)
      return standing.value;
    known.asking ??= askStanding(customer, known);
    return known.asking;
  };

  return {
    holder: (key) => {
      const kept = keys.get(key);
      if (kept !== undefined && monotonicMs() - kept.askedAtMs <= keyMs) return kept.value;
      const value = server.holder(key);
      keys.delete(key);
      keys.set(key, { value, askedAtMs: monotonicMs() });
      value.catch(() => keys.delete(key));
      const [first] = keys.keys();
      if (keys.size > rememberedMax && first !== undefined) keys.delete(first);
      return value;
    },
    ask: async (customer, { terms }) => {
      const known = knownOf(customer);
      const standing = await standingOf(customer, known);
      const events = terms.events ?? [];
      const asked = use.before(events);
      const { pending } = known;
      const decision = decideCall(
        { terms, meters: use.metersOf(events), asked: (meter) => asked.get(meter) },
        model.features,
        standing,
        pending.of,
      );
      if (decision.refusal !== undefined)
        return { decision, ended: () => undefined, dropped: () => undefined };
      // Between the decision and this nothing else runs, so what it allowed is counted before the next.
      pending.begin(asked);
      return {
        decision,
        ended: (made) => pending.correct(asked, use.after(made)),
        dropped: () => pending.correct(asked, new Map()),
      };
    },
    posted: (events) => {
      for (const event of events) customers.get(event.customer)?.pending.settle(use.after([event]));
    },
  };
}
