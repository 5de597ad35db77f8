import { decimalOf } from "../money/decimal.ts";
import { type CurrencyCode, type Money, money } from "../money/money.ts";
import type { Instant } from "../time/instant.ts";
import { type Period, periodAt, type Schedule } from "../time/schedule.ts";
import type {
  Account,
  FeeState,
  LicenceState,
  PaidPeriod,
  PhaseState,
  ReachedMilestone,
  RecordedChange,
  SaleState,
  SubscriptionState,
} from "./account.ts";
import type { OpenPeriod } from "./contracts/commitment-periods.ts";
import type { ContractState } from "./contracts/contract-state.ts";
import { escalated } from "./contracts/escalation.ts";
import type { CreditPack } from "./credit-pack.ts";
import type { WaitingLine, WaitingNote } from "./credited.ts";
import {
  commitmentSource,
  type Dated,
  lateFeeSource,
  licenceSource,
  packSource,
  type Source,
  serviceCreditSource,
} from "./due-sources.ts";
import { dayStart } from "./licence-term.ts";
import type { DayReached } from "./milestone-line.ts";
import { closingOf } from "./phase.ts";
import type { PriceBooks } from "./price-book.ts";
import type { ServiceCredit } from "./promises.ts";
import { saleDue } from "./sale-due.ts";
import {
  type FindServicePeriod,
  type ServicePeriod,
  servicePeriod,
  servicePeriods,
} from "./service-period.ts";
import { type ChargeTerms, type SubscriptionTerms, termsOf } from "./terms.ts";
import { nextUsageCheck } from "./usage-check.ts";

/** One thing that falls due: a period of a subscription, a licence's fee, a year's maintenance, a one-off. */
export type DueItem =
  | {
      readonly kind: "recurring";
      readonly state: PhaseState;
      readonly terms: SubscriptionTerms;
      readonly period: ServicePeriod;
    }
  | {
      readonly kind: "usage";
      readonly state: PhaseState;
      readonly terms: SubscriptionTerms;
      readonly charge: ChargeTerms;
      readonly period: ServicePeriod;
    }
  | {
      /** A look at a period that is still open. */
      readonly kind: "so-far";
      readonly state: PhaseState;
      readonly terms: SubscriptionTerms;
      readonly charge: ChargeTerms;
      readonly period: ServicePeriod;
    }
  | {
      readonly kind: "unused";
      readonly state: PhaseState;
      readonly terms: SubscriptionTerms;
      readonly paid: PaidPeriod;
      /** What is served of the paid period; undefined where nothing is. */
      readonly served: ServicePeriod | undefined;
      /** What is not. */
      readonly period: Period;
    }
  | {
      readonly kind: "rest";
      readonly state: PhaseState;
      readonly terms: SubscriptionTerms;
      readonly paid: PaidPeriod;
      /** The period as far as it is to be paid now. */
      readonly whole: ServicePeriod;
      /** The part of it that was not. */
      readonly period: Period;
    }
  | {
      readonly kind: "fee";
      readonly state: RecordedChange;
      readonly phase: PhaseState;
      readonly terms: SubscriptionTerms;
      readonly fee: Money;
    }
  | { readonly kind: "licence"; readonly state: LicenceState }
  | { readonly kind: "maintenance"; readonly state: LicenceState; readonly period: Period }
  | {
      readonly kind: "sale";
      readonly state: SaleState;
      /** The milestone, from 1, whose part of the price it is; undefined where it is the whole. */
      readonly place: number | undefined;
    }
  | {
      readonly kind: "milestone";
      readonly state: ReachedMilestone;
      readonly sale: SaleState;
      readonly reached: DayReached;
    }
  | { readonly kind: "dunning-fee"; readonly state: FeeState }
  | (OpenPeriod & { readonly kind: "true-up"; readonly state: ContractState })
  | { readonly kind: "credits"; readonly state: CreditPack }
  | { readonly kind: "service-credit"; readonly state: ServiceCredit }
  | { readonly kind: "credit-note"; readonly state: WaitingNote; readonly line: WaitingLine };

/** Everything that one invoice charges for. */
export interface DueGroup {
  /** When the last of its items fell due and was known. */
  readonly dueAt: Instant;
  /** When the invoice is final: `dueAt`, plus the grace window where usage is billed. Later events are late. */
  readonly cutoff: Instant;
  readonly items: readonly DueItem[];
}

/** Most periods of one source that a single invoice catches up on; the next invoice of the same instant takes the rest. */
const backPeriodsMax = 1_200;

/** A source and its first item. */
interface Waiting {
  readonly source: Source;
  readonly first: Dated;
}

/** The next invoice to come, or undefined when nothing will ever fall due. Pure: asks no clock. */
export function nextDueGroup(account: Account, books: PriceBooks): DueGroup | undefined {
  const waiting = waitingItems(account, books);
  const dueAt = soonest(waiting);
  const cutoff = dueAt === undefined ? undefined : cutoffOf(account, waiting, dueAt);
  const note = nextNote(account);
  if (note !== undefined && note.cutoff <= (cutoff ?? note.cutoff)) return note;
  if (dueAt === undefined || cutoff === undefined) return undefined;
  const items: DueItem[] = [];
  // What is paid in advance pays for what falls due with it, so it is invoiced first, by itself.
  const first = account.contracts === null ? [] : waiting.filter(isPaidAhead(dueAt));
  for (const one of first.length === 0 ? waiting : first) collect(one, dueAt, items);
  return { dueAt, cutoff, items };
}

/** What the account does next of itself about what it bills: the next invoice to come, or a look at unbilled use before it. */
export function nextGroup(account: Account, books: PriceBooks): DueGroup | undefined {
  const invoice = nextDueGroup(account, books);
  const check = nextUsageCheck(account, books);
  if (check === undefined) return invoice;
  return invoice === undefined || check.cutoff < invoice.cutoff ? check : invoice;
}

/** The credit note that was told first: a document of its own, issued at once. */
function nextNote({ notes, lastIssued, resumedAt }: Account): DueGroup | undefined {
  const state = notes?.waiting[0];
  if (state === undefined) return undefined;
  const { knownSince: dueAt, lines } = state;
  const items = lines.map((line) => ({ kind: "credit-note", state, line }) as const);
  return { dueAt, cutoff: Math.max(dueAt, lastIssued ?? 0, resumedAt ?? 0), items };
}

/** When the next invoice is final, or use is looked at: the cutoff of {@link nextGroup}, without gathering what is due. */
export function nextCutoff(account: Account, books: PriceBooks): Instant | undefined {
  const invoice = nextInvoiceCutoff(account, books);
  const check = nextUsageCheck(account, books)?.cutoff;
  return invoice === undefined || check === undefined
    ? (invoice ?? check)
    : Math.min(invoice, check);
}

function nextInvoiceCutoff(account: Account, books: PriceBooks): Instant | undefined {
  const waiting = waitingItems(account, books);
  const dueAt = soonest(waiting);
  const cutoff = dueAt === undefined ? undefined : cutoffOf(account, waiting, dueAt);
  const note = nextNote(account)?.cutoff;
  return note === undefined || cutoff === undefined ? (cutoff ?? note) : Math.min(cutoff, note);
}

function waitingItems(account: Account, books: PriceBooks): readonly Waiting[] {
  const waiting: Waiting[] = [];
  for (const source of sourcesOf(account, books)) {
    const first = source.item(0);
    if (first !== undefined) waiting.push({ source, first });
  }
  return waiting;
}

/** An item is due at its time, but not before its purchase was known. */
const dueOf = ({ at }: Dated, { knownSince }: Source): Instant => Math.max(at, knownSince);

/** Whether a commitment is paid in advance by a moment. */
const isPaidAhead =
  (dueAt: Instant) =>
  ({ source, first }: Waiting): boolean =>
    first.item.kind === "credits" &&
    first.item.state.source.kind === "contract" &&
    dueOf(first, source) <= dueAt;

function soonest(waiting: readonly Waiting[]): Instant | undefined {
  let dueAt: Instant | undefined;
  for (const { source, first } of waiting) {
    const due = dueOf(first, source);
    if (dueAt === undefined || due < dueAt) dueAt = due;
  }
  return dueAt;
}

/** The longest grace window of the usage that is due; the next invoice is never issued before the last one. */
function cutoffOf(account: Account, waiting: readonly Waiting[], dueAt: Instant): Instant {
  let grace = 0;
  for (const { source, first } of waiting) {
    if (first.item.kind === "usage" && dueOf(first, source) <= dueAt)
      grace = Math.max(grace, first.item.terms.book.graceMs);
  }
  return Math.max(dueAt + grace, account.lastIssued ?? 0, account.resumedAt ?? 0);
}

function collect({ source, first }: Waiting, dueAt: Instant, items: DueItem[]): void {
  let next: Dated | undefined = first;
  for (let step = 1; next !== undefined && dueOf(next, source) <= dueAt; step += 1) {
    items.push(next.item);
    if (step === backPeriodsMax) return;
    next = source.item(step);
  }
}

function sourcesOf(account: Account, books: PriceBooks): Source[] {
  const sources: Source[] = [];
  for (const subscription of account.subscriptions) {
    // Only a change, or a contract that ends or goes on, moves the end of what was paid.
    const moves = subscription.changes.length > 0 || account.contracts !== null;
    for (const state of subscription.phases) phaseSources(state, moves, account, books, sources);
    feeSources(subscription, account, books, sources);
  }
  for (const state of account.licences) sources.push(licenceSource(account, state, books));
  for (const state of account.sales) {
    if (state.billed) continue;
    for (const { knownSince, items } of saleDue(state, account, books))
      sources.push({ knownSince, item: (step) => items[step] });
  }
  for (const state of account.contracts ?? [])
    sources.push(commitmentSource(account, state, books));
  for (const state of account.fees) sources.push(lateFeeSource(state));
  for (const state of account.promises?.owed ?? []) sources.push(serviceCreditSource(state));
  for (const state of account.credits?.packs ?? []) {
    if (state.billed === null) sources.push(packSource(account, state, books));
  }
  return sources;
}

function phaseSources(
  state: PhaseState,
  moves: boolean,
  account: Account,
  books: PriceBooks,
  sources: Source[],
): void {
  const bought = termsOf(state, account.customer, books.find(state.model));
  const terms = state.under === undefined ? bought : escalated(bought, state, account, books);
  const find = servicePeriods(terms.endsAt);
  const schedule = terms.recurring?.schedule;
  if (schedule !== undefined) {
    if (moves && state.paid.length > 0) paidSources(state, terms, schedule, find, sources);
    sources.push(recurringSource(state, terms, schedule, find));
  }
  for (const charge of terms.charges) sources.push(usageSource(state, terms, charge, find));
}

/** The fees for leaving early that are owed and not billed, each on the first day without service. */
function feeSources(
  { changes, phases }: SubscriptionState,
  account: Account,
  books: PriceBooks,
  sources: Source[],
): void {
  for (const state of changes) {
    const { fact, feeBilled, undone, day, knownSince } = state;
    if (feeBilled !== false || undone || fact.fact !== "cancel") continue;
    const fee = leavingFee(state, books.current.model.currency);
    if (fee === undefined) continue;
    const phase = phases.findLast(({ fact: { start } }) => start <= day);
    if (phase === undefined) continue;
    const terms = termsOf(phase, account.customer, books.find(phase.model));
    const due = {
      at: dayStart(terms.zone, day),
      item: { kind: "fee", state, phase, terms, fee } as const,
    };
    sources.push({ knownSince, item: (step) => (step === 0 ? due : undefined) });
  }
}

/** What is owed for leaving: by the contract where it says, else what was told. */
function leavingFee({ fact, leaving }: RecordedChange, currency: CurrencyCode): Money | undefined {
  if (leaving !== undefined) return money(decimalOf(leaving.total), currency);
  return fact.fact === "cancel" ? fact.fee : undefined;
}

/** What was paid and a change makes too much, or, once it is undone, too little. */
function paidSources(
  state: PhaseState,
  terms: SubscriptionTerms,
  schedule: Schedule,
  find: FindServicePeriod,
  sources: Source[],
): void {
  const { cutSince, paid } = state;
  const { endsAt } = terms;
  if (endsAt !== undefined && cutSince !== null) {
    // A period of which nothing is served goes back in any case: a change told late can reach behind its beginning.
    const beyond = paid.filter(
      ({ index, paidTo }) =>
        paidTo > endsAt && (state.refundsUnused || find(schedule, index) === undefined),
    );
    sources.push({
      knownSince: cutSince,
      item: (step) => {
        const one = beyond[step];
        return one && { at: endsAt, item: unusedItem(state, terms, schedule, one, find) };
      },
    });
  }
  const until = cutSince === null || state.refundsUnused ? endsAt : undefined;
  const short = paid.flatMap((one): Dated[] => {
    const whole = find(schedule, one.index) && servicePeriod(schedule, one.index, until);
    if (whole === undefined || whole.to <= one.paidTo) return [];
    const period = { index: one.index, from: one.paidTo, to: whole.to };
    return [{ at: one.paidTo, item: { kind: "rest", state, terms, paid: one, whole, period } }];
  });
  if (short.length > 0) sources.push({ knownSince: state.knownSince, item: (step) => short[step] });
}

function unusedItem(
  state: PhaseState,
  terms: SubscriptionTerms,
  schedule: Schedule,
  paid: PaidPeriod,
  find: FindServicePeriod,
): DueItem {
  const served = find(schedule, paid.index);
  const from = served?.to ?? periodAt(schedule, paid.index).from;
  const period = { index: paid.index, from, to: paid.paidTo };
  return { kind: "unused", state, terms, paid, served, period };
}

function recurringSource(
  state: PhaseState,
  terms: SubscriptionTerms,
  schedule: Schedule,
  find: FindServicePeriod,
): Source {
  return {
    knownSince: state.knownSince,
    item: (step) => {
      const period = find(schedule, state.nextRecurring + step);
      if (period === undefined) return undefined;
      return { at: period.from, item: { kind: "recurring", state, terms, period } };
    },
  };
}

function usageSource(
  state: PhaseState,
  terms: SubscriptionTerms,
  charge: ChargeTerms,
  find: FindServicePeriod,
): Source {
  const first = state.nextUsage[charge.id] ?? 0;
  const { endsAt } = terms;
  const closing = closingOf(state, endsAt);
  return {
    knownSince: state.knownSince,
    item: (step) => {
      const period = find(charge.schedule, first + step);
      if (period === undefined) return undefined;
      const at = period.to === endsAt ? (closing ?? period.to) : period.to;
      return { at, item: { kind: "usage", state, terms, charge, period } };
    },
  };
}
