import { ok, type Result, refuse } from "../fault/fault.ts";
import {
  type CivilDate,
  daysFromCivil,
  formatCivilDate,
  parseCivilDate,
} from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { periodContaining } from "../time/schedule.ts";
import { civilDateAt, startOfDay } from "../time/zone.ts";
import type {
  Account,
  ChangeOrigin,
  PhaseState,
  RecordedChange,
  SubscriptionState,
} from "./account.ts";
import type { ChangeFact, CouponFact, Undoing } from "./change-fact.ts";
import type { UnderContract } from "./contracts/contract-state.ts";
import type { SubscriptionFact } from "./fact.ts";
import { keysOf, lastPhase, openPhase, withEnd } from "./phase.ts";
import type { PriceBook, PriceBooks } from "./price-book.ts";
import { compileTerms, type SubscriptionTerms, termsOf } from "./terms.ts";

/** A fact that changes what is served. */
export type ServiceChange = Exclude<ChangeFact, Undoing | CouponFact>;

/** A change as it reaches a subscription. */
export interface Told<F extends ChangeFact = ServiceChange> {
  readonly account: Account;
  readonly subscription: SubscriptionState;
  readonly fact: F;
  readonly knownSince: Instant;
  readonly books: PriceBooks;
  /** Absent where somebody told it. */
  readonly by?: ChangeOrigin | undefined;
  /** Whether nothing of the subscription is billed yet, so that no period is closed to it. */
  readonly unbilled?: boolean;
}

/** A change and everything that its rules look at. */
export interface Changing<F extends ChangeFact = ServiceChange> extends Told<F> {
  /** The phase that comes last, and its terms. */
  readonly last: PhaseState;
  readonly terms: SubscriptionTerms;
  readonly day: CivilDate;
  /** Whether the subscription has not begun; the change then holds from its beginning. */
  readonly unbegun: boolean;
}

/** The phase that a local day lies in or comes after; the first one where the day is before all. */
export const phaseOn = (subscription: SubscriptionState, day: string): PhaseState =>
  subscription.phases.findLast(({ fact: { start } }) => start <= day) ??
  subscription.phases[0] ??
  lastPhase(subscription);

/** All phases but the last. */
export const earlierPhases = ({ subscription }: Changing): readonly PhaseState[] =>
  subscription.phases.slice(0, -1);

/** Today in the customer's zone. */
export function localDay(
  { account, subscription, books }: Pick<Told, "account" | "subscription" | "books">,
  now: Instant,
): string {
  const last = lastPhase(subscription);
  const { zone } = termsOf(last, account.customer, books.find(last.model));
  return formatCivilDate(civilDateAt(zone, now));
}

/** The first local day on which a change holds. */
export function dayOf({
  account,
  subscription,
  fact: { on, when },
  knownSince,
  books,
}: Told): Result<CivilDate> {
  if (on !== undefined) return parseCivilDate(on, "/on");
  const phase = phaseOn(subscription, localDay({ account, subscription, books }, knownSince));
  const terms = termsOf(phase, account.customer, books.find(phase.model));
  const { zone, recurring, charges, startsAt, endsAt } = terms;
  if (when !== "period-end") return ok(civilDateAt(zone, knownSince));
  const schedule = recurring?.schedule ?? charges[0]?.schedule;
  const period = schedule && periodContaining(schedule, knownSince);
  const until = period?.to ?? Math.max(knownSince, startsAt);
  return ok(civilDateAt(zone, Math.min(until, endsAt ?? Number.POSITIVE_INFINITY)));
}

/** A day may not lie before the period that was open when the change became known: what is billed for good stays. */
export function closedPeriod({
  terms,
  day,
  knownSince,
  unbilled,
}: Changing): Result<never> | undefined {
  if (unbilled === true) return undefined;
  const { zone, recurring, charges, book } = terms;
  const schedules = [...(recurring === undefined ? [] : [recurring]), ...charges];
  const opened = schedules.flatMap(({ schedule }) => {
    const period = periodContaining(schedule, knownSince - book.graceMs);
    return period === undefined ? [] : [period.from];
  });
  const earliest = Math.max(...opened);
  if (startOfDay(zone, day) >= earliest) return undefined;
  return refuse({
    code: "period-closed",
    path: "/on",
    message: "the period of this day is billed for good",
    value: formatCivilDate(day),
    suggestion: `the earliest day is ${formatCivilDate(civilDateAt(zone, earliest))}`,
  });
}

/** The phase cut at a day. `refunds`: what was paid for later time goes back. */
export const cut = (
  phase: PhaseState,
  day: CivilDate,
  knownSince: Instant,
  refunds: boolean,
): PhaseState =>
  withEnd(phase, { end: formatCivilDate(day), cutSince: knownSince, refundsUnused: refunds });

/** The day whose anniversaries the periods of a phase keep. */
export const anchorOf = ({ anchor }: PhaseState, { start }: SubscriptionTerms): string =>
  anchor ?? formatCivilDate(start);

/** Free days that terms have left on a day. */
export const trialLeft = ({ start }: SubscriptionTerms, day: CivilDate): number =>
  Math.max(0, daysFromCivil(start) - daysFromCivil(day));

/** A phase that comes next, and its terms. */
export interface NextPhase {
  readonly phase: PhaseState;
  readonly terms: SubscriptionTerms;
}

/** What the phase that comes next has besides its terms. */
interface NextTerms {
  readonly anchor: string | null;
  readonly free: number | undefined;
  readonly book: PriceBook;
  /** The contract that it is under; undefined for none. */
  readonly under: UnderContract | undefined;
}

/** Opens the phase that comes next. `free`: the free days it begins with, whatever its plan gives to who buys it anew. */
export function followingPhase(
  { account, subscription, knownSince }: Changing,
  { trialDays: _, ...fact }: SubscriptionFact,
  { anchor, free, book, under }: NextTerms,
): Result<NextPhase> {
  const own = book.model[fact.addon === undefined ? "plans" : "addons"];
  const given = own?.[fact.addon ?? fact.plan ?? ""]?.trial?.days ?? 0;
  const trialDays = free ?? given;
  const next = trialDays === 0 && given === 0 ? fact : { ...fact, trialDays };
  const terms = compileTerms(next, account.customer, book, anchor, under);
  if (!terms.ok) return terms;
  const key = freeKey(account, subscription);
  const phase = openPhase(key, next, { model: book.id, knownSince, under }, anchor);
  return ok({ phase, terms: terms.value });
}

/** `s-1~2` for the second phase; the number goes on where a purchase has that very id. */
function freeKey({ subscriptions }: Account, { fact, phases }: SubscriptionState): string {
  const taken = new Set(subscriptions.flatMap((one) => [one.fact.id, ...keysOf(one)]));
  let nth = phases.length + 1;
  while (taken.has(`${fact.id}~${nth}`)) nth += 1;
  return `${fact.id}~${nth}`;
}

/** Whether a change is in force or to come. */
export const isActive = ({ undone }: RecordedChange): boolean => !undone;
