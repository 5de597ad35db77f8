import type { Invoice } from "../../account/invoice.ts";
import { assert, ok, type Result } from "../../fault/fault.ts";
import type { RateTable } from "../../fx/rate-table.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import type { Instant } from "../../time/instant.ts";
import { serviceDayAt, startOfDayNumber, type Zone } from "../../time/zone.ts";
import type { BookedChange } from "../booked.ts";
import { postIssued } from "../documents/issued-invoice.ts";
import { type LedgerDocument, postDocument } from "../documents/ledger-document.ts";
import type { JournalEntry } from "../entry.ts";
import type { PositionTable } from "../foreign/position-table.ts";
import { revaluationDay, revaluationEntries, valuePositions } from "../foreign/revalue-month.ts";
import { dayAfter, type Month, monthOf } from "../recognition/accounting-month.ts";
import type { LineAdjustment } from "../recognition/invoice-contract.ts";
import type { Posting } from "../recognition/month-close.ts";
import { changeSold } from "../recognition/sold-change.ts";
import { earnedFrom, type SoldInvoice, soldInvoice } from "../recognition/sold-line.ts";
import type { LineBalance, OpenInvoice } from "./close-invoice.ts";
import {
  adjustmentsIn,
  type LinePosition,
  type LineReference,
  linePositions,
} from "./line-postings.ts";
import { inOpenPeriod } from "./open-period.ts";
import { recogniseMonth } from "./recognise-month.ts";

/** An invoice that was posted, and what was booked of it in closed months. */
export interface BookedInvoice {
  readonly sold: SoldInvoice;
  readonly customer: string;
  readonly closed: readonly Posting[];
}

/** Books that are kept in memory, as those of a replay: the journal, what was sold, and the months that are closed. */
export interface MonthBooks {
  readonly zone: Zone;
  /** In the order in which they were posted. */
  readonly entries: readonly JournalEntry[];
  /** By number, in the order in which they were posted. */
  readonly invoices: ReadonlyMap<string, BookedInvoice>;
  readonly adjustments: readonly (LineAdjustment & LineReference)[];
  /** What stands in other currencies; absent in books that carry nothing. */
  readonly foreign?: ForeignBooks;
  /** The last closed month; all before it are closed too. */
  readonly closed?: Month;
}

/** What stands in other currencies than the books', and the rates by which it is revalued when a month is closed. */
export interface ForeignBooks {
  readonly currency: CurrencyCode;
  readonly positions: PositionTable;
  readonly rates: RateTable;
}

/** Books in which nothing is posted. */
export const emptyBooks = (zone: Zone): MonthBooks => ({
  zone,
  entries: [],
  invoices: new Map(),
  adjustments: [],
});

/** The first moment after a month on the books' calendar. */
export const monthEnd = (zone: Zone, month: Month): Instant =>
  startOfDayNumber(zone, dayAfter(month));

/** The month of the books that a moment lies in. */
export const monthAt = (zone: Zone, instant: Instant): Month =>
  monthOf(serviceDayAt(zone, instant));

const openFrom = ({ zone, closed }: MonthBooks): Instant | undefined =>
  closed === undefined ? undefined : monthEnd(zone, closed);

/** An entry to post, and what it sold where it is an invoice's or a credit note's of billing. */
export interface BookEntry {
  readonly entry: JournalEntry;
  readonly sold?: { readonly invoice: SoldInvoice; readonly customer: string };
}

/** Posts entries, in the order given; what is dated in a closed month goes to the next open one. */
export function bookEntries(books: MonthBooks, added: Iterable<BookEntry>): MonthBooks {
  const invoices = new Map(books.invoices);
  const entries = [...books.entries];
  const adjustments = [...books.adjustments];
  for (const { entry, sold } of added) {
    const posted = inOpenPeriod(entry, openFrom(books));
    entries.push(posted);
    adjustments.push(...adjustmentsIn(posted, books.zone));
    if (sold === undefined) continue;
    const { invoice, customer } = sold;
    invoices.set(invoice.id, { sold: invoice, customer, closed: [] });
  }
  return { ...books, entries, invoices, adjustments };
}

/** An issued document, and the zone of its customer. */
export interface IssuedDocument {
  readonly invoice: Invoice;
  readonly service: Zone;
}

/** Takes down what became known of the revenue of invoices that are posted. */
export function bookChanges(books: MonthBooks, changes: Iterable<BookedChange>): MonthBooks {
  const invoices = new Map(books.invoices);
  for (const { invoice, change } of changes) {
    const known = invoices.get(invoice);
    assert(known !== undefined, `document ${invoice} was posted`);
    invoices.set(invoice, { ...known, sold: changeSold(known.sold, change) });
  }
  return { ...books, invoices };
}

/** Posts issued documents, in the order given. */
export const bookIssued = (books: MonthBooks, issued: readonly IssuedDocument[]): MonthBooks =>
  bookEntries(
    books,
    issued.map(({ invoice, service }) => {
      const zones = { service, books: books.zone };
      const sold = { invoice: soldInvoice(invoice, zones), customer: invoice.customer };
      return { entry: postIssued(invoice, zones), sold };
    }),
  );

/** Posts other documents, in the order given. */
export const bookDocuments = (
  books: MonthBooks,
  documents: readonly LedgerDocument[],
): MonthBooks =>
  bookEntries(
    books,
    documents.map((document) => ({ entry: postDocument(document) })),
  );

/** The month to close next: after the last, or the first in which anything was posted or earned. */
export function nextMonth({ zone, entries, invoices, closed }: MonthBooks): Month | undefined {
  if (closed !== undefined) return closed + 1;
  const months = [
    ...entries.map(({ date }) => monthAt(zone, date)),
    ...[...invoices.values()].map(({ sold }) => monthOf(earnedFrom(sold))),
  ];
  return months.length === 0 ? undefined : months.reduce((first, month) => Math.min(first, month));
}

/** Closes every open month up to one. */
export function closeThrough(books: MonthBooks, last: Month): Result<MonthBooks> {
  let closed = books;
  for (let month = nextMonth(books); month !== undefined && month <= last; month += 1) {
    const next = closeBooks(closed, month);
    if (!next.ok) return next;
    closed = next.value.books;
  }
  return ok(closed);
}

/** Books with one more month closed, and what is then left of each line. */
export interface ClosedBooks {
  readonly books: MonthBooks;
  readonly balances: readonly LineBalance[];
}

/**
 * Closes a month: recognises what was earned by its end, customer by customer in the order of their ids. Whether the
 * month may be closed is not asked here.
 */
export function closeBooks(books: MonthBooks, month: Month): Result<ClosedBooks> {
  const end = monthEnd(books.zone, month);
  const positions = linePositions(books.entries, end);
  const adjustments = byInvoice(books.adjustments);
  const invoices = new Map(books.invoices);
  const entries = [...books.entries];
  const balances: LineBalance[] = [];
  const opened = [...books.invoices.values()].map((one) =>
    openInvoice(one, adjustments.get(one.sold.id) ?? [], positions.get(one.sold.id) ?? new Map()),
  );
  for (const [customer, own] of byCustomer(opened)) {
    const closed = recogniseMonth(customer, own, month, end);
    if (!closed.ok) return closed;
    entries.push(...closed.value.documents.map(postDocument));
    for (const { id, postings, ...left } of closed.value.invoices) {
      const known = invoices.get(id);
      if (known !== undefined)
        invoices.set(id, { ...known, closed: [...known.closed, ...postings] });
      balances.push(...left.balances);
    }
  }
  entries.push(...revaluedMonth(books, month, end));
  return ok({ books: { ...books, entries, invoices, closed: month }, balances });
}

/** The revaluation of what stands in other currencies. */
function revaluedMonth(
  { foreign }: MonthBooks,
  month: Month,
  end: Instant,
): readonly JournalEntry[] {
  if (foreign === undefined) return [];
  const { currency, positions, rates } = foreign;
  const valued = valuePositions(positions.before(end), currency, rates, revaluationDay(month));
  return revaluationEntries(valued, currency, month, end);
}

const openInvoice = (
  { sold, customer, closed }: BookedInvoice,
  adjustments: readonly LineAdjustment[],
  positions: ReadonlyMap<string, LinePosition>,
): OpenInvoice => ({ sold, customer, closed, adjustments, positions });

function byInvoice<T extends LineReference>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(one.invoice);
    if (group === undefined) groups.set(one.invoice, [one]);
    else group.push(one);
  }
  return groups;
}

function byCustomer(all: readonly OpenInvoice[]): readonly (readonly [string, OpenInvoice[]])[] {
  const groups = new Map<string, OpenInvoice[]>();
  for (const one of all) {
    const group = groups.get(one.customer);
    if (group === undefined) groups.set(one.customer, [one]);
    else group.push(one);
  }
  return [...groups].toSorted(([left], [right]) => (left < right ? -1 : 1));
}
