import { expectOk } from "../fault/fault.ts";
import type { Maintenance } from "../model/licence.ts";
import { type Cadence, parseCadence } from "../time/cadence.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { type Period, periodAt, type Schedule } from "../time/schedule.ts";
import { startOfDay, type Zone } from "../time/zone.ts";
import type { Account, LicenceState, SaleState, SubscriptionState } from "./account.ts";
import { named, type PriceBooks } from "./price-book.ts";
import { type ChargeTerms, type SubscriptionTerms, termsOf, zoneOf } from "./terms.ts";

/** One thing that falls due: a period of a subscription, a licence's fee, a year's maintenance, a one-off. */
export type DueItem =
  | {
      readonly kind: "recurring";
      readonly state: SubscriptionState;
      readonly terms: SubscriptionTerms;
      readonly period: Period;
    }
  | {
      readonly kind: "usage";
      readonly state: SubscriptionState;
      readonly terms: SubscriptionTerms;
      readonly charge: ChargeTerms;
      readonly period: Period;
    }
  | { readonly kind: "licence"; readonly state: LicenceState }
  | { readonly kind: "maintenance"; readonly state: LicenceState; readonly period: Period }
  | { readonly kind: "sale"; readonly state: SaleState };

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

/** A supply of due items in order of time: the item so many steps ahead, undefined when it has run dry. */
interface Source {
  readonly item: (step: number) => { readonly at: Instant; readonly item: DueItem } | undefined;
  readonly knownSince: Instant;
}

/** The next invoice to come, or undefined when nothing will ever fall due. Pure: asks no clock. */
export function nextDueGroup(account: Account, books: PriceBooks): DueGroup | undefined {
  const sources = sourcesOf(account, books);
  let dueAt = Number.POSITIVE_INFINITY;
  for (const source of sources) {
    const head = source.item(0);
    if (head !== undefined) dueAt = Math.min(dueAt, Math.max(head.at, source.knownSince));
  }
  if (dueAt === Number.POSITIVE_INFINITY) return undefined;
  const items: DueItem[] = [];
  for (const source of sources) collect(source, dueAt, items);
  const usage = items.find((item) => item.kind === "usage");
  const grace = usage?.kind === "usage" ? usage.terms.book.graceMs : 0;
  return { dueAt, cutoff: Math.max(dueAt + grace, account.lastIssued ?? 0), items };
}

function collect(source: Source, dueAt: Instant, items: DueItem[]): void {
  for (let step = 0; ; step += 1) {
    const head = source.item(step);
    if (head === undefined || Math.max(head.at, source.knownSince) > dueAt) return;
    if (step === backPeriodsMax) return;
    items.push(head.item);
  }
}

function sourcesOf(account: Account, books: PriceBooks): Source[] {
  const sources: Source[] = [];
  for (const state of account.subscriptions) {
    const terms = termsOf(state, account.customer, books.find(state.model));
    const recurring = terms.recurring;
    if (recurring !== undefined) sources.push(recurringSource(state, terms, recurring.schedule));
    for (const charge of terms.charges) sources.push(usageSource(state, terms, charge));
  }
  for (const state of account.licences) sources.push(licenceSource(account, state, books));
  for (const state of account.sales) {
    if (!state.billed) sources.push(saleSource(account, state, books));
  }
  return sources;
}

/** Part of a period that is served: cut at the subscription's end; undefined when none is. */
function servedPart(period: Period, endsAt: Instant | undefined): Period | undefined {
  if (endsAt === undefined || period.to <= endsAt) return period;
  return period.from >= endsAt ? undefined : { ...period, to: endsAt };
}

function recurringSource(
  state: SubscriptionState,
  terms: SubscriptionTerms,
  schedule: Schedule,
): Source {
  return {
    knownSince: state.knownSince,
    item: (step) => {
      const period = servedPart(periodAt(schedule, state.nextRecurring + step), terms.endsAt);
      if (period === undefined) return undefined;
      return { at: period.from, item: { kind: "recurring", state, terms, period } };
    },
  };
}

function usageSource(
  state: SubscriptionState,
  terms: SubscriptionTerms,
  charge: ChargeTerms,
): Source {
  const first = state.nextUsage[charge.id] ?? 0;
  return {
    knownSince: state.knownSince,
    item: (step) => {
      const period = servedPart(periodAt(charge.schedule, first + step), terms.endsAt);
      if (period === undefined) return undefined;
      return { at: period.to, item: { kind: "usage", state, terms, charge, period } };
    },
  };
}

const yearly: Cadence = { every: 1, unit: "year" };

/** A licence's dates: the periods of its maintenance, and the first instant of none. */
interface LicenceTerm {
  readonly schedule: Schedule;
  readonly maintenance: Maintenance | undefined;
  /** When it is given up or its term is over; undefined while it lasts. */
  readonly endsAt: Instant | undefined;
}

function licenceTerm(account: Account, state: LicenceState, books: PriceBooks): LicenceTerm {
  const book = books.find(state.model);
  const licence = expectOk(named(book.model.licences, state.fact.licence, "licence", ""));
  const { maintenance } = licence;
  const zone = expectOk(zoneOf(account.customer, book));
  const start = expectOk(parseCivilDate(state.fact.start));
  const cadence = maintenance === undefined ? yearly : expectOk(parseCadence(maintenance.every));
  const schedule: Schedule = { cadence, zone, start, alignment: "anniversary" };
  const givenUp = state.fact.end === undefined ? [] : [dayStart(zone, state.fact.end)];
  const months = (every: number): Schedule => ({ ...schedule, cadence: { every, unit: "month" } });
  const expired = licence.kind === "term" ? [periodAt(months(licence.termMonths), 0).to] : [];
  const ends = [...givenUp, ...expired];
  return { schedule, maintenance, endsAt: ends.length === 0 ? undefined : Math.min(...ends) };
}

const dayStart = (zone: Zone, date: string): Instant =>
  startOfDay(zone, expectOk(parseCivilDate(date)));

/** The fee on the day of the purchase, then maintenance for as long as the licence lasts. */
function licenceSource(account: Account, state: LicenceState, books: PriceBooks): Source {
  const term = licenceTerm(account, state, books);
  const feeSteps = state.feeBilled ? 0 : 1;
  return {
    knownSince: state.knownSince,
    item: (step) =>
      step < feeSteps
        ? { at: periodAt(term.schedule, 0).from, item: { kind: "licence", state } }
        : maintenanceItem(term, state, step - feeSteps),
  };
}

function maintenanceItem(
  { schedule, maintenance, endsAt }: LicenceTerm,
  state: LicenceState,
  step: number,
): { at: Instant; item: DueItem } | undefined {
  if (maintenance === undefined) return undefined;
  const first = maintenance.firstDue === "purchase" ? 0 : 1;
  const period = periodAt(schedule, first + state.nextMaintenance + step);
  if (endsAt !== undefined && period.from >= endsAt) return undefined;
  return { at: period.from, item: { kind: "maintenance", state, period } };
}

function saleSource(account: Account, state: SaleState, books: PriceBooks): Source {
  const zone = expectOk(zoneOf(account.customer, books.find(state.model)));
  const at = dayStart(zone, state.fact.date);
  return {
    knownSince: state.knownSince,
    item: (step) => (step === 0 ? { at, item: { kind: "sale", state } } : undefined),
  };
}
