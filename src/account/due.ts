import { decimalOf } from "../money/decimal.ts";
import { type CurrencyCode, type Money, money } from "../money/money.ts";
import type { Instant } from "../time/instant.ts";
import type { Period } from "../time/schedule.ts";
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
import { soldAgain } from "./bundles/sold-again.ts";
import type { OpenPeriod } from "./contracts/commitment-periods.ts";
import {
  type ContractInvoicing,
  contractsInvoicing,
  generalScope,
  type InvoiceScope,
} from "./contracts/contract-invoicing.ts";
import type { ContractState } from "./contracts/contract-state.ts";
import type { OpenRebate } from "./contracts/rebate-periods.ts";
import type { CreditPack } from "./credit-pack.ts";
import type { WaitingLine, WaitingNote } from "./credited.ts";
import {
  commitmentSource,
  dueItem,
  dueTime,
  lateFeeSource,
  licenceSource,
  packSource,
  rebateSource,
  type Source,
  serviceCreditSource,
} from "./due-sources.ts";
import { dayStart } from "./licence-term.ts";
import type { DayReached } from "./milestone-line.ts";
import { phaseSources } from "./phase-sources.ts";
import type { PriceBooks } from "./price-book.ts";
import type { ServiceCredit } from "./promises.ts";
import { saleDue } from "./sale-due.ts";
import type { ServicePeriod } from "./service-period.ts";
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
      /** Of what a bundle sells again each period: the one that it is for; absent for any other sale. */
      readonly period?: ServicePeriod;
    }
  | {
      readonly kind: "milestone";
      readonly state: ReachedMilestone;
      readonly sale: SaleState;
      readonly reached: DayReached;
    }
  | { readonly kind: "dunning-fee"; readonly state: FeeState }
  | (OpenPeriod & { readonly kind: "true-up"; readonly state: ContractState })
  | (OpenRebate & { readonly kind: "rebate"; readonly state: ContractState })
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

/** The next invoice to come, or undefined when nothing will ever fall due. Pure: asks no clock. */
export function nextDueGroup(account: Account, books: PriceBooks): DueGroup | undefined {
  const soonest = soonestOf(account, sourcesOf(account, books));
  const note = nextNote(account);
  if (note !== undefined && note.cutoff <= (soonest?.cutoff ?? note.cutoff)) return note;
  if (soonest === undefined) return undefined;
  const { dueAt, cutoff, sources } = soonest;
  const items: DueItem[] = [];
  // What is paid in advance pays for what falls due with it, so it is invoiced first, by itself.
  const first = account.contracts === null ? [] : sources.filter(isPaidAhead(dueAt));
  for (const source of first.length === 0 ? sources : first) collect(source, dueAt, items);
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
  const cutoff = soonestOf(account, sourcesOf(account, books))?.cutoff;
  const note = nextNote(account)?.cutoff;
  return note === undefined || cutoff === undefined ? (cutoff ?? note) : Math.min(cutoff, note);
}

/** Whether a commitment is paid in advance by a moment. */
const isPaidAhead =
  (dueAt: Instant) =>
  (source: Source): boolean => {
    const due = dueTime(source, 0);
    if (due === undefined || due > dueAt) return false;
    const item = dueItem(source, 0);
    return item?.kind === "credits" && item.state.source.kind === "contract";
  };

/** What is invoiced together, and when. */
interface Soonest extends Pick<DueGroup, "dueAt" | "cutoff"> {
  readonly sources: readonly Source[];
}

/** What is invoiced first: each contract with invoices of its own by itself, and all the rest together. */
function soonestOf(account: Account, sources: readonly Source[]): Soonest | undefined {
  if (account.contracts === null) return soonestIn(account, sources);
  const scopes = new Map<InvoiceScope, Source[]>();
  for (const source of sources) {
    if (source.scope === undefined) continue;
    scopes.set(source.scope, [...(scopes.get(source.scope) ?? []), source]);
  }
  if (scopes.size === 0) return soonestIn(account, sources);
  const general = sources.filter(({ scope }) => scope === undefined);
  return [...scopes.values()].reduce(
    (first, own) => sooner(first, soonestIn(account, own)),
    soonestIn(account, general),
  );
}

const sooner = (left: Soonest | undefined, right: Soonest | undefined): Soonest | undefined => {
  if (left === undefined || right === undefined) return left ?? right;
  const wait = left.cutoff - right.cutoff || left.dueAt - right.dueAt;
  return wait <= 0 ? left : right;
};

/**
 * When the first items fall due, and when their invoice is final: after the longest grace window of the usage among them, and
 * never before the last invoice. No item is made for it.
 */
function soonestIn(account: Account, sources: readonly Source[]): Soonest | undefined {
  let dueAt = Number.POSITIVE_INFINITY;
  let grace = 0;
  for (const source of sources) {
    const due = dueTime(source, 0);
    if (due === undefined || due > dueAt) continue;
    if (due < dueAt) grace = 0;
    dueAt = due;
    if (source.kind === "usage") grace = Math.max(grace, source.terms.book.graceMs);
  }
  if (dueAt === Number.POSITIVE_INFINITY) return undefined;
  const cutoff = Math.max(dueAt + grace, account.lastIssued ?? 0, account.resumedAt ?? 0);
  return { dueAt, cutoff, sources };
}

function collect(source: Source, dueAt: Instant, items: DueItem[]): void {
  for (let step = 0; step < backPeriodsMax; step += 1) {
    const due = dueTime(source, step);
    if (due === undefined || due > dueAt) return;
    const item = dueItem(source, step);
    if (item !== undefined) items.push(item);
  }
}

const none: readonly never[] = [];

function sourcesOf(account: Account, books: PriceBooks): readonly Source[] {
  const sources = allSources(account, books);
  const own = account.contracts === null ? undefined : contractsInvoicing(account, books);
  return own === undefined ? sources : sources.map((source) => invoicedBy(source, own));
}

/** A source whose items wait for the day on which their contract is invoiced, and go on its invoices. */
function invoicedBy(source: Source, own: ContractInvoicing): Source {
  const item = dueItem(source, 0);
  if (item === undefined) return source;
  const held = { ...source, heldUntil: (at: Instant): Instant => own.heldUntil(item, at) };
  const due = dueTime(held, 0);
  const scope = due === undefined ? generalScope : own.scopeOf(item, due);
  return scope === generalScope ? held : { ...held, scope };
}

function allSources(account: Account, books: PriceBooks): Source[] {
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
    const again = soldAgain(state, account, books);
    if (again !== undefined) {
      sources.push(again);
      continue;
    }
    for (const { knownSince, items } of saleDue(state, account, books))
      sources.push({ kind: "told", knownSince, item: (step) => items[step] });
  }
  for (const state of account.contracts ?? none) {
    sources.push(commitmentSource(account, state, books));
    if (state.rebate !== undefined) sources.push(rebateSource(account, state, books));
  }
  for (const state of account.fees) sources.push(lateFeeSource(state));
  for (const state of account.promises?.owed ?? none) sources.push(serviceCreditSource(state));
  for (const state of account.credits?.packs ?? none) {
    if (state.billed === null) sources.push(packSource(account, state, books));
  }
  return sources;
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
    sources.push({ kind: "told", knownSince, item: (step) => (step === 0 ? due : undefined) });
  }
}

/** What is owed for leaving: by the contract where it says, else what was told. */
function leavingFee({ fact, leaving }: RecordedChange, currency: CurrencyCode): Money | undefined {
  if (leaving !== undefined) return money(decimalOf(leaving.total), currency);
  return fact.fact === "cancel" ? fact.fee : undefined;
}
