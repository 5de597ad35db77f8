import type {
  LateProbe,
  SettledUsage,
  SettlesUsage,
  UsageAnswer,
  UsageQuery,
} from "../store/event-store.ts";
import type { Instant } from "../time/instant.ts";

/**
 * Usage as one transaction that looks ahead sees it, over many accounts and both sides of a change: it waits for what is under way once
 * for each instant that is later than all before, and asks each question once. Nothing that comes in meanwhile counts for it.
 */
export function settledOnce(events: SettlesUsage): SettlesUsage {
  let settled: { readonly until: Instant; readonly usage: Promise<SettledUsage> } | undefined;
  const answers = new Map<string, Asked>();
  const late = new Map<string, Promise<ReadonlySet<string>>>();
  return {
    settle: (tx, now) => {
      if (settled === undefined || settled.until < now) {
        const usage = events.settle(tx, now).then((one) => askingOnce(one, answers, late));
        settled = { until: now, usage };
      }
      return settled.usage;
    },
  };
}

/** A question, and what was answered with it. */
interface Asked {
  readonly query: UsageQuery;
  readonly found: Promise<ReadonlyMap<string, UsageAnswer>>;
}

const askingOnce = (
  usage: SettledUsage,
  answers: Map<string, Asked>,
  late: Map<string, Promise<ReadonlySet<string>>>,
): SettledUsage => ({
  ...usage,
  aggregate: async (queries) => {
    const knownOf = (query: UsageQuery): Asked | undefined => {
      const known = answers.get(textOf(query));
      return known !== undefined && isSame(known.query, query) ? known : undefined;
    };
    const fresh = queries.filter((query) => knownOf(query) === undefined);
    if (fresh.length > 0) {
      const found = usage.aggregate(fresh);
      for (const query of fresh) answers.set(textOf(query), { query, found });
    }
    const found = await Promise.all(queries.map((query) => knownOf(query)?.found));
    return new Map(
      queries.flatMap(({ key }, place): readonly [string, UsageAnswer][] => {
        const answer = found[place]?.get(key);
        return answer === undefined ? [] : [[key, answer]];
      }),
    );
  },
  findLate: async (probes) => {
    const fresh = probes.filter((probe) => !late.has(probeText(probe)));
    if (fresh.length > 0) {
      const found = usage.findLate(fresh);
      for (const probe of fresh) late.set(probeText(probe), found);
    }
    const found = await Promise.all(probes.map((probe) => late.get(probeText(probe))));
    return new Set(
      probes.flatMap(({ key }, place) => (found[place]?.has(key) === true ? [key] : [])),
    );
  },
});

const probeText = (probe: LateProbe): string => JSON.stringify(probe);

const textOf = ({ key, customer, from, to, receivedBefore, groupBy }: UsageQuery): string =>
  JSON.stringify([key, customer, from, to, receivedBefore, groupBy]);

/** Meters and folds are told apart by what they are, as versions of a model may name others alike. */
const isSame = (one: UsageQuery, other: UsageQuery): boolean =>
  one.meter === other.meter && one.fold === other.fold;
