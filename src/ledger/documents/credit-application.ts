import type { CurrencyCode } from "../../money/currency.ts";
import { subtract, sum } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { customerCredit, receivable } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, type PostingDraft, positiveAmount } from "../posting.ts";
import type { Application } from "./application.ts";

/** A part of a customer's credit balance used to pay an invoice. */
export interface CreditApplication {
  readonly kind: "credit-application";
  readonly id: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly invoice: string;
  readonly amount: string;
}

/** The entry of an application of credit: no money moves. */
export function postCreditApplication(application: CreditApplication): JournalEntry {
  const { kind, id, customer, date, currency, invoice } = application;
  const amount = positiveAmount(application.amount, currency);
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Credit of ${customer} applied to ${invoice}`,
    postings: [
      debit(customerCredit, amount, currency),
      credit(receivable, amount, currency, { invoice }),
    ],
  });
}

/**
 * What a credit note paid of open invoices. The note's own entry leaves all of it as the customer's credit, since the
 * document is posted as it was issued; this takes off the credit what went to invoices.
 */
export interface CreditNoteApplication {
  readonly kind: "credit-note-application";
  /** The number of the credit note. */
  readonly id: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly appliedTo: readonly Application[];
}

/** The entry of a credit note's application: no money moves. */
export function postCreditNoteApplication(application: CreditNoteApplication): JournalEntry {
  const { kind, id, customer, date, currency, appliedTo } = application;
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Credit note ${id} applied`,
    postings: [
      debit(customerCredit, totalOf(appliedTo, currency), currency),
      ...invoicePostings(credit, appliedTo, currency),
    ],
  });
}

/** What stood against some invoices now stands against others. */
export interface Reapplication {
  readonly kind: "reapplication";
  readonly id: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  /** Invoices that are owed again. */
  readonly reopens: readonly Application[];
  /** Invoices that are settled instead; what is left over is the customer's credit. */
  readonly appliedTo: readonly Application[];
}

/** The entry of a reapplication: no money moves. */
export function postReapplication(reapplication: Reapplication): JournalEntry {
  const { kind, id, customer, date, currency, reopens, appliedTo } = reapplication;
  const left = subtract(totalOf(reopens, currency), totalOf(appliedTo, currency));
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Reapplication ${id} of ${customer}`,
    postings: [
      ...invoicePostings(debit, reopens, currency),
      ...invoicePostings(credit, appliedTo, currency),
      credit(customerCredit, left, currency),
    ],
  });
}

const totalOf = (applications: readonly Application[], currency: CurrencyCode) =>
  sum(applications.map(({ amount }) => positiveAmount(amount, currency)));

const invoicePostings = (
  side: typeof debit,
  applications: readonly Application[],
  currency: CurrencyCode,
): PostingDraft[] =>
  applications.map(({ invoice, amount }) =>
    side(receivable, positiveAmount(amount, currency), currency, { invoice }),
  );
