import type {
  Account,
  LicenceState,
  PhaseState,
  SubscriptionState,
} from "../../account/account.ts";
import { escalated } from "../../account/contracts/escalation.ts";
import { maintenanceLine } from "../../account/licence-line.ts";
import { licenceTerm } from "../../account/licence-term.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { type SubscriptionTerms, termsOf } from "../../account/terms.ts";
import { type Stretch, timelineOf } from "../../account/timeline.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import { parseCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { nextBoundary, periodAt, periodContaining } from "../../time/schedule.ts";
import { startOfDay } from "../../time/zone.ts";
import type { Cancellation } from "../metrics-input.ts";
import { monthlyValue, type Normalisation } from "../monthly-value.ts";
import type { RecurringStretch, StartCause } from "../recurring-stretch.ts";
import { type CouponLength, type CouponSpan, couponSpans, couponsAt } from "./coupon-spans.ts";
import { hasCome, type Present } from "./present.ts";
import { raisesWithin, termsAt } from "./price-raises.ts";
import { intervalOf, type PartsOf, recurringParts } from "./recurring-parts.ts";
import { endCause, startCause } from "./start-cause.ts";
import { subscribedPlan } from "./subscribed-plan.ts";
import { withoutTax } from "./without-tax.ts";

/** How accounts are looked at. What is to begin after `asOf` has not happened. */
export interface AccountView extends Present {
  readonly books: PriceBooks;
  readonly normalisation: Normalisation;
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
    cancellations: [
      ...account.subscriptions.flatMap((subscription) =>
        cancellationsOf(account, subscription, view),
      ),
      ...timeline.flatMap((stretch) => lapsedPause(account, stretch, view)),
    ],
  };
}

/** A stretch as it is seen at `asOf`: not yet there, ended, or going on at least to the end of the running month. */
function seenNow(stretch: RecurringStretch, view: AccountView): RecurringStretch[] {
  const { from, to } = stretch;
  if (!hasCome(from, view) || (to !== null && to <= from)) return [];
  return [
    to === null || hasCome(to, view) ? stretch : { ...stretch, to: Math.max(to, view.runsTo) },
  ];
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
  const spans = couponSpans({ ...view, account }, subscription);
  return timeline.flatMap((own, place) => {
    const state = subscription.phases[own.phase - 1];
    assert(state !== undefined, "a stretch is a phase");
    const bought = termsOf(state, account.customer, view.books.find(own.model));
    const terms = escalated(bought, state, account, view.books);
    const raises = raisesWithin(terms, own, view.runsTo);
    const ended = endCause(subscription, own);
    const coupons = spans.filter(({ phase }) => phase === state.key);
    const of = {
      ...named(account),
      subscription: own.subscription,
      plan: subscribedPlan(own.terms),
      currency: terms.book.model.currency,
    };
    return piecesOf(own, terms, coupons, raises).flatMap(({ from, to, isTrial }) => {
      const started = from === own.from ? startCause(subscription, timeline[place - 1], own) : null;
      const cause = started ?? causeWithin(from, terms, raises);
      const then = termsAt(terms, from);
      return worthsAt({ ...view, account }, state, then, { coupons, at: from }).map((worth) => ({
        ...of,
        ...worth,
        from,
        to,
        paying: !isTrial,
        cause,
        ...(ended !== undefined && to === own.to ? { endCause: ended } : {}),
      }));
    });
  });
}

const causeWithin = (
  from: Instant,
  { startsAt }: SubscriptionTerms,
  raises: readonly Instant[],
): StartCause => (from === startsAt ? "trial-end" : raises.includes(from) ? "price" : "discount");

/** A part of a stretch in which nothing begins or ends. */
interface Piece {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly isTrial: boolean;
}

/** A stretch, divided where its free days are over, where coupons begin and end, and where prices are raised. */
function piecesOf(
  { from, to }: Stretch,
  { startsAt }: SubscriptionTerms,
  coupons: readonly CouponSpan[],
  raises: readonly Instant[],
): readonly Piece[] {
  const ends = [startsAt, ...raises, ...coupons.flatMap((span) => [span.from, span.to])];
  const inside = ends.filter((at) => at > from && (to === null || at < to));
  const starts = [from, ...new Set(inside.toSorted((one, other) => one - other))];
  return starts.map((at, place) => ({
    from: at,
    to: starts[place + 1] ?? to,
    isTrial: at < startsAt,
  }));
}

type StreamWorth = Pick<RecurringStretch, "stream" | "amount" | "net" | "netRecurring" | "netAll">;

/** What each stream is worth at an instant; what the terms take off never ends, what a coupon does may. */
function worthsAt(
  of: PartsOf,
  state: PhaseState,
  terms: SubscriptionTerms,
  { coupons, at }: { readonly coupons: readonly CouponSpan[]; readonly at: Instant },
): readonly StreamWorth[] {
  const held = coupons.filter(({ from, to }) => from <= at && at < to);
  const withThose = (...lengths: readonly CouponLength[]) => {
    const some = held.filter(({ length }) => lengths.includes(length));
    return some.length === 0
      ? undefined
      : recurringParts(of, state, terms, (charge) => couponsAt(some, state.key, charge, at));
  };
  const own = recurringParts(of, state, terms);
  const forever = withThose("forever") ?? own;
  const recurring = withThose("forever", "repeating") ?? own;
  const all = withThose("forever", "repeating", "once") ?? own;
  return own.map(({ stream, amount, net }, place) => ({
    stream,
    amount,
    net: forever[place]?.net ?? net,
    netRecurring: recurring[place]?.net ?? net,
    netAll: all[place]?.net ?? net,
  }));
}

function cancellationsOf(
  account: Account,
  { fact: { id }, changes, phases }: SubscriptionState,
  view: AccountView,
): Cancellation[] {
  return changes.flatMap(({ fact, day, undone, knownSince }): Cancellation[] => {
    if (undone || fact.fact !== "cancel") return [];
    const phase = phases.findLast(({ fact: { start } }) => start <= day);
    if (phase === undefined) return [];
    const terms = termsOf(phase, account.customer, view.books.find(phase.model));
    const { recurring, zone } = terms;
    const endsAt = startOfDay(zone, expectOk(parseCivilDate(day)));
    const keepsPaid = phase.fact.end === day && !phase.refundsUnused && recurring !== undefined;
    const paid = keepsPaid ? periodContaining(recurring.schedule, endsAt - 1) : undefined;
    const cancelled = {
      customer: account.customer.id,
      subscription: id,
      requestedAt: knownSince,
      endsAt: notYet(endsAt, view),
    };
    return [
      paid !== undefined && paid.to > endsAt
        ? { ...cancelled, paidThrough: notYet(paid.to, view) }
        : cancelled,
    ];
  });
}

/** What is to come does not come in the running month. */
const notYet = (instant: Instant, view: AccountView): Instant =>
  hasCome(instant, view) ? instant : Math.max(instant, view.runsTo);

/** A pause that outlives its terms ends the subscription, though nobody cancelled it. */
function lapsedPause(
  { customer }: Account,
  { subscription, pausedTo }: Stretch,
  view: AccountView,
): Cancellation[] {
  if (pausedTo === null) return [];
  const endsAt = notYet(pausedTo, view);
  return [{ customer: customer.id, subscription, requestedAt: endsAt, endsAt }];
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
  const priced = maintenanceLine({ kind: "maintenance", state, period }, book);
  const { stream, explanation } = priced.line;
  const { zone } = schedule;
  const sold = { account, books, book, stream, pointer: explanation.price, at: period.from, zone };
  const { net } = withoutTax(priced, sold);
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
      stream,
      from: period.from,
      to: to === Infinity ? null : to,
      amount: value,
      net: value,
      netRecurring: value,
      netAll: value,
      currency: book.model.currency,
      paying: true,
      cause: "new",
      ...(to === Infinity ? {} : { endCause: isGivenUp ? "cancel" : "expiry" }),
    },
  ];
}
