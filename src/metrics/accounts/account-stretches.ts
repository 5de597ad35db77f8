import type { Account, LicenceState, SubscriptionState } from "../../account/account.ts";
import type { SubscriptionFact } from "../../account/fact.ts";
import { maintenanceLine } from "../../account/licence-line.ts";
import { licenceTerm } from "../../account/licence-term.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { subscribedId } from "../../account/subscribed.ts";
import { type SubscriptionTerms, termsOf } from "../../account/terms.ts";
import { type Stretch, timelineOf } from "../../account/timeline.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import { parseCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { nextBoundary, periodAt, periodContaining } from "../../time/schedule.ts";
import { startOfDay } from "../../time/zone.ts";
import type { Cancellation } from "../metrics-input.ts";
import { monthlyValue, type Normalisation } from "../monthly-value.ts";
import type { RecurringStretch } from "../recurring-stretch.ts";
import { intervalOf, recurringParts } from "./recurring-parts.ts";
import { endCause, startCause } from "./start-cause.ts";

/** How accounts are looked at. */
export interface AccountView {
  readonly books: PriceBooks;
  readonly normalisation: Normalisation;
  /** Now. What is to begin later has not happened. UTC. */
  readonly asOf: Instant;
  /**
   * The first instant of the month after `asOf`, by the business's calendar: what is to end between the two is counted on
   * to here, so that the running month ends with what is there now.
   */
  readonly runsTo: Instant;
}

/** What an account tells the metrics of its recurring value. */
export interface AccountStretches {
  readonly stretches: readonly RecurringStretch[];
  readonly cancellations: readonly Cancellation[];
}

/** An add-on is named `addons/ID`. */
const subscribedName = (terms: SubscriptionFact): string =>
  terms.addon === undefined ? subscribedId(terms) : `addons/${terms.addon}`;

/** The recurring value of an account's subscriptions and of the maintenance of its licences, as it is known now. */
export function accountStretches(account: Account, view: AccountView): AccountStretches {
  const timeline = timelineOf(account, view.books);
  const subscribed = account.subscriptions.flatMap((subscription) =>
    subscriptionStretches(
      account,
      subscription,
      timeline.filter((stretch) => stretch.subscription === subscription.fact.id),
      view,
    ),
  );
  const maintained = account.licences.flatMap((state) =>
    maintenanceStretches(account, state, view),
  );
  return {
    stretches: [...subscribed, ...maintained].flatMap((stretch) => seenNow(stretch, view)),
    cancellations: account.subscriptions.flatMap((subscription) =>
      cancellationsOf(account, subscription, view),
    ),
  };
}

/** A stretch as it is seen at `asOf`: not yet there, ended, or going on at least to the end of the running month. */
function seenNow(stretch: RecurringStretch, { asOf, runsTo }: AccountView): RecurringStretch[] {
  const { from, to } = stretch;
  if (from > asOf || (to !== null && to <= from)) return [];
  return [to === null || to <= asOf ? stretch : { ...stretch, to: Math.max(to, runsTo) }];
}

const named = (account: Account): Pick<RecurringStretch, "customer" | "segment"> => ({
  customer: account.customer.id,
  ...(account.customer.segment === undefined ? {} : { segment: account.customer.segment }),
});

function subscriptionStretches(
  account: Account,
  subscription: SubscriptionState,
  timeline: readonly Stretch[],
  view: AccountView,
): RecurringStretch[] {
  return timeline.flatMap((own, place) => {
    const state = subscription.phases[own.phase - 1];
    assert(state !== undefined, "a stretch is a phase");
    const terms = termsOf(state, account.customer, view.books.find(own.model));
    const cause = startCause(subscription, timeline[place - 1], own);
    const ended = endCause(subscription, own);
    return recurringParts(state, terms, view.normalisation).flatMap(({ stream, amount, net }) => {
      const of = {
        ...named(account),
        subscription: own.subscription,
        plan: subscribedName(own.terms),
        stream,
        amount,
        // Every discount lasts as long as its terms do.
        net,
        netAll: net,
        currency: terms.book.model.currency,
      };
      return trialAndPaid({ ...of, from: own.from, to: own.to, cause, paying: true }, terms).map(
        (part) => (ended !== undefined && part.to === own.to ? { ...part, endCause: ended } : part),
      );
    });
  });
}

/** A stretch, divided where its free days are over. */
function trialAndPaid(
  stretch: RecurringStretch,
  { startsAt }: SubscriptionTerms,
): RecurringStretch[] {
  const { from, to } = stretch;
  if (startsAt <= from) return [stretch];
  const trialEnd = to === null ? startsAt : Math.min(startsAt, to);
  const trial: RecurringStretch = { ...stretch, to: trialEnd, paying: false };
  if (to !== null && to <= startsAt) return [trial];
  return [trial, { ...stretch, from: startsAt, cause: "trial-end" }];
}

function cancellationsOf(
  account: Account,
  { fact: { id }, changes, phases }: SubscriptionState,
  { books, asOf, runsTo }: AccountView,
): Cancellation[] {
  return changes.flatMap(({ fact, day, undone, knownSince }): Cancellation[] => {
    if (undone || fact.fact !== "cancel") return [];
    const phase = phases.findLast(({ fact: { start } }) => start <= day);
    if (phase === undefined) return [];
    const terms = termsOf(phase, account.customer, books.find(phase.model));
    const { recurring, zone } = terms;
    const endsAt = startOfDay(zone, expectOk(parseCivilDate(day)));
    const keepsPaid = phase.fact.end === day && !phase.refundsUnused && recurring !== undefined;
    const paid = keepsPaid ? periodContaining(recurring.schedule, endsAt - 1) : undefined;
    const later = (instant: Instant): Instant =>
      instant > asOf ? Math.max(instant, runsTo) : instant;
    const cancelled = {
      customer: account.customer.id,
      subscription: id,
      requestedAt: knownSince,
      endsAt: later(endsAt),
    };
    return [
      paid !== undefined && paid.to > endsAt
        ? { ...cancelled, paidThrough: later(paid.to) }
        : cancelled,
    ];
  });
}

/**
 * Maintenance recurs from its first period on, for as long as periods of it are billed: one that is given up goes on to the
 * end of its period, a licence that expires takes it along. The plan is named `licences/ID`.
 */
function maintenanceStretches(
  account: Account,
  state: LicenceState,
  { books, normalisation }: AccountView,
): RecurringStretch[] {
  const { schedule, maintenance, expiresAt, endsAt } = licenceTerm(account, state, books);
  if (maintenance === undefined) return [];
  const period = periodAt(schedule, maintenance.firstDue === "purchase" ? 0 : 1);
  const book = books.find(state.model);
  const { net, line } = maintenanceLine({ kind: "maintenance", state, period }, book);
  const value = monthlyValue(net, intervalOf(maintenance.every), normalisation);
  const isGivenUp = endsAt !== undefined && (expiresAt === undefined || endsAt < expiresAt);
  // A period that begins on the day of the end is not billed any more.
  const paidTo = isGivenUp ? nextBoundary(schedule, endsAt - 1) : undefined;
  const to = Math.min(paidTo ?? Infinity, expiresAt ?? Infinity);
  return [
    {
      ...named(account),
      subscription: state.fact.id,
      plan: `licences/${state.fact.licence}`,
      stream: line.stream,
      from: period.from,
      to: to === Infinity ? null : to,
      amount: value,
      net: value,
      netAll: value,
      currency: book.model.currency,
      paying: true,
      cause: "new",
      ...(to === Infinity ? {} : { endCause: isGivenUp ? "cancel" : "expiry" }),
    },
  ];
}
