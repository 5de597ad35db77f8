import type { Invoice } from "../../account/invoice.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import { negate } from "../../money/decimal.ts";
import { parseInstant } from "../../time/instant.ts";
import { customerCredit } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, postedAmount } from "../posting.ts";
import { postInvoice, treatmentByPeriod } from "./invoice.ts";
import { treatedAs } from "./revenue-treatment.ts";

/**
 * The entry of a document as the account machine issued it.
 *
 * An invoice is owed. A credit note of billing (unused time that was paid for, late usage that turned out lower) takes
 * back what its lines had posted, and its amount stands on the customer's credit balance until something is paid with it
 * or it is given back. A document that is not final is a bug.
 */
export function postIssued(invoice: Invoice): JournalEntry {
  if (invoice.kind === "invoice") return postInvoice({ invoice });
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
      credit(customerCredit, negate(postedAmount(invoice.total, currency)), currency),
    ],
  });
}
