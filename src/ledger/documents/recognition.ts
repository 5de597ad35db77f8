import type { CurrencyCode } from "../../money/currency.ts";
import type { Instant } from "../../time/instant.ts";
import { revenue } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, postedAmount } from "../posting.ts";
import { treatedAs } from "./revenue-treatment.ts";

/** What was earned of one stream, or of one line of an invoice. */
export interface RecognizedAmount {
  readonly stream: string;
  /** Below zero where a modification or a new estimate takes revenue back. */
  readonly amount: string;
  /** Out of what was invoiced before, ahead of an invoice to come, or out of what was expected to be paid back. */
  readonly against: "deferred" | "unbilled" | "refund";
  /** The number of the invoice, and the line of it, that it is of. */
  readonly invoice?: string;
  readonly line?: string;
}

/** Revenue that was earned in a period. */
export interface RevenueRecognition {
  readonly kind: "recognition";
  readonly id: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  /** Where it is the recognition of one customer's contract. */
  readonly customer?: string;
  readonly amounts: readonly RecognizedAmount[];
}

/** The entry of a recognition: from deferred revenue, or from the contract asset, to revenue. */
export function postRecognition(recognition: RevenueRecognition): JournalEntry {
  const { kind, id, date, currency, customer, amounts } = recognition;
  return writeEntry({
    date,
    document: { kind, number: id },
    customer,
    description: `Revenue recognised, ${id}`,
    postings: amounts.flatMap(({ stream, against, invoice, line, ...recognized }) => {
      const amount = postedAmount(recognized.amount, currency);
      return [
        debit(treatedAs(against, stream), amount, currency, { invoice, line }),
        credit(revenue(stream), amount, currency, { invoice, line }),
      ];
    }),
  });
}
