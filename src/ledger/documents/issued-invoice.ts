import type { Invoice } from "../../account/invoice.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import { decimal, decimalOf, multiply } from "../../money/decimal.ts";
import { percentText } from "../../money/percent.ts";
import { parseInstant } from "../../time/instant.ts";
import { customerCredit } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, type PostingDraft, postedAmount } from "../posting.ts";
import { type BookZones, soldInvoice } from "../recognition/sold-line.ts";
import { postInvoice } from "./invoice.ts";
import { issuedParts, type LinePart } from "./issued-line.ts";
import { treatedAs } from "./revenue-treatment.ts";
import { type TaxAmount, taxOwed } from "./tax-amount.ts";

/**
 * The entry of a document as the account machine issued it.
 *
 * An invoice is owed. A credit note of billing (unused time that was paid for, late usage that turned out lower) takes
 * back what its lines had posted, and its amount stands on the customer's credit balance until something is paid with it
 * or it is given back. A document that is not final is a bug.
 */
export function postIssued(invoice: Invoice, zones: BookZones): JournalEntry {
  const { kind, number, currency, customer, lines } = invoice;
  assert(number !== null && invoice.status === "final", `only a final ${kind} is posted`);
  const taxes = taxesOf(invoice);
  const parts = partsOf(invoice, zones);
  if (kind === "invoice")
    return postInvoice({ invoice, taxes, recognition: ({ id }) => parts.get(id) ?? [] });
  return writeEntry({
    date: expectOk(parseInstant(invoice.issuedAt)),
    document: { kind, number },
    customer,
    description: `Credit note ${number} of ${customer}`,
    postings: [
      ...lines.flatMap(({ id, stream }): readonly PostingDraft[] =>
        (parts.get(id) ?? []).map(({ treatment, amount }) =>
          credit(treatedAs(treatment, stream), amount, currency, { line: id }),
        ),
      ),
      ...taxOwed(taxes, currency),
      debit(customerCredit, postedAmount(invoice.total, currency), currency),
    ],
  });
}

/**
 * What each line of a document is when it is issued; lines of no amount are left out. Credits that are sold are owed to the
 * customer until they are used.
 */
function partsOf(invoice: Invoice, zones: BookZones): ReadonlyMap<string, readonly LinePart[]> {
  const { issued, currency, lines } = soldInvoice(invoice, zones);
  const credits = invoice.lines.filter(({ kind }) => kind === "credits");
  return new Map([
    ...lines.map((line) => [line.id, issuedParts(line, issued, currency)] as const),
    ...credits.map(({ id, amount }) => {
      const owed: LinePart = { treatment: "prepaid-credits", amount: decimalOf(amount) };
      return [id, [owed]] as const;
    }),
  ]);
}

/** The document's tax by rate. A credit note's is below zero, so it takes back what its invoice owed. */
const taxesOf = ({ taxes = [] }: Invoice): readonly TaxAmount[] =>
  taxes.map(({ jurisdiction, rate, amount }) => ({
    jurisdiction,
    rate: percentText(multiply(decimalOf(rate), hundredth)),
    amount,
  }));

const hundredth = decimal(1, 2);
