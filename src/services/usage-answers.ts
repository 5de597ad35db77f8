import type { Account } from "../account/account.ts";
import type { DueGroup, DueItem } from "../account/due.ts";
import type { SubscriptionTerms } from "../account/terms.ts";
import { isUsageCheck, openUsageQuery } from "../account/usage-check.ts";
import { closedPeriods, usageQuery } from "../account/usage-line.ts";
import type { UsageQuery, UsageView } from "../account/usage-view.ts";
import { assert } from "../fault/fault.ts";
import type { LateLook, UsageQuery as StoredQuery, UsageAnswer } from "../store/event-store.ts";
import { type Period, periodAt } from "../time/schedule.ts";

/** An account and what is due on it. */
export interface DueAccount {
  readonly account: Account;
  readonly group: DueGroup;
}

type UsageItem = Extract<DueItem, { kind: "usage" }>;

/** Asks the store; answers by key. */
export type AskUsage = (
  queries: readonly StoredQuery[],
) => Promise<ReadonlyMap<string, UsageAnswer>>;

/** Asks which customers' closed periods may have got an event since; the others surely got none. */
export type AskWhoIsLate = (looks: readonly LateLook[]) => Promise<ReadonlySet<string>>;

/** Asks which of these closed periods got an event since they were billed; answers their keys. */
export type AskLate = (probes: readonly LateProbe[]) => Promise<ReadonlySet<string>>;

/** A closed period to look at again. */
export interface LateProbe {
  readonly key: string;
  readonly customer: string;
  /** The meter's event type. */
  readonly type: string;
  readonly from: number;
  readonly to: number;
  readonly receivedSince: number;
  readonly receivedBefore: number;
}

/**
 * The usage that these accounts' next invoices ask for, fetched in a few statements for all of them together: the closed
 * periods, and of the periods billed before only those that a late event reached.
 *
 * @param askWhoIsLate spares the customers without late events the look at each of their periods
 */
export async function fetchUsage(
  due: readonly DueAccount[],
  ask: AskUsage,
  askLate: AskLate,
  askWhoIsLate: AskWhoIsLate = everybody,
): Promise<UsageView> {
  const wanted = due.flatMap(({ group }) =>
    usageItems(group).map((item): Wanted => ({ group, item })),
  );
  const news = await fetchNews(due, askLate, askWhoIsLate);
  const queries = [
    ...wanted.flatMap(({ group, item }) => storedQueries(currentQuery(group, item), item.terms)),
    ...news.queries,
  ];
  const [answers, suspects] = await Promise.all([
    ask(queries),
    askWhoIsLate(wanted.flatMap(lateLook)),
  ]);
  const late = await fetchLate(
    wanted.filter(({ item }) => suspects.has(item.state.fact.customer)),
    ask,
    askLate,
  );
  const asked = new Set(queries.map(({ key }) => key));
  return {
    hasLate: (customer) => late.customers.has(customer),
    find: (query) => {
      assert(asked.has(keyOf(query)), "usage is billed that the store was asked for");
      return partialOf(query, answers);
    },
    findLate: (query) =>
      late.reached.has(keyOf(query)) ? partialOf(query, late.answers) : "unchanged",
    cameSince: (query) => news.came.has(keyOf(query)),
  };
}

/** Looks at open periods: what came in for any of them since the last look, and what to ask of accounts for which it did. */
interface News {
  readonly came: ReadonlySet<string>;
  readonly queries: readonly StoredQuery[];
}

async function fetchNews(
  due: readonly DueAccount[],
  askLate: AskLate,
  askWhoIsLate: AskWhoIsLate,
): Promise<News> {
  const looks = due.flatMap(({ account, group }) =>
    isUsageCheck(group) ? [{ since: account.usageCheckedAt ?? 0, items: openItems(group) }] : [],
  );
  if (looks.length === 0) return { came: new Set(), queries: [] };
  // What happened before the last look and came in since is late; an index knows who has any of it.
  const late = await askWhoIsLate(
    looks.flatMap(({ since, items }) =>
      items.map(({ query: { customer } }) => {
        return { customer, receivedSince: since, before: since - promptMs };
      }),
    ),
  );
  const probes = looks.flatMap(({ since, items }) =>
    items.map(({ query, type }): LateProbe => {
      const { customer, from, to, receivedBefore } = query;
      const recent = late.has(customer) ? from : Math.max(from, Math.min(since - promptMs, to));
      const key = keyOf(query);
      return { key, customer, type, from: recent, to, receivedSince: since, receivedBefore };
    }),
  );
  const came = await askLate(probes);
  const fresh = looks.filter(({ items }) => items.some(({ query }) => came.has(keyOf(query))));
  const queries = fresh.flatMap(({ items }) =>
    items.flatMap(({ query, terms }) => storedQueries(query, terms)),
  );
  return { came, queries };
}

/** How long after it happened an event is not yet late for the index of late events. */
const promptMs = 5 * 60_000;

const openItems = ({ dueAt, items }: DueGroup) =>
  items.flatMap((item) =>
    item.kind === "so-far"
      ? [
          {
            query: openUsageQuery(item, dueAt),
            terms: item.terms,
            type: item.charge.meter.event,
          },
        ]
      : [],
  );

const everybody: AskWhoIsLate = async (looks) => new Set(looks.map(({ customer }) => customer));

interface Wanted {
  readonly group: DueGroup;
  readonly item: UsageItem;
}

/**
 * Each bill of a charge looks at all its closed periods, so whatever was received before the last one was looked at:
 * what is late now came in since then, for a period before the one that is due.
 */
function lateLook({ item }: Wanted): LateLook[] {
  const last = closedPeriods(item.state, item.charge)?.at(-1);
  if (last === undefined) return [];
  const receivedSince = last.seenUntil;
  return [{ customer: item.state.fact.customer, receivedSince, before: item.period.from }];
}

interface FetchedLate {
  readonly customers: ReadonlySet<string>;
  readonly reached: ReadonlySet<string>;
  readonly answers: ReadonlyMap<string, UsageAnswer>;
}

async function fetchLate(
  wanted: readonly Wanted[],
  ask: AskUsage,
  askLate: AskLate,
): Promise<FetchedLate> {
  const closed = wanted.flatMap(closedQueries);
  if (closed.length === 0) return nothingLate;
  const reached = await askLate(closed.map(({ probe }) => probe));
  if (reached.size === 0) return nothingLate;
  const late = closed.filter(({ probe }) => reached.has(probe.key));
  const answers = await ask(late.flatMap(({ query, item }) => storedQueries(query, item.terms)));
  return { customers: new Set(late.map(({ query }) => query.customer)), reached, answers };
}

const nothingLate: FetchedLate = { customers: new Set(), reached: new Set(), answers: new Map() };

const usageItems = (group: DueGroup): UsageItem[] =>
  group.items.flatMap((item) => (item.kind === "usage" ? [item] : []));

const currentQuery = (group: DueGroup, item: UsageItem): UsageQuery =>
  queryOf(group, item, item.period);

const queryOf = (group: DueGroup, item: UsageItem, period: Period): UsageQuery =>
  usageQuery(item.state, item.charge, period, item.period.index, group.cutoff);

interface ClosedQuery {
  readonly item: UsageItem;
  readonly query: UsageQuery;
  readonly probe: LateProbe;
}

function closedQueries({ group, item }: Wanted): ClosedQuery[] {
  const billed = closedPeriods(item.state, item.charge) ?? [];
  return billed.map(({ index, seenUntil }) => {
    const query = queryOf(group, item, periodAt(item.charge.schedule, index));
    const probe: LateProbe = {
      key: keyOf(query),
      customer: query.customer,
      type: item.charge.meter.event,
      from: item.charge.carries ? Math.min(query.from, item.terms.startsAt) : query.from,
      to: query.to,
      receivedSince: seenUntil,
      receivedBefore: query.receivedBefore,
    };
    return { item, query, probe };
  });
}

/** Keys of one call belong to many customers. */
const keyOf = (query: UsageQuery): string => `${query.customer}\n${query.key}\n${query.billedWith}`;
const priorKeyOf = (query: UsageQuery): string => `${keyOf(query)}\nprior`;

/**
 * How the store is asked: it adds up by itself what a plain or grouped quantity needs, and folds events for a price of
 * each event. A time-weighted value also needs what held before the period began.
 */
function storedQueries(query: UsageQuery, terms: SubscriptionTerms): StoredQuery[] {
  const { charge, customer, from, to, receivedBefore } = query;
  const { meter, fold, carries, input, dimensions } = charge;
  const plain = { key: keyOf(query), customer, meter, from, to, receivedBefore };
  const own: StoredQuery =
    input === "groups"
      ? { ...plain, groupBy: dimensions }
      : input === "events"
        ? { ...plain, fold }
        : plain;
  return carries && from > terms.startsAt
    ? [own, { ...own, key: priorKeyOf(query), from: terms.startsAt, to: from }]
    : [own];
}

function partialOf(query: UsageQuery, answers: ReadonlyMap<string, UsageAnswer>): unknown {
  const own = answers.get(keyOf(query))?.partial;
  const prior = answers.get(priorKeyOf(query));
  if (prior === undefined) return own;
  const { fold } = query.charge;
  const handedOn = fold.carry(prior.partial, { from: 0, to: query.from });
  return own === undefined ? handedOn : fold.merge(handedOn, own);
}
