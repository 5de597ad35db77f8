import { assert } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { add, equals, sum } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { debit, positiveAmount, postedAmount } from "../posting.ts";
import { type Application, settleInvoices } from "./application.ts";
import { type RevenueTreatment, treatedAs } from "./revenue-treatment.ts";
import { type TaxAmount, taxReturned, taxTotal } from "./tax-amount.ts";

/** What a credit note gives back of one line. */
export interface CreditNoteLine {
  /** The line of the invoice that is corrected. */
  readonly id: string;
  readonly stream: string;
  /** Above zero. */
  readonly amount: string;
  /** `deferred` for what is not earned yet, `at-once` for what was revenue; a line of both is two. */
  readonly treatment: RevenueTreatment;
}

/** A final credit note. */
export interface CreditNote {
  readonly kind: "credit-note";
  readonly number: string;
  /** The number of the invoice that it corrects. */
  readonly invoice: string;
  readonly customer: string;
  readonly date: Instant;
  readonly currency: CurrencyCode;
  readonly lines: readonly CreditNoteLine[];
  readonly taxes?: readonly TaxAmount[];
  /** Lines and taxes. */
  readonly total: string;
  /** The open invoices that it pays; the rest is the customer's credit. */
  readonly appliedTo: readonly Application[];
}

/** The entry of a credit note: revenue (or what is deferred) and tax go down, and so does what the customer owes. */
export function postCreditNote(note: CreditNote): JournalEntry {
  const { number, customer, date, currency, lines, taxes = [], appliedTo } = note;
  const total = positiveAmount(note.total, currency);
  const net = sum(lines.map(({ amount }) => positiveAmount(amount, currency)));
  const whole = add(net, taxTotal(taxes, currency));
  assert(equals(whole, total), `${number}: its lines and its taxes add up to its total`);
  return writeEntry({
    date,
    document: { kind: note.kind, number },
    customer,
    description: `Credit note ${number} for ${note.invoice}`,
    postings: [
      ...lines.map(({ id, stream, amount, treatment }) =>
        debit(treatedAs(treatment, stream), postedAmount(amount, currency), currency, {
          invoice: note.invoice,
          line: id,
        }),
      ),
      ...taxReturned(taxes, currency),
      ...settleInvoices(total, currency, appliedTo),
    ],
  });
}
