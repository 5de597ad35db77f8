import type { CurrencyCode } from "../../money/currency.ts";
import type { Instant } from "../../time/instant.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, positiveAmount } from "../posting.ts";
import { type Application, moneyAccount, reopenInvoices } from "./application.ts";

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
  /** Invoices that are owed again; the rest comes off the customer's credit, as after a credit note. */
  readonly reopens: readonly Application[];
}

/** The entry of a refund. It never lowers revenue: a credit note does that, and leaves the credit that is refunded. */
export function postRefund(refund: Refund): JournalEntry {
  const { id, customer, date, currency, provider, reopens } = refund;
  const amount = positiveAmount(refund.amount, currency);
  return writeEntry({
    date,
    document: { kind: refund.kind, number: id },
    customer,
    description: `Refund ${id} of ${refund.payment}`,
    postings: [
      ...reopenInvoices(amount, currency, reopens),
      credit(moneyAccount(provider), amount, currency),
    ],
  });
}
