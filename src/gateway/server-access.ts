import { randomUUID } from "node:crypto";
import type { Model } from "../model/model.ts";
import { type Decimal, subtract, zero } from "../money/decimal.ts";
import type { Access, AskedCall } from "./access.ts";
import {
  type CallDecision,
  type CustomerQuota,
  type CustomerStanding,
  decideCall,
  decidedByLease,
} from "./call-decision.ts";
import type { GatewayEvent } from "./call-events.ts";
import { callUse } from "./call-use.ts";
import { type CustomerLeases, customerLeases } from "./customer-leases.ts";
import { type FlorinServer, nobody } from "./florin-server.ts";
import { type MeteredUse, type PendingUse, pendingUse } from "./pending-use.ts";

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
  /** Decides by this model from now on; calls that were let through are counted by the model that let them. */
  readonly decideBy: (model: AccessModel) => void;
  /** These wait since an earlier run: they count as let through from now on. */
  readonly leftOver: (events: readonly GatewayEvent[]) => void;
  /** Posts: who is refused meanwhile waits until it is known what the server has. */
  readonly posting: <T>(post: () => Promise<T>) => Promise<T>;
  /** The server has these events, or will never take them. */
  readonly posted: (events: readonly GatewayEvent[]) => void;
  /** To be called once a second: gives slices of quotas back that nobody needs, and keeps up the others. */
  readonly tick: () => Promise<void>;
  /** Gives back all that is not let through already. */
  readonly giveBack: () => Promise<void>;
}

/** What decisions read of a model. */
export type AccessModel = Pick<Model, "meters" | "features">;

/** How many keys and customers are remembered; the ones that came first are forgotten first. */
const rememberedMax = 10_000;

interface Kept<T> {
  readonly value: T;
  readonly askedAtMs: number;
}

interface KnownStanding extends Kept<CustomerStanding> {
  /** What this gateway held of each meter when the server answered: its answer counts that as taken. */
  readonly held: ReadonlyMap<string, Decimal>;
}

interface Known {
  standing: KnownStanding | undefined;
  asking: Promise<KnownStanding> | undefined;
  readonly pending: PendingUse;
  readonly leases: CustomerLeases;
}

const refusedBy = (decision: CallDecision, run: string): AskedCall => ({
  run,
  decision,
  ended: () => undefined,
  dropped: () => undefined,
});

/**
 * Decides by what a server said at most a second ago. Of quotas that block, slices are held of the server, and calls are let through on
 * them: so for calls that count as calls none is exceeded, however many come at once and through however many gateways. Quotas on meters that are
 * no count and no sum cannot be held: they are decided by what the server said, and what was let through since.
 */
export function serverAccess(
  model: AccessModel,
  server: FlorinServer,
  monotonicMs: () => number,
  { keyMs, standingMs, awayMs }: Belief = belief,
): ServerAccess {
  const made = (by: AccessModel) => ({ run: randomUUID() as string, use: callUse(by.meters), by });
  let current = made(model);
  /** What an earlier run left is counted by the model that this one began with. */
  const { use: firstUse } = current;
  const uses = new Map([[current.run, firstUse]]);
  const useOf = (event: GatewayEvent): MeteredUse =>
    (uses.get(event.id.slice(0, current.run.length)) ?? firstUse).after([event]);
  const keys = new Map<string, Kept<Promise<string | undefined>>>();
  const customers = new Map<string, Known>();

  let settling: { readonly over: Promise<void>; readonly end: () => void } | undefined;
  const endSettling = (): void => {
    settling?.end();
    settling = undefined;
  };

  const knownOf = (customer: string): Known => {
    const found = customers.get(customer);
    if (found !== undefined) return found;
    const pending = pendingUse();
    const leases = customerLeases(
      customer,
      { desk: server.leases, settling: () => settling?.over, monotonicMs },
      pending,
    );
    const made: Known = { standing: undefined, asking: undefined, pending, leases };
    customers.set(customer, made);
    if (customers.size > rememberedMax) forgetIdle(customer);
    return made;
  };
  /** Forgets customers of whom nothing is on its way, those that came first before others. */
  const forgetIdle = (but: string): void => {
    for (const [id, { pending, asking, leases }] of customers) {
      if (customers.size <= rememberedMax) return;
      if (id !== but && asking === undefined && pending.isEmpty() && leases.isEmpty())
        customers.delete(id);
    }
  };
  const askStanding = async (customer: string, known: Known): Promise<KnownStanding> => {
    const askedAtMs = monotonicMs();
    const answered = known.pending.asking();
    try {
      const value = (await server.standing(customer)) ?? nobody;
      answered();
      known.standing = { value, askedAtMs, held: known.leases.held() };
      return known.standing;
    } catch (error) {
      const last = known.standing;
      if (last !== undefined && monotonicMs() - last.askedAtMs <= awayMs) return last;
      throw error;
    } finally {
      known.asking = undefined;
    }
  };
  const standingOf = async (customer: string, known: Known): Promise<KnownStanding> => {
    const { standing } = known;
    if (standing !== undefined && monotonicMs() - standing.askedAtMs <= standingMs) return standing;
    known.asking ??= askStanding(customer, known);
    return known.asking;
  };

  const tick = async (): Promise<void> => {
    await Promise.all([...customers.values()].map(({ leases }) => leases.tick()));
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
      const { run, use, by } = current;
      const known = knownOf(customer);
      const { value: standing, held } = await standingOf(customer, known);
      const events = terms.events ?? [];
      const asked = use.before(events);
      const { pending, leases } = known;
      const meters = use.metersOf(events);
      const isLeased = (quota: CustomerQuota): boolean =>
        quota.overage === "block" && use.isCounted(quota.meter);
      const decision = decideCall(
        { terms, meters, asked: (meter) => asked.get(meter), isLeased },
        by.features,
        standing,
        (meter) => subtract(pending.of(meter), held.get(meter) ?? zero),
      );
      if (decision.refusal !== undefined) return refusedBy(decision, run);
      const leased = new Map(
        decision.quotas
          .filter(({ quota }) => isLeased(quota))
          .map(({ quota: { meter } }) => [meter, asked.get(meter)]),
      );
      // Between the decision and this nothing else runs, so what it allowed is counted before the next.
      const others = new Map([...asked].filter(([meter]) => !leased.has(meter)));
      pending.begin(others);
      const dropOthers = () => pending.correct(others, new Map());
      const refused = await leases.take(leased).catch((error: unknown) => {
        dropOthers();
        throw error;
      });
      if (refused !== undefined) {
        dropOthers();
        return refusedBy(decidedByLease(decision, refused), run);
      }
      return {
        run,
        decision,
        ended: (made) => {
          const came = use.after(made);
          pending.correct(asked, came);
          for (const meter of leased.keys())
            leases.of(meter)?.came(asked.get(meter) ?? zero, came.get(meter) ?? zero);
        },
        dropped: () => pending.correct(asked, new Map()),
      };
    },
    decideBy: (other) => {
      current = made(other);
      uses.set(current.run, current.use);
    },
    leftOver: (events) => {
      for (const event of events) knownOf(event.customer).pending.begin(useOf(event));
    },
    posting: async (post) => {
      let end = (): void => undefined;
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      settling = { over, end };
      try {
        return await post();
      } catch (error) {
        endSettling();
        throw error;
      }
    },
    posted: (events) => {
      for (const event of events) {
        const known = customers.get(event.customer);
        const amounts = useOf(event);
        known?.pending.settle(amounts);
        for (const [meter, amount] of amounts) known?.leases.of(meter)?.settled(amount);
      }
      endSettling();
    },
    tick,
    giveBack: async () => {
      // Nobody needs anything once a second has passed in which nothing was taken.
      await tick();
      await tick();
    },
  };
}
