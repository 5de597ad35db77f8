import { ok, type Result, refuse } from "../fault/fault.ts";
import { civilFromDays, daysFromCivil, formatCivilDate, parseCivilDate } from "../time/calendar.ts";
import { periodContaining } from "../time/schedule.ts";
import type { PhaseState } from "./account.ts";
import { parentGrid } from "./addon-grid.ts";
import { readmissionFaults } from "./admission.ts";
import type { TermsChange } from "./change-fact.ts";
import {
  anchorOf,
  type Changing,
  closedPeriod,
  cut,
  earlierPhases,
  followingPhase,
  trialLeft,
} from "./changing.ts";
import { ceilingsOf } from "./contracts/renewal-ceilings.ts";
import { underContract } from "./contracts/under-contract.ts";
import type { SubscriptionFact } from "./fact.ts";
import { alreadyBilled, meterClash } from "./meter-clash.ts";
import { type PriceBook, versionOf } from "./price-book.ts";
import { subscribedId } from "./subscribed.ts";
import type { SubscriptionTerms } from "./terms.ts";

/** The phases of a subscription on other terms from a day on. */
export function changeTerms(changing: Changing<TermsChange>): Result<readonly PhaseState[]> {
  const { account, subscription, fact, last, day, knownSince, books } = changing;
  const closed = closedPeriod(changing);
  if (closed !== undefined) return closed;
  const book = nextBook(changing);
  if (!book.ok) return book;
  if (last.fact.addon !== undefined && fact.plan !== undefined)
    return refuse({
      code: "not-a-plan",
      path: "/plan",
      message: "an add-on has no plan to change",
      value: fact.plan,
      suggestion: "change the plan of the subscription it goes with, or buy another add-on",
    });
  const rhythm = nextRhythm(changing);
  if (!rhythm.ok) return rhythm;
  const signed = underContract(account, rhythm.value.terms, books);
  if (!signed.ok) return signed;
  const held = signed.value?.book ?? book.value;
  const terms = signed.value?.fact ?? rhythm.value.terms;
  const kept = terms.plan === last.fact.plan && terms.contract === last.fact.contract;
  // What was bought by an option keeps its price.
  const sold = kept ? last.under : signed.value?.under;
  const renewed = changing.by?.kind === "contract";
  const under =
    renewed && sold !== undefined
      ? { ...sold, ...ceilingsOf(last, account, formatCivilDate(day), books) }
      : sold;
  const next = followingPhase(changing, terms, { ...rhythm.value, book: held, under });
  if (!next.ok) return next;
  const { phase, terms: nextTerms } = next.value;
  const refused = readmissionFaults(last.fact, phase.fact, account.customer, held.model);
  if (refused.length > 0) return refuse(...refused);
  const prorated = fact.proration !== "none";
  const before = cut(last, day, knownSince, prorated);
  const others = account.subscriptions.map((one) =>
    one === subscription ? { ...one, phases: [...earlierPhases(changing), before] } : one,
  );
  const clash = meterClash(
    { ...account, subscriptions: others },
    subscription.fact.customer,
    nextTerms,
    books,
  );
  if (clash !== undefined)
    return refuse(alreadyBilled(clash, "/plan", subscribedId(phase.fact), "change to"));
  return ok([
    ...earlierPhases(changing),
    before,
    prorated ? phase : { ...phase, nextRecurring: firstWholePeriod(nextTerms) },
  ]);
}

/** The model version of the new terms: the old one, unless the change names another. */
const nextBook = ({ fact: { model }, last, books }: Changing<TermsChange>): Result<PriceBook> =>
  model === undefined
    ? ok(books.find(last.model))
    : versionOf(books, model, books.find(last.model), "/model");

interface Rhythm {
  readonly terms: SubscriptionFact;
  readonly anchor: string | null;
  readonly free: number | undefined;
}

/**
 * The new terms and the days their periods keep. Within a trial its end stays, unless the change moves it, and is the new
 * anchor; before the beginning everything is as if it had been bought so.
 */
function nextRhythm(changing: Changing<TermsChange>): Result<Rhythm> {
  const { account, subscription, fact, last, terms, day, unbegun, books } = changing;
  const grid = parentGrid(account, last.fact, formatCivilDate(day), books);
  const changed = changedTerms(last.fact, fact, formatCivilDate(day));
  if (changed.end !== undefined && changed.end <= changed.start)
    return refuse({
      code: "end-before-start",
      path: "/end",
      message: "the end must come after the day of the change",
      value: changed.end,
      suggestion: "to end it sooner, cancel it",
    });
  const next = grid === undefined ? changed : { ...changed, alignment: grid.alignment };
  if (unbegun) {
    const free = fact.trialDays ?? subscription.fact.trialDays;
    return ok({ terms: next, anchor: grid?.anchor ?? null, free });
  }
  const left = trialLeft(terms, day);
  if (fact.trialDays !== undefined && left === 0)
    return refuse({
      code: "not-trialing",
      path: "/trialDays",
      message: `there is no trial on ${formatCivilDate(day)}`,
      value: fact.trialDays,
      suggestion: "leave trialDays out",
    });
  const free = fact.trialDays === undefined ? left : newTrialLeft(changing, fact.trialDays);
  if (grid !== undefined) return ok({ terms: next, anchor: grid.anchor, free });
  const sameRhythm =
    next.cadence === last.fact.cadence && next.alignment === last.fact.alignment && free === left;
  const paidFrom = formatCivilDate(civilFromDays(daysFromCivil(day) + free));
  return ok({ terms: next, anchor: sameRhythm ? anchorOf(last, terms) : paidFrom, free });
}

/** Free days left of a trial that is said to have so many from the subscription's start. */
function newTrialLeft({ subscription, day }: Changing, trialDays: number): number {
  const start = parseCivilDate(subscription.fact.start);
  const begun = start.ok ? daysFromCivil(start.value) : daysFromCivil(day);
  return Math.max(0, begun + trialDays - daysFromCivil(day));
}

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
    endAddons,
    ...terms
  }: TermsChange,
  day: string,
): SubscriptionFact {
  // On other terms it has its own price, and no part of a bundle's.
  const { quantities, agreed, cadence, bundled: _____, ...kept } = before;
  const samePlan = terms.plan === undefined || terms.plan === before.plan;
  return {
    ...kept,
    ...(samePlan && quantities !== undefined ? { quantities } : {}),
    ...(samePlan && agreed !== undefined ? { agreed } : {}),
    ...(cadence === undefined ? {} : { cadence }),
    ...terms,
    start: day,
  };
}
