import type { UsageEvent } from "../metering/usage-event.ts";
import type { Instant } from "../time/instant.ts";
import { type Period, periodAt, periodContaining } from "../time/schedule.ts";
import type { Account, SubscriptionState } from "./account.ts";
import type { PriceBooks } from "./price-book.ts";
import { type ChargeTerms, type SubscriptionTerms, termsOf } from "./terms.ts";
import type { UsageQuery, UsageView } from "./usage-view.ts";

/** Why an event is on no line: nobody by that name, no meter reads its type, or nothing bought covers its time. */
export type UnbilledReason = "unknown-customer" | "unknown-meter" | "no-subscription";

/** Folded usage of one period: what was in time, and what came late, by the period whose invoice takes it. */
type PeriodUsage = Map<number, unknown>;

interface Target {
  readonly state: SubscriptionState;
  readonly terms: SubscriptionTerms;
  readonly charge: ChargeTerms;
  readonly key: string;
}

/**
 * Usage folded as it streams by: one partial per subscription, charge and period, so memory grows with what is billed
 * and not with the events. An event whose `receivedAt` is past its period's cutoff waits for the next invoice of the
 * charge; one without `receivedAt` counts as received when it happened.
 */
export interface UsageLedger {
  /** Folds an event into every charge that reads it; a reason when none does. The event must not be a duplicate. */
  readonly add: (event: UsageEvent) => UnbilledReason | undefined;
  readonly view: UsageView;
}

/** A ledger over accounts whose purchases are all known. */
export function openUsageLedger(
  accounts: ReadonlyMap<string, Account>,
  books: PriceBooks,
): UsageLedger {
  const folded = new Map<string, PeriodUsage>();
  const targets = new Map<string, ReadonlyMap<string, readonly Target[]>>();
  const metered = meteredTypes(books);

  const targetsOf = (account: Account): ReadonlyMap<string, readonly Target[]> => {
    const known = targets.get(account.customer.id);
    if (known !== undefined) return known;
    const found = findTargets(account, books);
    targets.set(account.customer.id, found);
    return found;
  };

  const add = (event: UsageEvent): UnbilledReason | undefined => {
    const account = accounts.get(event.customer);
    if (account === undefined) return "unknown-customer";
    const candidates = targetsOf(account).get(event.type);
    if (candidates === undefined)
      return metered.has(event.type) ? "no-subscription" : "unknown-meter";
    let taken = false;
    for (const target of candidates) {
      const period = servedPeriod(target, event.time);
      if (period === undefined) continue;
      fold(folded, target, period, event);
      taken = true;
    }
    return taken ? undefined : "no-subscription";
  };

  return { add, view: viewOf(folded) };
}

const meteredTypes = (books: PriceBooks): ReadonlySet<string> =>
  new Set(Object.values(books.current.model.meters).map((meter) => meter.event));

function findTargets(account: Account, books: PriceBooks): Map<string, Target[]> {
  const byType = new Map<string, Target[]>();
  for (const state of account.subscriptions) {
    const terms = termsOf(state, account.customer, books.find(state.model));
    for (const charge of terms.charges) {
      const key = `${state.fact.id}/${charge.id}`;
      const known = byType.get(charge.meter.event) ?? [];
      known.push({ state, terms, charge, key });
      byType.set(charge.meter.event, known);
    }
  }
  return byType;
}

function servedPeriod(target: Target, time: Instant): Period | undefined {
  const { startsAt, endsAt } = target.terms;
  if (time < startsAt || (endsAt !== undefined && time >= endsAt)) return undefined;
  return periodContaining(target.charge.schedule, time);
}

function fold(
  folded: Map<string, PeriodUsage>,
  target: Target,
  period: Period,
  event: UsageEvent,
): void {
  const key = `${target.key}/${period.index}`;
  const usage = folded.get(key) ?? new Map<number, unknown>();
  folded.set(key, usage);
  const bucket = takenWith(target, period, event);
  const { fold } = target.charge;
  const before = usage.get(bucket);
  const lifted = fold.lift(event);
  usage.set(bucket, before === undefined ? lifted : fold.merge(before, lifted));
}

/** The index of the period whose invoice takes the event: its own, or the first whose cutoff it still meets. */
function takenWith(target: Target, period: Period, event: UsageEvent): number {
  const received = event.receivedAt;
  if (received === undefined) return period.index;
  const { schedule } = target.charge;
  let index = period.index;
  if (received < cutoffOf(target, period)) return index;
  const around = periodContaining(schedule, received);
  if (around !== undefined) index = Math.max(index, around.index - 1);
  while (received >= cutoffOf(target, periodAt(schedule, index))) index += 1;
  return index;
}

const cutoffOf = (target: Target, period: Period): Instant => {
  const to = Math.min(period.to, target.terms.endsAt ?? period.to);
  return Math.max(to, target.state.knownSince) + target.terms.book.graceMs;
};

function viewOf(folded: ReadonlyMap<string, PeriodUsage>): UsageView {
  const upTo = (query: UsageQuery, lastBucket: number): unknown => {
    const usage = folded.get(query.key);
    if (usage === undefined) return undefined;
    const buckets = [...usage.keys()].filter((bucket) => bucket <= lastBucket);
    buckets.sort((left, right) => left - right);
    return buckets.reduce<unknown>((partial, bucket) => {
      const part = usage.get(bucket);
      return partial === undefined ? part : query.charge.fold.merge(partial, part);
    }, undefined);
  };
  return {
    find: (query) => carried(query, upTo(query, query.period), upTo),
    findLate: (query) => {
      const buckets = [...(folded.get(query.key)?.keys() ?? [])];
      const late = buckets.some((bucket) => bucket > query.period && bucket <= query.billedWith);
      return late ? carried(query, upTo(query, query.billedWith), upTo) : "unchanged";
    },
  };
}

/**
 * The partial with what the periods before it hand on: a time-weighted value holds from its last sample, however many
 * periods ago that was. Every other aggregation begins each period with nothing.
 */
function carried(
  query: UsageQuery,
  own: unknown,
  upTo: (query: UsageQuery, lastBucket: number) => unknown,
): unknown {
  const { charge, period, billedWith } = query;
  if (charge.meter.aggregation.kind !== "time-weighted-sum") return own;
  const base = query.key.slice(0, query.key.lastIndexOf("/"));
  let handedOn = charge.fold.empty;
  for (let index = 0; index < period; index += 1) {
    const window = periodAt(charge.schedule, index);
    const before = upTo({ ...query, key: `${base}/${index}`, period: index }, billedWith);
    const whole = before === undefined ? handedOn : charge.fold.merge(handedOn, before);
    handedOn = charge.fold.carry(whole, window);
  }
  return own === undefined ? handedOn : charge.fold.merge(handedOn, own);
}
