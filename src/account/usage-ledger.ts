import { expectOk } from "../fault/fault.ts";
import type { ChargeFold } from "../metering/charge-fold.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import type { Instant } from "../time/instant.ts";
import { type Period, periodAt, periodContaining } from "../time/schedule.ts";
import type { Zone } from "../time/zone.ts";
import type { Account, PhaseState } from "./account.ts";
import { type InvoiceDays, invoiceDaysOf } from "./contracts/contract-invoicing.ts";
import { meterReaders } from "./meter-readers.ts";
import { closingOf } from "./phase.ts";
import type { PriceBooks } from "./price-book.ts";
import { type ChargeTerms, type SubscriptionTerms, termsOf, zoneOf } from "./terms.ts";
import { countsUp, nextMidnight, usageThresholds } from "./usage-check.ts";
import type { UsageQuery, UsageView } from "./usage-view.ts";

/**
 * Why an event is on no line: nobody by that name, no meter reads it, nothing bought covers its time, or it was received
 * when no later invoice takes usage of its period any more.
 */
export type UnbilledReason = "unknown-customer" | "unknown-meter" | "no-subscription" | "too-late";

/** Folded usage of one period: what was in time, and what came late, by the period whose invoice takes it. */
interface PeriodUsage {
  inTime: unknown;
  /** What was in time, by the midnight from which looks at open periods see it; undefined where nobody looks. */
  byDay: Map<Instant, unknown> | undefined;
  late: Map<number, LateUsage> | undefined;
  withdrawn: WithdrawnUsage[] | undefined;
}

/** Usage that came late, and when the last of it was received. */
interface LateUsage {
  readonly partial: unknown;
  readonly lastAt: Instant;
}

/** What an event said until it was corrected. */
interface WithdrawnUsage {
  readonly partial: unknown;
  /** The periods whose invoices count it: from this one on, and until that one, by index; until is infinite where it was too late. */
  readonly from: number;
  readonly until: number;
  readonly receivedAt: Instant;
  readonly withdrawnAt: Instant;
}

/** A charge of a subscription, and the usage folded for it so far, by index of the period. */
interface Target {
  /** `phase/charge`. */
  readonly key: string;
  /** The type of event that the charge's meter counts, and whether a filter of it has a say too. */
  readonly event: string;
  readonly filtered: boolean;
  readonly state: PhaseState;
  readonly terms: SubscriptionTerms;
  readonly charge: ChargeTerms;
  readonly periods: (PeriodUsage | undefined)[];
  /** Where open periods are looked at: the midnights that follow the receipt of an event of the type, by period. */
  readonly received: Map<number, Set<Instant>> | undefined;
  /** The zone of those midnights. */
  readonly zone: Zone;
  /** When it is invoiced. */
  readonly invoiceDays: InvoiceDays;
  /** Whether any of it came in after its period was final. */
  hasLate: boolean;
  /** The period of the event before: most senders keep an order. */
  recent: Period | undefined;
}

/**
 * Usage folded as it streams by: one partial per subscription, charge and period, so memory grows with what is billed
 * and not with the events (a price of single events keeps each event's value). An event whose `receivedAt` is past its
 * period's cutoff waits for the next invoice of the charge; one without `receivedAt` counts as received in time.
 */
export interface UsageLedger {
  /** Folds an event into every charge that reads it; a reason when none does. The event must not be a duplicate. */
  readonly add: (event: UsageEvent) => UnbilledReason | undefined;
  /**
   * The same of what an event said before it was corrected: it counts until then. `withdrawn` where invoices take it back, or never
   * counted it; undefined where the correction came too late for that.
   */
  readonly addWithdrawn: (
    event: UsageEvent,
    withdrawnAt: Instant,
  ) => UnbilledReason | "withdrawn" | undefined;
  /** The charges that bill an event as it stands, and with which line; none where {@link UsageLedger.add} has a reason. */
  readonly placesOf: (event: UsageEvent) => readonly UsagePlace[];
  readonly view: UsageView;
}

/** Where an event is billed. */
export interface UsagePlace {
  readonly subscription: string;
  readonly plan: string | null;
  readonly addon: string | null;
  readonly charge: string;
  readonly meter: string;
  /** The period that it belongs to. */
  readonly period: Period;
  /** Id of the line that takes it: of its period, or of what came late. */
  readonly line: string;
  readonly isLate: boolean;
}

/** A ledger over accounts whose purchases are all known. */
export function openUsageLedger(
  accounts: ReadonlyMap<string, Account>,
  books: PriceBooks,
): UsageLedger {
  const customers = new Map<string, readonly Target[]>();
  const readers = meterReaders(books.current.model);

  const paidFor = new Map<string, Account>();
  for (const account of accounts.values())
    for (const { id } of account.children) paidFor.set(id, account);

  const targetsOf = (customer: string): readonly Target[] | undefined => {
    const known = customers.get(customer);
    if (known !== undefined) return known;
    const account = accounts.get(customer) ?? paidFor.get(customer);
    if (account === undefined) return undefined;
    const found = findTargets(account, customer, books);
    customers.set(customer, found);
    return found;
  };

  const addUntil = (event: UsageEvent, withdrawnAt?: Instant): Outcome | undefined => {
    const targets = targetsOf(event.customer);
    if (targets === undefined) return "unknown-customer";
    let reason: Outcome | undefined = "no-subscription";
    for (const target of targets) {
      if (target.event !== event.type) continue;
      if (target.received !== undefined) noteReceipt(target, target.received, event, withdrawnAt);
      if (target.filtered && !target.charge.fold.accepts(event)) continue;
      const outcome = foldInto(target, event, withdrawnAt);
      if (outcome === "folded") reason = undefined;
      else if (reason === "no-subscription") reason = outcome;
    }
    if (reason !== "no-subscription") return reason;
    return readers.count(event) ? reason : "unknown-meter";
  };

  return {
    add: (event) => addUntil(event) as UnbilledReason | undefined,
    addWithdrawn: addUntil,
    placesOf: (event) => (targetsOf(event.customer) ?? []).flatMap((one) => placeIn(one, event)),
    view: viewOf(customers),
  };
}

type Outcome = UnbilledReason | "withdrawn";

function placeIn(target: Target, event: UsageEvent): readonly UsagePlace[] {
  const { charge, state } = target;
  if (target.event !== event.type || !charge.fold.accepts(event)) return [];
  const period = servedPeriod(target, event.time);
  if (period === undefined) return [];
  const { receivedAt } = event;
  const bucket = receivedAt === undefined ? period.index : takenWith(target, period, receivedAt);
  if (bucket === undefined) return [];
  const own = `${target.key}/${period.index}`;
  const isLate = bucket !== period.index;
  return [
    {
      subscription: state.fact.id,
      plan: state.fact.plan ?? null,
      addon: state.fact.addon ?? null,
      charge: charge.id,
      meter: charge.meterId,
      period,
      line: isLate ? `${own}/late/${bucket}` : own,
      isLate,
    },
  ];
}

function findTargets(account: Account, customer: string, books: PriceBooks): readonly Target[] {
  const zone = expectOk(zoneOf(account.customer, books.current));
  const thresholds = usageThresholds(account, books);
  const phases = account.subscriptions
    .filter(({ fact }) => fact.customer === customer)
    .flatMap((subscription) => subscription.phases);
  return phases.flatMap((state) => {
    const terms = termsOf(state, account.customer, books.find(state.model));
    const invoiceDays = invoiceDaysOf(state.fact.contract, account, books);
    return terms.charges.map((charge) => {
      const { event, filter } = charge.meter;
      return {
        key: `${state.key}/${charge.id}`,
        event,
        filtered: filter !== undefined,
        state,
        terms,
        charge,
        periods: [],
        received: thresholds !== undefined && countsUp(charge) ? new Map() : undefined,
        invoiceDays,
        zone,
        hasLate: false,
        recent: undefined,
      };
    });
  });
}

function foldInto(
  target: Target,
  event: UsageEvent,
  withdrawnAt: Instant | undefined,
): "folded" | "withdrawn" | "no-subscription" | "too-late" {
  const period = servedPeriod(target, event.time);
  if (period === undefined) return "no-subscription";
  const { index } = period;
  const bucket =
    event.receivedAt === undefined ? index : takenWith(target, period, event.receivedAt);
  if (bucket === undefined) return "too-late";
  let usage = target.periods[index];
  if (usage === undefined) {
    const byDay = target.received === undefined ? undefined : new Map<Instant, unknown>();
    usage = { inTime: undefined, byDay, late: undefined, withdrawn: undefined };
    target.periods[index] = usage;
  }
  const { fold } = target.charge;
  const lifted = fold.lift(event);
  if (withdrawnAt !== undefined) {
    const until = takenWith(target, period, withdrawnAt) ?? Number.POSITIVE_INFINITY;
    const { receivedAt = event.time } = event;
    usage.withdrawn ??= [];
    usage.withdrawn.push({ partial: lifted, from: bucket, until, receivedAt, withdrawnAt });
    target.hasLate ||= bucket !== index || until !== index;
    return Number.isFinite(until) ? "withdrawn" : "folded";
  }
  if (bucket === index) {
    usage.inTime = merged(fold, usage.inTime, lifted);
    const seen = usage.byDay && seenFrom(target, event);
    if (seen !== undefined) usage.byDay?.set(seen, merged(fold, usage.byDay.get(seen), lifted));
  } else {
    target.hasLate = true;
    usage.late ??= new Map();
    const { partial, lastAt = 0 } = usage.late.get(bucket) ?? {};
    usage.late.set(bucket, {
      partial: merged(fold, partial, lifted),
      lastAt: Math.max(lastAt, event.receivedAt ?? 0),
    });
  }
  return "folded";
}

/** When a look at open periods first sees an event: the local midnight after its receipt. */
const seenFrom = ({ zone }: Target, { time, receivedAt = time }: UsageEvent): Instant =>
  nextMidnight(zone, receivedAt);

function noteReceipt(
  target: Target,
  received: Map<number, Set<Instant>>,
  event: UsageEvent,
  withdrawnAt: Instant | undefined,
): void {
  const period = servedPeriod(target, event.time);
  if (period === undefined) return;
  const days = received.get(period.index) ?? new Set();
  received.set(period.index, days.add(seenFrom(target, event)));
  if (withdrawnAt !== undefined) days.add(nextMidnight(target.zone, withdrawnAt));
}

/** Both partials as one, where there is a first. */
const merged = (fold: ChargeFold, before: unknown, next: unknown): unknown =>
  before === undefined ? next : fold.merge(before, next);

function servedPeriod(target: Target, time: Instant): Period | undefined {
  const { recent } = target;
  const { startsAt, endsAt } = target.terms;
  if (time < startsAt || (endsAt !== undefined && time >= endsAt)) return undefined;
  if (recent !== undefined && time >= recent.from && time < recent.to) return recent;
  target.recent = periodContaining(target.charge.schedule, time);
  return target.recent;
}

/**
 * The index of the period whose invoice takes an event of `period`: its own, or the first whose cutoff it still meets.
 * Undefined where there is none: the subscription has ended, or the invoice no longer looks back that far.
 *
 * A cutoff is the grace window after the period's end, or after the purchase (of the last period: the change that cut it)
 * became known where that was later. So the first cutoff to come is that of the period in which the window before the
 * receipt lies.
 */
function takenWith(target: Target, period: Period, received: Instant): number | undefined {
  const { state, terms, charge, invoiceDays } = target;
  const { endsAt, book } = terms;
  const due = received - book.graceMs;
  const closing = closingOf(state, endsAt);
  const closedAt = closing === undefined ? Number.POSITIVE_INFINITY : invoiceDays.next(closing);
  const isLast = endsAt !== undefined && endsAt <= period.to;
  if (due < state.knownSince) return period.index;
  if (due < (isLast ? closedAt : invoiceDays.next(period.to))) return period.index;
  if (due >= closedAt) return undefined;
  // Of the periods that are invoiced on one day, the first looks for what came late.
  const invoiced = invoiceDays.last(due);
  const served = Math.min(invoiced, endsAt === undefined ? invoiced : endsAt - 1);
  const index = periodContaining(charge.schedule, served)?.index ?? period.index;
  return index - period.index > charge.latePeriods ? undefined : Math.max(index, period.index);
}

function viewOf(customers: ReadonlyMap<string, readonly Target[]>): UsageView {
  const targetOf = ({ customer, key }: UsageQuery): Target | undefined => {
    const charge = key.slice(0, key.lastIndexOf("/"));
    return customers.get(customer)?.find((target) => target.key === charge);
  };
  return {
    hasLate: (customer) => customers.get(customer)?.some(({ hasLate }) => hasLate) ?? false,
    find: (query) => {
      const target = targetOf(query);
      if (target === undefined) return undefined;
      return query.soFar === true ? soFar(target, query) : partialOf(target, query, query.period);
    },
    cameSince: (query, since) => {
      const days = targetOf(query)?.received?.get(query.period) ?? [];
      return [...days].some((day) => day > since && day <= query.receivedBefore);
    },
    findLate: (query, since) => {
      const target = targetOf(query);
      return target !== undefined && cameLate(target, query, since)
        ? partialOf(target, query, query.billedWith)
        : "unchanged";
    },
  };
}

/** The usage of an open period that came in before a midnight, and stood then. */
function soFar({ charge, periods }: Target, { period, receivedBefore }: UsageQuery): unknown {
  const usage = periods[period];
  const days = [...(usage?.byDay ?? [])]
    .filter(([day]) => day <= receivedBefore)
    .sort(([before], [after]) => before - after)
    .map(([, part]) => part);
  const stood = (usage?.withdrawn ?? [])
    .filter((one) => one.receivedAt < receivedBefore && receivedBefore <= one.withdrawnAt)
    .map(({ partial }) => partial);
  return [...days, ...stood].reduce<unknown>(
    (whole, part) => merged(charge.fold, whole, part),
    undefined,
  );
}

/**
 * Whether an event that came late or was corrected, and is taken by now, changes the period; one that carries on changes
 * later ones too. What was known at `since` is no news.
 */
function cameLate(
  { charge, periods }: Target,
  { period, billedWith }: UsageQuery,
  since: Instant,
): boolean {
  for (let index = charge.carries ? 0 : period; index <= period; index += 1) {
    const isNews = (bucket: number, at: Instant): boolean =>
      bucket > index && bucket <= billedWith && at >= since;
    const { late, withdrawn = [] } = periods[index] ?? {};
    for (const [bucket, { lastAt }] of late ?? []) if (isNews(bucket, lastAt)) return true;
    for (const { from, until, receivedAt, withdrawnAt } of withdrawn)
      if (isNews(from, receivedAt) || isNews(until, withdrawnAt)) return true;
  }
  return false;
}

/**
 * The partial with what the periods before it hand on: a time-weighted value holds from its last sample, however many
 * periods ago that was. Every other aggregation begins each period with nothing.
 */
function partialOf(target: Target, query: UsageQuery, lastBucket: number): unknown {
  const { charge, period, billedWith } = query;
  const own = takenUpTo(target, period, lastBucket);
  if (!charge.carries) return own;
  let handedOn = charge.fold.empty;
  for (let index = 0; index < period; index += 1) {
    const before = takenUpTo(target, index, billedWith);
    const whole = before === undefined ? handedOn : charge.fold.merge(handedOn, before);
    handedOn = charge.fold.carry(whole, periodAt(charge.schedule, index));
  }
  return own === undefined ? handedOn : charge.fold.merge(handedOn, own);
}

/** The usage of a period that invoices up to that of `lastBucket` take and leave; undefined where there is none. */
function takenUpTo(target: Target, period: number, lastBucket: number): unknown {
  const usage = target.periods[period];
  if (usage?.late === undefined && usage?.withdrawn === undefined) return usage?.inTime;
  const taken = [...(usage.late ?? [])]
    .filter(([bucket]) => bucket <= lastBucket)
    .sort(([before], [after]) => before - after)
    .map(([, { partial }]) => partial);
  const standing = (usage.withdrawn ?? [])
    .filter(({ from, until }) => from <= lastBucket && lastBucket < until)
    .map(({ partial }) => partial);
  return [usage.inTime, ...taken, ...standing]
    .filter((partial) => partial !== undefined)
    .reduce<unknown>((whole, part) => merged(target.charge.fold, whole, part), undefined);
}
