import type { Invoice } from "../../account/invoice.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import { decimal, decimalOf, multiply } from "../../money/decimal.ts";
import { percentText } from "../../money/percent.ts";
import { parseInstant } from "../../time/instant.ts";
import { customerCredit } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, postedAmount } from "../posting.ts";
import { postInvoice, treatmentByPeriod } from "./invoice.ts";
import { treatedAs } from "./revenue-treatment.ts";
import { type TaxAmount, taxOwed } from "./tax-amount.ts";

/**
 * The entry of a document as the account machine issued it.
 *
 * An invoice is owed. A credit note of billing (unused time that was paid for, late usage that turned out lower) takes
 * back what its lines had posted, and its amount stands on the customer's credit balance until something is paid with it
 * or it is given back. A document that is not final is a bug.
 */
export function postIssued(invoice: Invoice): JournalEntry {
  const taxes = taxesOf(invoice);
  if (invoice.kind === "invoice") return postInvoice({ invoice, taxes });
  const { number, currency, customer, customerName, lines } = invoice;
  assert(number !== null && invoice.status === "final", "only a final credit note is posted");
  const date = expectOk(parseInstant(invoice.issuedAt));
  return writeEntry({
    date,
    document: { kind: "credit-note", number },
    customer,
    description: `Credit note ${number}, ${customerName}`,
    postings: [
      ...lines.map((line) => {
        const account = treatedAs(treatmentByPeriod(line, date), line.stream);
        return credit(account, postedAmount(line.amount, currency), currency, { line: line.id });
      }),
      ...taxOwed(taxes, currency),
      debit(customerCredit, postedAmount(invoice.total, currency), currency),
    ],
  });
}

/** The document's tax by rate. A credit note's is below zero, so it takes back what its invoice owed. */
const taxesOf = ({ taxes = [] }: Invoice): readonly TaxAmount[] =>
  taxes.map(({ jurisdiction, rate, amount }) => ({
    jurisdiction,
    rate: percentText(multiply(decimalOf(rate), hundredth)),
    amount,
  }));

const hundredth = decimal(1, 2);
