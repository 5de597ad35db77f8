import type { CurrencyCode } from "../../money/currency.ts";
import type { Instant } from "../../time/instant.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { debit, positiveAmount } from "../posting.ts";
import {
  type Application,
  exchangedWords,
  type ForeignMoney,
  moneyAccount,
  moneyWent,
  reopenInvoices,
  settleInvoices,
} from "./application.ts";

/** Money given back to a customer. */
export interface Refund {
  readonly kind: "refund";
  readonly id: string;
  /** The payment that it gives back. */
  readonly payment: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly amount: string;
  readonly provider?: string;
  /** What went, where that was in another currency. */
  readonly money?: ForeignMoney;
  /** Invoices that are owed again; the rest comes off the customer's credit, as after a credit note. */
  readonly reopens: readonly Application[];
}

/** A payment that the bank took back: a returned direct debit, a bounced cheque. */
export interface PaymentReversal extends Omit<Refund, "kind"> {
  readonly kind: "payment-reversal";
  /** The bank's reason, such as `R01` or `AC04`. */
  readonly reason?: string;
}

/** A refund that did not reach the customer and came back to us. */
export interface RefundReturned {
  readonly kind: "refund-returned";
  readonly id: string;
  readonly refund: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly amount: string;
  readonly provider?: string;
  /** Invoices that it settles again; the rest is the customer's credit. */
  readonly appliedTo: readonly Application[];
}

/** The entry of a refund. It never lowers revenue: a credit note does that, and leaves the credit that is refunded. */
export function postRefund(refund: Refund): JournalEntry {
  return moneyBack(refund, `Refund ${refund.id} of ${refund.payment}`);
}

/** The entry of a reversal: that of a refund which nobody asked for. */
export function postPaymentReversal(reversal: PaymentReversal): JournalEntry {
  const { payment, reason } = reversal;
  return moneyBack(
    reversal,
    `Payment ${payment} taken back by the bank${reason === undefined ? "" : `: ${reason}`}`,
  );
}

function moneyBack(document: Refund | PaymentReversal, description: string): JournalEntry {
  const { kind, id, customer, date, currency, provider, money, reopens } = document;
  const amount = positiveAmount(document.amount, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `${description}${exchangedWords(document.amount, currency, money)}`,
    postings: [
      ...reopenInvoices(amount, currency, reopens),
      ...moneyWent({ account: moneyAccount(provider), amount, currency, money }),
    ],
  });
}

/** The entry of a refund that came back: the money is the customer's again. */
export function postRefundReturned(returned: RefundReturned): JournalEntry {
  const { kind, id, refund, customer, date, currency, provider, appliedTo } = returned;
  const amount = positiveAmount(returned.amount, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Refund ${refund} returned`,
    postings: [
      debit(moneyAccount(provider), amount, currency),
      ...settleInvoices(amount, currency, appliedTo),
    ],
  });
}
