import { ok, type Result, refuse } from "../fault/fault.ts";
import { type Money, parseMoney } from "../money/money.ts";
import { type CivilDate, formatCivilDate, parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { periodContaining } from "../time/schedule.ts";
import { civilDateAt, startOfDay } from "../time/zone.ts";
import type {
  Account,
  PhaseEnd,
  PhaseState,
  RecordedChange,
  SubscriptionState,
} from "./account.ts";
import type { Cancellation, ChangeFact, Pause, TermsChange, Undoing } from "./change-fact.ts";
import type { SubscriptionFact } from "./fact.ts";
import { openPhase } from "./phase.ts";
import type { PriceBook, PriceBooks } from "./price-book.ts";
import { meterClash } from "./purchase.ts";
import { changeableStanding, standingOn } from "./standing.ts";
import { compileTerms, type SubscriptionTerms, termsOf } from "./terms.ts";

/** A change on its way: everything that its rules look at. */
interface Changing<F extends ChangeFact = Exclude<ChangeFact, Undoing>> {
  readonly account: Account;
  readonly subscription: SubscriptionState;
  readonly fact: F;
  readonly knownSince: Instant;
  readonly books: PriceBooks;
  /** The phase that comes last, and its terms. */
  readonly last: PhaseState;
  readonly terms: SubscriptionTerms;
  readonly day: CivilDate;
}

/**
 * Applies a change to a subscription. Refuses, leaving the account as it was: `unknown-subscription`, `change-exists`,
 * `change-pending` where a later change is already recorded, `not-active`, `not-paused`, `not-ended`, `already-effective` and
 * `not-the-last-change` for an undoing, `period-closed` for a day whose period is billed for good, and what the new terms
 * themselves are refused for.
 */
export function change(
  account: Account,
  fact: ChangeFact,
  knownSince: Instant,
  books: PriceBooks,
): Result<Account> {
  const subscription = account.subscriptions.find(({ fact: { id } }) => id === fact.subscription);
  if (subscription === undefined)
    return refuse({
      code: "unknown-subscription",
      path: "/subscription",
      message: "this customer has no subscription with this id",
      value: fact.subscription,
    });
  if (subscription.changes.some((known) => known.fact.id === fact.id))
    return refuse({
      code: "change-exists",
      path: "/id",
      message: `"${fact.id}" is already a change of this subscription, and says something else`,
      value: fact.id,
      suggestion: "use a new id",
    });
  const changed =
    fact.fact === "undo"
      ? undo(account, subscription, fact, knownSince, books)
      : applied(account, subscription, fact, knownSince, books);
  if (!changed.ok) return changed;
  const subscriptions = account.subscriptions.map((one) =>
    one === subscription ? changed.value : one,
  );
  return ok({ ...account, subscriptions });
}

function applied(
  account: Account,
  subscription: SubscriptionState,
  fact: Exclude<ChangeFact, Undoing>,
  knownSince: Instant,
  books: PriceBooks,
): Result<SubscriptionState> {
  const last = lastPhase(subscription);
  const terms = termsOf(last, account.customer, books.find(last.model));
  const day = dayOf(fact, knownSince, terms);
  if (!day.ok) return day;
  const changing = { account, subscription, knownSince, books, last, terms, day: day.value };
  const pending = subscription.changes.findLast(
    (one) => !one.undone && one.day > formatCivilDate(day.value),
  );
  if (pending !== undefined)
    return refuse({
      code: "change-pending",
      path: "/on",
      message: `change "${pending.fact.id}" of ${pending.day} comes after this one`,
      value: formatCivilDate(day.value),
      suggestion: "undo it first, or choose a later day",
    });
  const standing = standingOn(subscription, formatCivilDate(day.value));
  const needed = changeableStanding[fact.fact];
  if (!needed.standings.includes(standing))
    return refuse({
      code: needed.code,
      path: "/subscription",
      message: `the subscription is ${standing} on ${formatCivilDate(day.value)}`,
      value: fact.subscription,
      suggestion: needed.suggestion,
    });
  const phases = nextPhases({ ...changing, fact });
  if (!phases.ok) return phases;
  const { cutSince, refundsUnused } = last;
  const recorded: RecordedChange = {
    fact,
    knownSince,
    day: formatCivilDate(day.value),
    undone: false,
    before: { end: last.fact.end ?? null, cutSince, refundsUnused },
    feeBilled: fact.fact === "cancel" && fact.fee !== undefined ? false : null,
  };
  return ok({
    fact: subscription.fact,
    phases: phases.value,
    changes: [...subscription.changes, recorded],
  });
}

function nextPhases(changing: Changing): Result<readonly PhaseState[]> {
  const { fact } = changing;
  switch (fact.fact) {
    case "change":
      return changeTerms({ ...changing, fact });
    case "cancel":
    case "pause":
      return endService({ ...changing, fact });
    case "resume":
    case "reactivate":
      return beginAgain(changing);
  }
}

const lastPhase = ({ phases }: SubscriptionState): PhaseState => {
  const last = phases.at(-1);
  if (last === undefined) throw new Error("broken invariant: a subscription has a phase");
  return last;
};

/** The first local day on which a change holds. */
function dayOf(
  { on, when }: Exclude<ChangeFact, Undoing>,
  knownSince: Instant,
  { zone, recurring, charges, endsAt }: SubscriptionTerms,
): Result<CivilDate> {
  if (on !== undefined) return parseCivilDate(on, "/on");
  if (when !== "period-end") return ok(civilDateAt(zone, knownSince));
  const schedule = recurring?.schedule ?? charges[0]?.schedule;
  const period = schedule && periodContaining(schedule, knownSince);
  const end = Math.min(period?.to ?? knownSince, endsAt ?? Number.POSITIVE_INFINITY);
  return ok(civilDateAt(zone, end));
}

/** A day may not lie before the period that was open when the change became known: what is billed for good stays. */
function closedPeriod({ terms, day, knownSince }: Changing): Result<never> | undefined {
  const { zone, recurring, charges, book } = terms;
  const schedules = [...(recurring === undefined ? [] : [recurring]), ...charges];
  const at = startOfDay(zone, day);
  const opened = schedules.flatMap(({ schedule }) => {
    const period = periodContaining(schedule, knownSince - book.graceMs);
    return period === undefined ? [] : [period.from];
  });
  const earliest = Math.max(...opened);
  if (at >= earliest) return undefined;
  return refuse({
    code: "period-closed",
    path: "/on",
    message: "the period of this day is billed for good",
    value: formatCivilDate(day),
    suggestion: `the earliest day is ${formatCivilDate(civilDateAt(zone, earliest))}`,
  });
}

/** The phase cut at a day. `refunds`: what was paid for later time goes back. */
const cut = (
  phase: PhaseState,
  day: CivilDate,
  knownSince: Instant,
  refunds: boolean,
): PhaseState =>
  withEnd(phase, { end: formatCivilDate(day), cutSince: knownSince, refundsUnused: refunds });

const earlier = ({ subscription }: Changing): readonly PhaseState[] =>
  subscription.phases.slice(0, -1);

function endService(changing: Changing<Cancellation | Pause>): Result<readonly PhaseState[]> {
  const { fact, subscription, last, day, knownSince } = changing;
  // A paused subscription has no service to end: it is not resumed, and that is all.
  if (last.fact.end !== undefined && last.fact.end <= formatCivilDate(day))
    return ok(subscription.phases);
  const closed = closedPeriod(changing);
  if (closed !== undefined) return closed;
  const fee =
    fact.fact === "cancel" && fact.fee !== undefined ? feeFault(changing, fact.fee) : ok(null);
  if (!fee.ok) return fee;
  const credit = fact.credit ?? (fact.fact === "pause" ? "prorated" : "none");
  return ok([...earlier(changing), cut(last, day, knownSince, credit === "prorated")]);
}

function feeFault({ terms: { book } }: Changing, fee: Money): Result<null> {
  const parsed = parseMoney(fee, "/fee");
  if (!parsed.ok) return parsed;
  const { currency } = book.model;
  if (parsed.value.currency === currency) return ok(null);
  const message = `the customer is billed in ${currency}`;
  return refuse({ code: "currency-mismatch", path: "/fee", message, value: fee });
}

function changeTerms(changing: Changing<TermsChange>): Result<readonly PhaseState[]> {
  const { account, subscription, fact, last, terms, day, knownSince, books } = changing;
  const closed = closedPeriod(changing);
  if (closed !== undefined) return closed;
  const changed = changedTerms(last.fact, fact, day);
  const sameRhythm =
    changed.cadence === last.fact.cadence && changed.alignment === last.fact.alignment;
  const anchor = sameRhythm ? (last.anchor ?? formatCivilDate(terms.start)) : formatCivilDate(day);
  const prorated = fact.proration !== "none";
  const before = cut(last, day, knownSince, prorated);
  const next = followingPhase(changing, changed, anchor, books.find(last.model));
  if (!next.ok) return next;
  const others = account.subscriptions.map((one) =>
    one === subscription ? { ...one, phases: [...earlier(changing), before] } : one,
  );
  const clash = meterClash({ ...account, subscriptions: others }, next.value.terms, books);
  if (clash !== undefined) return refuse(alreadyBilled(clash.subscription, clash.meter));
  const { phase, terms: nextTerms } = next.value;
  return ok([
    ...earlier(changing),
    before,
    prorated ? phase : { ...phase, nextRecurring: firstWholePeriod(nextTerms) },
  ]);
}

const alreadyBilled = ({ fact }: SubscriptionState, meter: string) => ({
  code: "meter-already-billed",
  path: "/plan",
  message: `subscription "${fact.id}" already bills meter "${meter}" in that time`,
  value: meter,
  suggestion: "end the other subscription first, or change to a plan without that meter",
});

/** 1 where the first period is a stub, which the terms before have paid for; 0 where it is whole. */
function firstWholePeriod({ recurring, startsAt }: SubscriptionTerms): number {
  if (recurring === undefined) return 0;
  const { schedule } = recurring;
  const first = periodContaining(
    { ...schedule, start: schedule.anchor ?? schedule.start },
    startsAt,
  );
  return first === undefined || first.from === startsAt ? 0 : 1;
}

function beginAgain(changing: Changing): Result<readonly PhaseState[]> {
  const { account, subscription, fact, last, terms, day, books } = changing;
  const { end: _, ...open } = last.fact;
  const until = fact.fact === "resume" ? endBeforePause(subscription) : null;
  const again = {
    ...open,
    start: formatCivilDate(day),
    ...(until === null ? {} : { end: until }),
  };
  const anchor =
    fact.fact === "resume" ? (last.anchor ?? formatCivilDate(terms.start)) : formatCivilDate(day);
  const next = followingPhase(changing, again, anchor, books.find(last.model));
  if (!next.ok) return next;
  const clash = meterClash(account, next.value.terms, books);
  if (clash !== undefined) return refuse(alreadyBilled(clash.subscription, clash.meter));
  return ok([...subscription.phases, next.value.phase]);
}

const endBeforePause = ({ changes }: SubscriptionState): string | null =>
  changes.findLast(({ fact, undone }) => fact.fact === "pause" && !undone)?.before.end ?? null;

function followingPhase(
  { account, subscription, knownSince }: Changing,
  fact: SubscriptionFact,
  anchor: string,
  book: PriceBook,
): Result<{ readonly phase: PhaseState; readonly terms: SubscriptionTerms }> {
  const terms = compileTerms(fact, account.customer, book, anchor);
  if (!terms.ok) return terms;
  const key = `${subscription.fact.id}~${subscription.phases.length + 1}`;
  const phase = openPhase(key, fact, { model: book.id, knownSince }, anchor);
  return ok({ phase, terms: terms.value });
}

/** What the change names replaces what was; a new plan keeps no reserved quantities and agreed prices of the old one. */
function changedTerms(
  before: SubscriptionFact,
  {
    fact: _,
    id: __,
    customer: ___,
    subscription: ____,
    recordedAt,
    on,
    when,
    proration,
    ...terms
  }: TermsChange,
  day: CivilDate,
): SubscriptionFact {
  const { quantities, agreed, cadence, ...kept } = before;
  const samePlan = terms.plan === undefined || terms.plan === before.plan;
  return {
    ...kept,
    ...(samePlan && quantities !== undefined ? { quantities } : {}),
    ...(samePlan && agreed !== undefined ? { agreed } : {}),
    ...(cadence === undefined ? {} : { cadence }),
    ...terms,
    start: formatCivilDate(day),
  };
}

/** Takes a change back that has not come into force: its phase goes, and the one before it ends as it did. */
function undo(
  account: Account,
  subscription: SubscriptionState,
  fact: Undoing,
  knownSince: Instant,
  books: PriceBooks,
): Result<SubscriptionState> {
  const undone = subscription.changes.findLast((one) => !one.undone);
  if (undone?.fact.id !== fact.change)
    return refuse({
      code: "not-the-last-change",
      path: "/change",
      message: "only the last change of a subscription can be undone",
      value: fact.change,
      ...(undone === undefined ? {} : { suggestion: `the last one is "${undone.fact.id}"` }),
    });
  const last = lastPhase(subscription);
  const { zone } = termsOf(last, account.customer, books.find(last.model));
  const today = formatCivilDate(civilDateAt(zone, knownSince));
  if (undone.day <= today)
    return refuse({
      code: "already-effective",
      path: "/change",
      message: `change "${fact.change}" holds since ${undone.day}`,
      value: fact.change,
      suggestion: "make the opposite change",
    });
  const changes = subscription.changes.map((one) =>
    one === undone ? { ...one, undone: true } : one,
  );
  return ok({ ...subscription, phases: restored(subscription, undone), changes });
}

function restored(
  { phases }: SubscriptionState,
  { fact, before }: RecordedChange,
): readonly PhaseState[] {
  const added = fact.fact !== "cancel" && fact.fact !== "pause";
  const kept = added ? phases.slice(0, -1) : phases;
  if (fact.fact === "resume" || fact.fact === "reactivate") return kept;
  return kept.map((phase, place) => (place === kept.length - 1 ? withEnd(phase, before) : phase));
}

function withEnd(phase: PhaseState, { end, cutSince, refundsUnused }: PhaseEnd): PhaseState {
  const { end: _, ...open } = phase.fact;
  return { ...phase, fact: end === null ? open : { ...open, end }, cutSince, refundsUnused };
}
