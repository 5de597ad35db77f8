import type { CurrencyCode } from "../../money/currency.ts";
import type { Instant } from "../../time/instant.ts";
import { customerCredit, receivable } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, positiveAmount } from "../posting.ts";

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
