import { expectOk } from "../fault/fault.ts";
import type { Instant } from "../time/instant.ts";
import { periodAt } from "../time/schedule.ts";
import type { Account, FeeState, LicenceState } from "./account.ts";
import { openPeriods } from "./contracts/commitment-periods.ts";
import type { InvoiceScope } from "./contracts/contract-invoicing.ts";
import type { ContractState } from "./contracts/contract-state.ts";
import { openRebates } from "./contracts/rebate-periods.ts";
import type { CreditPack } from "./credit-pack.ts";
import type { DueItem } from "./due.ts";
import { dayStart, type LicenceTerm, licenceTerm } from "./licence-term.ts";
import {
  type RecurringSource,
  recurringAt,
  recurringItem,
  type UsageSource,
  usageAt,
  usageItem,
} from "./phase-sources.ts";
import type { PriceBooks } from "./price-book.ts";
import type { ServiceCredit } from "./promises.ts";
import { zoneOf } from "./terms.ts";

/** An item and the instant at which it falls due. */
export interface Dated {
  readonly at: Instant;
  readonly item: DueItem;
}

/** A supply of due items in order of time, of what is known since a moment. */
export type Source = RecurringSource | UsageSource | ToldSource;

/** What every supply says of its items. */
export interface Supply {
  readonly knownSince: Instant;
  /** The contract on whose own invoices they go; absent for the account's. */
  readonly scope?: InvoiceScope;
  /** The day on which that is invoiced; absent where that is any. */
  readonly heldUntil?: (at: Instant) => Instant;
}

/** One that tells its items itself. */
export interface ToldSource extends Supply {
  readonly kind: "told";
  /** The item so many steps ahead; undefined when the supply has run dry. */
  readonly item: (step: number) => Dated | undefined;
}

/**
 * When the item so many steps ahead falls due: at its time, but not before it was known, and where its contract has days for
 * that on the next of them. Undefined when there is none.
 */
export function dueTime(source: Source, step: number): Instant | undefined {
  const at = timeOf(source, step);
  if (at === undefined) return undefined;
  const due = Math.max(at, source.knownSince);
  return source.heldUntil === undefined ? due : source.heldUntil(due);
}

function timeOf(source: Source, step: number): Instant | undefined {
  switch (source.kind) {
    case "recurring":
      return recurringAt(source, step);
    case "usage":
      return usageAt(source, step);
    case "told":
      return source.item(step)?.at;
  }
}

/** The item so many steps ahead; undefined when there is none. */
export function dueItem(source: Source, step: number): DueItem | undefined {
  switch (source.kind) {
    case "recurring":
      return recurringItem(source, step);
    case "usage":
      return usageItem(source, step);
    case "told":
      return source.item(step)?.item;
  }
}

/** The fee on the day of the purchase, then maintenance for as long as the licence lasts. */
export function licenceSource(
  account: Account,
  state: LicenceState,
  books: PriceBooks,
): ToldSource {
  const term = licenceTerm(account, state, books);
  const feeSteps = state.feeBilled ? 0 : 1;
  return {
    kind: "told",
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

/** What an iterator gives at a place; read as far as was asked for, and once. */
function readAlong<T>(given: Iterator<T>): (place: number) => T | undefined {
  const known: T[] = [];
  return (place) => {
    while (known.length <= place) {
      const next = given.next();
      if (next.done === true) return undefined;
      known.push(next.value);
    }
    return known[place];
  };
}

/** The end of each period of a commitment: what is missing falls due with the use that closes then. */
export function commitmentSource(
  account: Account,
  state: ContractState,
  books: PriceBooks,
): ToldSource {
  const periods = openPeriods(state, account, books);
  const open = readAlong(periods);
  return {
    kind: "told",
    knownSince: state.knownSince,
    item: (step) => {
      const next = open(step);
      return next && { at: next.dueAt, item: { kind: "true-up", state, ...next } };
    },
  };
}

/** A rebate is due when its period is over, of periods in which something was bought. */
export function rebateSource(
  account: Account,
  state: ContractState,
  books: PriceBooks,
): ToldSource {
  const periods = openRebates(state, account, books);
  const open = readAlong(periods);
  return {
    kind: "told",
    knownSince: state.knownSince,
    item: (step) => {
      const next = open(step);
      return next && { at: next.dueAt, item: { kind: "rebate", state, ...next } };
    },
  };
}

/** A fee of dunning is due at once. */
export const lateFeeSource = (state: FeeState): ToldSource => ({
  kind: "told",
  knownSince: state.knownSince,
  item: (step) =>
    step === 0 ? { at: state.knownSince, item: { kind: "dunning-fee", state } } : undefined,
});

/** Credits are invoiced on the day from which they are sold. */
export function packSource(account: Account, state: CreditPack, books: PriceBooks): ToldSource {
  const zone = expectOk(zoneOf(account.customer, books.find(state.model)));
  const at = dayStart(zone, state.fact.date);
  return {
    kind: "told",
    knownSince: state.knownSince,
    item: (step) => (step === 0 ? { at, item: { kind: "credits", state } } : undefined),
  };
}

/** What a breach gives back is due at once. */
export const serviceCreditSource = (state: ServiceCredit): ToldSource => ({
  kind: "told",
  knownSince: state.knownSince,
  item: (step) =>
    step === 0 ? { at: state.knownSince, item: { kind: "service-credit", state } } : undefined,
});
