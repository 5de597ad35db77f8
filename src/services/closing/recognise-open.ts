import { expectOk } from "../../fault/fault.ts";
import { deferredRevenue, refundLiability, unbilledRevenue } from "../../ledger/account-name.ts";
import type { LineBalance } from "../../ledger/close/close-invoice.ts";
import { monthEnd } from "../../ledger/close/month-books.ts";
import { recogniseMonth } from "../../ledger/close/recognise-month.ts";
import {
  addRollForwards,
  type RollForwardText,
  rollForwardText,
} from "../../ledger/close/roll-forward-text.ts";
import { postDocument } from "../../ledger/documents/ledger-document.ts";
import type { RevenueRecognition } from "../../ledger/documents/recognition.ts";
import { treatedAs } from "../../ledger/documents/revenue-treatment.ts";
import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import type { Posting } from "../../ledger/recognition/month-close.ts";
import { rollForward } from "../../ledger/recognition/roll-forward.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { add, type Decimal, decimalOf, negate, zero } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { addRevenuePostings, settleRevenueInvoices } from "../../store/revenue-invoices.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Zone } from "../../time/zone.ts";
import { postEntries } from "../journal-writer.ts";
import { openInvoicePages } from "./open-invoices.ts";

/** Amounts by account and currency, debits positive. */
export type AccountSums = ReadonlyMap<string, Decimal>;

/** What a month recognises of all open invoices. */
export interface RecognisedMonth {
  readonly entries: number;
  readonly recognised: readonly { readonly currency: string; readonly amount: string }[];
  readonly rollForward: readonly RollForwardText[];
  /** What the schedules leave on the accounts of what is deferred and what is unbilled. */
  readonly scheduled: AccountSums;
  /** What the month's recognition changes on them. */
  readonly changes: AccountSums;
  /** Whether it hangs on what was posted alone, and not on a customer's zone of today. */
  readonly isLasting: boolean;
}

/** Customers of a page whose documents are written, and of one that is only looked at. */
const keptPerPage = 200;
const seenPerPage = 2_000;

const keyOf = (account: string, currency: string): string => `${account} ${currency}`;

/** Adds to a sum. */
export const addTo = (sums: Map<string, Decimal>, key: string, amount: Decimal): void => {
  sums.set(key, add(sums.get(key) ?? zero, amount));
};

/**
 * Recognises a month of every open invoice, page by page; with `keep` it posts and keeps what it finds, else it only says
 * what it would.
 */
export async function recogniseOpen(
  tx: Tx,
  month: Month,
  books: Zone,
  keep: boolean,
): Promise<RecognisedMonth> {
  const end = monthEnd(books, month);
  const scheduled = new Map<string, Decimal>();
  const changes = new Map<string, Decimal>();
  const revenue = new Map<CurrencyCode, Decimal>();
  let rows: readonly RollForwardText[] = [];
  let entries = 0;
  let isLasting = true;
  for await (const page of openInvoicePages(tx, month, books, keep ? keptPerPage : seenPerPage)) {
    const documents: RevenueRecognition[] = [];
    const postings: Posting[] = [];
    const booked: { invoice: string; before: number; postings: readonly Posting[] }[] = [];
    const settled: string[] = [];
    for (const { customer, invoices, isByDocument } of page) {
      if (isByDocument) isLasting = false;
      const closed = expectOk(recogniseMonth(customer, invoices, month, end));
      documents.push(...closed.documents);
      for (const [index, own] of closed.invoices.entries()) {
        const before = invoices[index]?.closed ?? [];
        const currency = invoices[index]?.sold.currency;
        postings.push(...before, ...own.postings);
        booked.push({ invoice: own.id, before: before.length, postings: own.postings });
        if (own.settled) settled.push(own.id);
        if (currency !== undefined) addBalances(scheduled, own.balances, currency);
      }
    }
    addDocuments(documents, changes, revenue);
    entries += documents.length;
    rows = addRollForwards([...rows, ...rowsOf(postings, month)]);
    if (!keep) continue;
    await postEntries(tx, documents.map(postDocument));
    await addRevenuePostings(tx, booked);
    await settleRevenueInvoices(tx, settled, monthText(month));
  }
  const recognised = [...revenue]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([currency, amount]) => ({
      currency,
      amount: minorText(amount, currency),
    }));
  return { entries, recognised, rollForward: rows, scheduled, changes, isLasting };
}

function addBalances(
  sums: Map<string, Decimal>,
  balances: readonly LineBalance[],
  currency: CurrencyCode,
): void {
  for (const { stream, deferred, unbilled, refund } of balances) {
    addTo(sums, keyOf(deferredRevenue(stream), currency), negate(deferred));
    addTo(sums, keyOf(unbilledRevenue(stream), currency), unbilled);
    addTo(sums, keyOf(refundLiability(stream), currency), negate(refund));
  }
}

function addDocuments(
  documents: readonly RevenueRecognition[],
  changes: Map<string, Decimal>,
  revenue: Map<CurrencyCode, Decimal>,
): void {
  for (const { currency, amounts } of documents)
    for (const { stream, amount, against } of amounts) {
      addTo(changes, keyOf(treatedAs(against, stream), currency), decimalOf(amount));
      revenue.set(currency, add(revenue.get(currency) ?? zero, decimalOf(amount)));
    }
}

/** The month's rows of some invoices: their postings of all months, in booked order. */
const rowsOf = (postings: readonly Posting[], month: Month): readonly RollForwardText[] =>
  rollForward(
    postings.toSorted((left, right) => left.month - right.month),
    month,
  )
    .filter((row) => row.month === month)
    .map(rollForwardText);
