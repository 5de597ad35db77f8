import type { CurrencyCode } from "../../money/currency.ts";
import { add } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { clearing, disputed, disputeFees } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, nonNegativeAmount, type PostingDraft, positiveAmount } from "../posting.ts";
import { type Application, type ForeignMoney, moneyWent, reopenInvoices } from "./application.ts";

interface DisputeEvent {
  /** The dispute's id, the same from opening to end. */
  readonly id: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly amount: string;
  readonly provider: string;
  /** What is held back, where it came in another currency. */
  readonly money?: ForeignMoney;
  /** What the fee is in, where that is another currency than the payment's. */
  readonly feeCurrency?: CurrencyCode;
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

/** Disputed money, in the currency in which it stands with the provider, and the provider's fee in its own. */
function heldBack(dispute: DisputeEvent, fee: string) {
  const { amount, currency, money, feeCurrency = currency } = dispute;
  const held = money ?? { amount, currency };
  return {
    held: { amount: nonNegativeAmount(held.amount, held.currency), currency: held.currency },
    fee: { amount: nonNegativeAmount(fee, feeCurrency), currency: feeCurrency },
  };
}

/** The entry of an opened dispute: the money stands as disputed, and the invoice stays paid until it is decided. */
export function postDisputeOpened(dispute: DisputeOpened): JournalEntry {
  const { kind, id, customer, date, provider } = dispute;
  const { held, fee } = heldBack(dispute, dispute.fee);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Dispute ${id} of payment ${dispute.payment}`,
    postings: [
      debit(disputed(provider), held.amount, held.currency),
      debit(disputeFees(provider), fee.amount, fee.currency),
      ...together(
        credit(clearing(provider), held.amount, held.currency),
        credit(clearing(provider), fee.amount, fee.currency),
      ),
    ],
  });
}

/** The entry of a dispute that we won. */
export function postDisputeWon(dispute: DisputeWon): JournalEntry {
  const { kind, id, customer, date, provider } = dispute;
  const { held, fee } = heldBack(dispute, dispute.feeReturned);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Dispute ${id} won`,
    postings: [
      ...together(
        debit(clearing(provider), held.amount, held.currency),
        debit(clearing(provider), fee.amount, fee.currency),
      ),
      credit(disputed(provider), held.amount, held.currency),
      credit(disputeFees(provider), fee.amount, fee.currency),
    ],
  });
}

/** Two postings on one account as one, where they are in one currency. */
const together = (one: PostingDraft, other: PostingDraft): readonly PostingDraft[] =>
  one.currency === other.currency
    ? [{ ...one, amount: add(one.amount, other.amount) }]
    : [one, other];

/**
 * The entry of a dispute that we lost: the invoice is owed again. Whether it is then credited (the customer was right)
 * or written off is a document of its own, with its own effect on revenue and tax.
 */
export function postDisputeLost(dispute: DisputeLost): JournalEntry {
  const { kind, id, customer, date, currency, provider, money, reopens } = dispute;
  const amount = positiveAmount(dispute.amount, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Dispute ${id} lost`,
    postings: [
      ...reopenInvoices(amount, currency, reopens),
      ...moneyWent({ account: disputed(provider), amount, currency, money }),
    ],
  });
}
