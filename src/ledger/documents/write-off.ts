import type { CurrencyCode } from "../../money/currency.ts";
import { subtract } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { badDebt, receivable } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, positiveAmount } from "../posting.ts";
import { moneyAccount } from "./application.ts";
import { type TaxAmount, taxOwed, taxReturned, taxTotal } from "./tax-amount.ts";

/** What is given up of an open invoice. */
export interface WriteOff {
  readonly kind: "write-off";
  readonly id: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly invoice: string;
  /** With tax. */
  readonly amount: string;
  /** The part of it that is tax which the jurisdiction gives back on bad debt; none where it does not. */
  readonly taxes?: readonly TaxAmount[];
}

/** The entry of a write-off, by the direct method: the loss stands in the books when the debt is given up. */
export function postWriteOff(writeOff: WriteOff): JournalEntry {
  const { kind, id, customer, date, currency, invoice, taxes = [] } = writeOff;
  const amount = positiveAmount(writeOff.amount, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Write-off of ${invoice}`,
    postings: [
      debit(badDebt, subtract(amount, taxTotal(taxes, currency)), currency),
      ...taxReturned(taxes, currency),
      credit(receivable, amount, currency, { invoice }),
    ],
  });
}

/** Money that came for a debt that was written off. */
export interface Recovery {
  readonly kind: "recovery";
  readonly id: string;
  readonly writeOff: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly amount: string;
  readonly provider?: string;
  /** The part of it that is tax, owed again where it was given back. */
  readonly taxes?: readonly TaxAmount[];
}

/** The entry of a recovery: it lowers the loss; the invoice stays closed. */
export function postRecovery(recovery: Recovery): JournalEntry {
  const { kind, id, customer, date, currency, provider, taxes = [] } = recovery;
  const amount = positiveAmount(recovery.amount, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Recovery of ${recovery.writeOff}`,
    postings: [
      debit(moneyAccount(provider), amount, currency),
      credit(badDebt, subtract(amount, taxTotal(taxes, currency)), currency),
      ...taxOwed(taxes, currency),
    ],
  });
}

/** A write-off that is taken back: the debt is good after all. */
export interface WriteOffReversal {
  readonly kind: "write-off-reversal";
  readonly id: string;
  readonly writeOff: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly invoice: string;
  /** With tax. */
  readonly amount: string;
  /** The tax that is owed again, where the write-off had given it back. */
  readonly taxes?: readonly TaxAmount[];
}

/** The entry of a write-off's reversal: the invoice is owed again. */
export function postWriteOffReversal(reversal: WriteOffReversal): JournalEntry {
  const { kind, id, writeOff, customer, date, currency, invoice, taxes = [] } = reversal;
  const amount = positiveAmount(reversal.amount, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Write-off ${writeOff} of ${invoice} taken back`,
    postings: [
      debit(receivable, amount, currency, { invoice }),
      credit(badDebt, subtract(amount, taxTotal(taxes, currency)), currency),
      ...taxOwed(taxes, currency),
    ],
  });
}
