import type { CurrencyCode } from "../../money/currency.ts";
import type { Instant } from "../../time/instant.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { positiveAmount } from "../posting.ts";
import {
  type Application,
  exchangedWords,
  type ForeignMoney,
  moneyAccount,
  moneyCame,
  settleInvoices,
} from "./application.ts";

/** Money received from a customer, in the currency of the invoices that it pays. */
export interface Payment {
  readonly kind: "payment";
  readonly id: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly amount: string;
  /** Who collected it: `stripe`. Absent for money that came to our bank account. */
  readonly provider?: string;
  /** What came, where that was in another currency. */
  readonly money?: ForeignMoney;
  /** The invoices that it pays; the rest, all of an advance, is the customer's credit. */
  readonly appliedTo: readonly Application[];
}

/** The entry of a payment. A provider's fee is posted when it pays out: see provider-payout.ts. */
export function postPayment(payment: Payment): JournalEntry {
  const { id, customer, date, currency, provider, money, appliedTo } = payment;
  const amount = positiveAmount(payment.amount, currency);
  return writeEntry({
    date,
    document: { kind: payment.kind, number: id },
    customer,
    description: `Payment ${id} by ${customer}${exchangedWords(payment.amount, currency, money)}`,
    postings: [
      ...moneyCame({ account: moneyAccount(provider), amount, currency, money }),
      ...settleInvoices(amount, currency, appliedTo),
    ],
  });
}
