import type { Instant } from "../time/instant.ts";
import { periodAt, type Schedule } from "../time/schedule.ts";
import type { Account, PaidPeriod, PhaseState } from "./account.ts";
import { escalated } from "./contracts/escalation.ts";
import type { DueItem } from "./due.ts";
import type { Dated, Source, Supply } from "./due-sources.ts";
import { closingOf } from "./phase.ts";
import type { PriceBooks } from "./price-book.ts";
import { type ServicePeriod, servicePeriod } from "./service-period.ts";
import { type ChargeTerms, type SubscriptionTerms, termsOf } from "./terms.ts";

/** The plan's own price of a phase, period by period. */
export interface RecurringSource extends Supply {
  readonly kind: "recurring";
  readonly state: PhaseState;
  readonly terms: SubscriptionTerms;
  readonly schedule: Schedule;
}

/** The usage of a charge of a phase, period by period. */
export interface UsageSource extends Supply {
  readonly kind: "usage";
  readonly state: PhaseState;
  readonly terms: SubscriptionTerms;
  readonly charge: ChargeTerms;
}

/**
 * What falls due of a phase: its price, its usage and, where `moves` says that something can have moved its end, what was paid
 * too much or too little. Most accounts have nothing else, so the first two are no more than what they are made of.
 */
export function phaseSources(
  state: PhaseState,
  moves: boolean,
  account: Account,
  books: PriceBooks,
  sources: Source[],
): void {
  const { knownSince } = state;
  const bought = termsOf(state, account.customer, books.find(state.model));
  const terms = state.under === undefined ? bought : escalated(bought, state, account, books);
  const schedule = terms.recurring?.schedule;
  if (schedule !== undefined) {
    if (moves && state.paid.length > 0) paidSources(state, terms, schedule, sources);
    sources.push({ kind: "recurring", knownSince, state, terms, schedule });
  }
  for (const charge of terms.charges)
    sources.push({ kind: "usage", knownSince, state, terms, charge });
}

/** When the period so many steps ahead is to be paid: at its beginning. Undefined from the phase's end on. */
export const recurringAt = (source: RecurringSource, step: number): Instant | undefined =>
  recurringPeriod(source, step)?.from;

/** The price of that period. */
export function recurringItem(source: RecurringSource, step: number): DueItem | undefined {
  const { state, terms } = source;
  const period = recurringPeriod(source, step);
  return period && { kind: "recurring", state, terms, period };
}

const recurringPeriod = (
  { state, terms, schedule }: RecurringSource,
  step: number,
): ServicePeriod | undefined => servicePeriod(schedule, state.nextRecurring + step, terms.endsAt);

/** When the usage so many periods ahead falls due: at the period's end. Undefined from the phase's end on. */
export function usageAt(source: UsageSource, step: number): Instant | undefined {
  const { endsAt } = source.terms;
  const to = usagePeriod(source, step)?.to;
  return to !== undefined && to === endsAt ? closingOf(source.state, endsAt) : to;
}

/** The usage of that period. */
export function usageItem(source: UsageSource, step: number): DueItem | undefined {
  const { state, terms, charge } = source;
  const period = usagePeriod(source, step);
  return period && { kind: "usage", state, terms, charge, period };
}

const usagePeriod = (
  { state, terms, charge }: UsageSource,
  step: number,
): ServicePeriod | undefined =>
  servicePeriod(charge.schedule, (state.nextUsage[charge.id] ?? 0) + step, terms.endsAt);

/** What was paid and a change makes too much, or, once it is undone, too little. */
function paidSources(
  state: PhaseState,
  terms: SubscriptionTerms,
  schedule: Schedule,
  sources: Source[],
): void {
  const { cutSince, paid } = state;
  const { endsAt } = terms;
  if (endsAt !== undefined && cutSince !== null) {
    // A period of which nothing is served goes back in any case: a change told late can reach behind its beginning.
    const beyond = paid.filter(
      ({ index, paidTo }) =>
        paidTo > endsAt &&
        (state.refundsUnused || servicePeriod(schedule, index, endsAt) === undefined),
    );
    sources.push({
      kind: "told",
      knownSince: cutSince,
      item: (step) => {
        const one = beyond[step];
        return one && { at: endsAt, item: unusedItem(state, terms, schedule, one) };
      },
    });
  }
  const until = cutSince === null || state.refundsUnused ? endsAt : undefined;
  const short = paid.flatMap((one): Dated[] => {
    const isServed = servicePeriod(schedule, one.index, endsAt) !== undefined;
    const whole = isServed ? servicePeriod(schedule, one.index, until) : undefined;
    if (whole === undefined || whole.to <= one.paidTo) return [];
    const period = { index: one.index, from: one.paidTo, to: whole.to };
    return [{ at: one.paidTo, item: { kind: "rest", state, terms, paid: one, whole, period } }];
  });
  if (short.length > 0)
    sources.push({ kind: "told", knownSince: state.knownSince, item: (step) => short[step] });
}

function unusedItem(
  state: PhaseState,
  terms: SubscriptionTerms,
  schedule: Schedule,
  paid: PaidPeriod,
): DueItem {
  const served = servicePeriod(schedule, paid.index, terms.endsAt);
  const from = served?.to ?? periodAt(schedule, paid.index).from;
  const period = { index: paid.index, from, to: paid.paidTo };
  return { kind: "unused", state, terms, paid, served, period };
}
