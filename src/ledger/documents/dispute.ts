import type { CurrencyCode } from "../../money/currency.ts";
import { add } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { clearing, disputed, disputeFees } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, nonNegativeAmount, positiveAmount } from "../posting.ts";
import { type Application, reopenInvoices } from "./application.ts";

interface DisputeEvent {
  /** The dispute's id, the same from opening to end. */
  readonly id: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly amount: string;
  readonly provider: string;
}

/** A customer disputes a payment, and the provider takes the money back for the time being. */
export interface DisputeOpened extends DisputeEvent {
  readonly kind: "dispute-opened";
  readonly payment: string;
  /** What the provider charges for it; may be 0. */
  readonly fee: string;
}

/** The provider gives the money back to us. */
export interface DisputeWon extends DisputeEvent {
  readonly kind: "dispute-won";
  /** How much of the fee comes back too; may be 0. */
  readonly feeReturned: string;
}

/** The customer keeps the money. */
export interface DisputeLost extends DisputeEvent {
  readonly kind: "dispute-lost";
  /** The invoices that the payment had paid; the rest comes off the customer's credit. */
  readonly reopens: readonly Application[];
}

/** The entry of an opened dispute: the money stands as disputed, and the invoice stays paid until it is decided. */
export function postDisputeOpened(dispute: DisputeOpened): JournalEntry {
  const { kind, id, customer, date, currency, provider } = dispute;
  const amount = positiveAmount(dispute.amount, currency);
  const fee = nonNegativeAmount(dispute.fee, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Dispute ${id} of payment ${dispute.payment}`,
    postings: [
      debit(disputed(provider), amount, currency),
      debit(disputeFees(provider), fee, currency),
      credit(clearing(provider), add(amount, fee), currency),
    ],
  });
}

/** The entry of a dispute that we won. */
export function postDisputeWon(dispute: DisputeWon): JournalEntry {
  const { kind, id, customer, date, currency, provider } = dispute;
  const amount = positiveAmount(dispute.amount, currency);
  const fee = nonNegativeAmount(dispute.feeReturned, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Dispute ${id} won`,
    postings: [
      debit(clearing(provider), add(amount, fee), currency),
      credit(disputed(provider), amount, currency),
      credit(disputeFees(provider), fee, currency),
    ],
  });
}

/**
 * The entry of a dispute that we lost: the invoice is owed again. Whether it is then credited (the customer was right)
 * or written off is a document of its own, with its own effect on revenue and tax.
 */
export function postDisputeLost(dispute: DisputeLost): JournalEntry {
  const { kind, id, customer, date, currency, provider, reopens } = dispute;
  const amount = positiveAmount(dispute.amount, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Dispute ${id} lost`,
    postings: [
      ...reopenInvoices(amount, currency, reopens),
      credit(disputed(provider), amount, currency),
    ],
  });
}
