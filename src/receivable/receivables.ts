import { ok, type Result } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import type { Instant } from "../time/instant.ts";
import { findZone } from "../time/zone.ts";
import type { ChargeAttempt } from "./charge-attempt.ts";

/**
 * What one customer owes and has paid in one currency: a value of plain JSON, changed only by the transitions of this
 * folder. Amounts are decimal text with all digits of the currency's minor unit, times are epoch milliseconds, days are
 * counted from 1970-01-01 on the calendar of `timeZone`. A customer who is billed in two currencies has two of these.
 */
export interface Receivables {
  readonly customer: string;
  readonly currency: CurrencyCode;
  /** IANA zone whose local days count for due dates, reminders and interest. */
  readonly timeZone: string;
  /** In the order in which they came; closed ones stay until {@link forgetClosed} takes them out. */
  readonly items: readonly OpenItem[];
  /** What settles items, in the order in which it came. */
  readonly settlements: readonly Settlement[];
}

/** A part of a settlement that stands against one invoice. */
export interface Application {
  /** The invoice's number. */
  readonly invoice: string;
  readonly amount: string;
}

/** An invoice that is owed, or was. */
export interface OpenItem {
  /** The invoice's number: what payments and movements name it by. */
  readonly invoice: string;
  /** The invoice's id. */
  readonly id: string;
  /** It charges for late payment and nothing else, so its own lateness costs nothing more; absent of any other. */
  readonly feesOnly?: true;
  readonly issuedAt: Instant;
  readonly dueAt: Instant;
  readonly total: string;
  /** total − what settlements stand against it − `forgotten`; never below zero. */
  readonly open: string;
  /** What was settled by settlements that are no longer remembered. */
  readonly forgotten: string;
  /** When `open` last became zero; null while something is owed. */
  readonly closedAt: Instant | null;
  readonly overdue: OverdueCount;
  readonly dunning: DunningProgress;
  /** The charges that we tried ourselves, oldest first. */
  readonly charges: readonly ChargeAttempt[];
}

/** What late interest is worked out from. */
export interface OverdueCount {
  /** Sum over the days past the due day of the amount that was open on each, since interest was last charged. */
  readonly amountDays: string;
  /** The day up to which they are counted. */
  readonly countedTo: number;
}

/** How far an item has been dunned. */
export interface DunningProgress {
  /** The steps taken, in their order: which one, when, and the `pausedDays` there were by then. */
  readonly taken: readonly DunningStepTaken[];
  /** Days before `countedTo` on which the dunning clock stood still: closed, in dispute or promised. */
  readonly pausedDays: number;
  readonly countedTo: number;
  /** The last day of a promise to pay. */
  readonly promisedUntil: number | null;
  /** The day on which the customer contested the invoice; null while nobody does. */
  readonly contestedOn: number | null;
}

/** A step that was taken for an item; a policy that changes later does not take it again. */
export interface DunningStepTaken {
  readonly afterDueDays: number;
  readonly at: Instant;
  readonly pausedDays: number;
}

interface SettlementBase {
  readonly id: string;
  readonly at: Instant;
  readonly amount: string;
  readonly applications: readonly Application[];
  /** The part of it that stands on the customer's credit balance. */
  readonly unapplied: string;
}

/** An amount that left a payment again. */
export interface MoneyBack {
  readonly id: string;
  readonly amount: string;
  /** Its share of what came, where that came in another currency: minor-unit text in that one. */
  readonly exchanged?: string;
}

/** Money in another currency than the customer's, in its own minor units. */
export interface ForeignMoney {
  readonly currency: CurrencyCode;
  readonly amount: string;
}

/** A provider's dispute of a payment, by its id. */
export interface PaymentDispute extends MoneyBack {
  readonly provider: string;
  readonly status: "open" | "won" | "lost";
}

/** Money received. amount = applications + unapplied + refunds + reversals + disputes lost. */
export interface PaymentReceived extends SettlementBase {
  readonly kind: "payment";
  readonly method: string;
  /** Who collected it; absent for money that came to our bank account. */
  readonly provider?: string;
  /** The provider's own id of the payment, or the bank's reference. */
  readonly providerId?: string;
  /** What came, where that was in another currency than the customer's; `amount` is what it settles. */
  readonly came?: ForeignMoney;
  readonly refunds: readonly MoneyBack[];
  /** Returns by the bank after the money had come. */
  readonly reversals: readonly MoneyBack[];
  readonly disputes: readonly PaymentDispute[];
}

/** A credit note, or an invoice below zero. amount = applications + unapplied. */
export interface CreditNoteIssued extends SettlementBase {
  readonly kind: "credit-note";
  /** Numbers of the invoices that it corrects. */
  readonly corrects: readonly string[];
}

/** Debt given up. amount = applications + reversed; nothing of it is ever credit. */
export interface WrittenOff extends SettlementBase {
  readonly kind: "write-off";
  /** What was taken back because it is owed after all. */
  readonly reversals: readonly MoneyBack[];
  /** What was paid for it later; the invoice stays closed. */
  readonly recoveries: readonly MoneyBack[];
}

/** Whatever makes an open item smaller. Ids are unique within a kind. */
export type Settlement = PaymentReceived | CreditNoteIssued | WrittenOff;

/** What an item is, worked out from the state. */
export type ItemStatus = "open" | "in-dispute" | "paid" | "written-off";

/** A customer who owes nothing yet. Refuses with `unknown-time-zone`. */
export function openReceivables(
  customer: string,
  currency: CurrencyCode,
  timeZone: string,
): Result<Receivables> {
  const zone = findZone(timeZone, "/timeZone");
  if (!zone.ok) return zone;
  return ok({ customer, currency, timeZone, items: [], settlements: [] });
}

/** The settlements that stand against an invoice. */
export const settlementsOf = (state: Receivables, invoice: string): readonly Settlement[] =>
  state.settlements.filter(({ applications }) =>
    applications.some((one) => one.invoice === invoice),
  );

/** Whether the customer contests the invoice, or a payment that stands against it is disputed. */
export const isDisputed = (state: Receivables, item: OpenItem): boolean =>
  item.dunning.contestedOn !== null ||
  settlementsOf(state, item.invoice).some(
    (one) => one.kind === "payment" && one.disputes.some(({ status }) => status === "open"),
  );

/**
 * What an item is. `in-dispute` goes before all others; a closed item is `written-off` where any part of it was given
 * up, else `paid` (also by a credit note).
 */
export function statusOf(state: Receivables, item: OpenItem): ItemStatus {
  if (isDisputed(state, item)) return "in-dispute";
  if (item.closedAt === null) return "open";
  const givenUp = settlementsOf(state, item.invoice).some(({ kind }) => kind === "write-off");
  return givenUp ? "written-off" : "paid";
}
