import type { Invoice, InvoiceLine } from "../../account/invoice.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { add, equals, sum } from "../../money/decimal.ts";
import { type Instant, parseInstant } from "../../time/instant.ts";
import { receivable } from "../account-name.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { credit, debit, type PostingDraft, postedAmount } from "../posting.ts";
import type { LinePart } from "./issued-line.ts";
import { type RevenueTreatment, treatedAs } from "./revenue-treatment.ts";
import { type TaxAmount, taxOwed, taxTotal } from "./tax-amount.ts";

/** A final invoice, and what its own lines do not say. */
export interface InvoiceToPost {
  readonly kind: "invoice";
  readonly invoice: Invoice;
  /** The invoice's tax by rate; must add up to it. Needed where it is not 0. */
  readonly taxes?: readonly TaxAmount[];
  /** What each line is. Default {@link treatmentByPeriod}. */
  readonly recognition?: LineRecognition;
}

/** Says what a line's amount is when it is invoiced: one thing, or parts that add up to it. */
export type LineRecognition = (
  line: InvoiceLine,
  issuedAt: Instant,
) => RevenueTreatment | readonly LinePart[];

/**
 * A line whose service period ends after the issue date is deferred, all of it; the first recognition takes out what
 * was served already. One billed in arrears, or delivered at once, is revenue. Credits that are sold are
 * owed to the customer until they are used.
 */
const treatmentByPeriod: LineRecognition = ({ kind, period }, issuedAt) =>
  kind === "credits"
    ? "prepaid-credits"
    : period !== null && expectOk(parseInstant(period.to)) > issuedAt
      ? "deferred"
      : "at-once";

/**
 * The entry of a final invoice: the receivable over the total, each line less its discounts on the account of its
 * stream, tax by rate. Lines and tax that do not add up to the total, or a draft, are bugs.
 */
export function postInvoice(document: Omit<InvoiceToPost, "kind">): JournalEntry {
  const { invoice, taxes = [], recognition = treatmentByPeriod } = document;
  const { number, currency, customer, lines } = invoice;
  assert(number !== null && invoice.status === "final", "only a final invoice is posted");
  const date = expectOk(parseInstant(invoice.issuedAt));
  const total = postedAmount(invoice.total, currency);
  const tax = taxTotal(taxes, currency);
  const net = sum(lines.map(({ amount }) => postedAmount(amount, currency)));
  assert(
    equals(tax, postedAmount(invoice.tax, currency)),
    `${number}: the taxes add up to its tax`,
  );
  assert(equals(add(net, tax), total), `${number}: its lines and its tax add up to its total`);
  return writeEntry({
    date,
    document: { kind: "invoice", number },
    customer,
    dueAt: expectOk(parseInstant(invoice.dueAt)),
    description: `Invoice ${number} of ${customer}`,
    postings: [
      debit(receivable, total, currency, { invoice: number }),
      ...lines.flatMap((line) => linePostings(line, currency, recognition(line, date))),
      ...taxOwed(taxes, currency),
    ],
  });
}

function linePostings(
  { id, stream, amount }: InvoiceLine,
  currency: CurrencyCode,
  recognised: RevenueTreatment | readonly LinePart[],
): readonly PostingDraft[] {
  const whole = postedAmount(amount, currency);
  const parts =
    typeof recognised === "string" ? [{ treatment: recognised, amount: whole }] : recognised;
  return parts.map((part) =>
    credit(treatedAs(part.treatment, stream), part.amount, currency, { line: id }),
  );
}
