import type { Happening } from "../account/issue-in-order.ts";
import type { PriceBook } from "../account/price-book.ts";
import { assert, ok, type Result } from "../fault/fault.ts";
import {
  type Booked,
  bookedDocument,
  breakageStream,
  compareBooked,
  entriesOf,
  soldChangeIn,
} from "../ledger/booked.ts";
import type { OpenInvoice } from "../ledger/close/close-invoice.ts";
import {
  addToPosition,
  adjustmentsIn,
  type LinePosition,
  lineOf,
  noPosition,
  streamAccount,
} from "../ledger/close/line-postings.ts";
import { monthEnd } from "../ledger/close/month-books.ts";
import { recogniseMonth } from "../ledger/close/recognise-month.ts";
import { postDocument } from "../ledger/documents/ledger-document.ts";
import type { JournalEntry } from "../ledger/entry.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import type { LineAdjustment } from "../ledger/recognition/invoice-contract.ts";
import type { Posting } from "../ledger/recognition/month-close.ts";
import { changeSold } from "../ledger/recognition/sold-change.ts";
import { type SoldInvoice, soldInvoice } from "../ledger/recognition/sold-line.ts";
import { decimalOf } from "../money/decimal.ts";

/** Books that are kept month by month, in which what is over takes neither time nor room. */
export interface RunningBooks {
  readonly add: (happening: Happening) => void;
  /** Posts what was added; its entries. Nothing of it may lie in a closed month. */
  readonly post: () => readonly JournalEntry[];
  /** Closes a month, after all before it and when all that is earned in it is posted; the entries that recognise it. */
  readonly close: (month: Month) => Result<readonly JournalEntry[]>;
}

/** An invoice of which something may still be earned. */
interface Running {
  sold: SoldInvoice;
  readonly customer: string;
  readonly closed: Posting[];
  readonly adjustments: LineAdjustment[];
  readonly positions: Map<string, LinePosition>;
}

/**
 * Opens the books of customers who live in the books' own zone and pay in its currency. An invoice that is settled is laid aside, and taken up
 * again where something changes what was earned of it: what is posted is what books come to that look at every invoice in every month.
 */
export function runningBooks(book: PriceBook): RunningBooks {
  const { zone } = book;
  const zones = { service: zone, books: zone };
  const numbers = new Map<string, string>();
  const open = new Map<string, Running>();
  const settled = new Map<string, Running>();
  let booked: Booked[] = [];
  /** Entries whose day is not closed, so that they count when it is. */
  let pending: JournalEntry[] = [];

  const numberOf = (id: string): string => {
    const number = numbers.get(id);
    assert(number !== undefined, `money moved on document ${id}, which is issued`);
    return number;
  };
  const context = { numberOf, zonesOf: () => zones, breakageStream: breakageStream(book.model) };
  const running = (number: string): Running => {
    const known = open.get(number) ?? settled.get(number);
    assert(known !== undefined, `document ${number} was posted`);
    settled.delete(number);
    open.set(number, known);
    return known;
  };
  const position = (entry: JournalEntry): void => {
    for (const posting of entry.postings) {
      const of = lineOf(entry, posting);
      const account = of === undefined ? undefined : streamAccount(posting.account);
      if (of === undefined || account === undefined) continue;
      const { positions } = open.get(of.invoice) ?? settled.get(of.invoice) ?? {};
      const before = positions?.get(of.line) ?? noPosition;
      positions?.set(of.line, addToPosition(before, account.kind, decimalOf(posting.amount)));
    }
  };

  return {
    add: (one) => {
      if (one.kind === "movement") booked.push(one);
      if (one.kind !== "document") return;
      booked.push(bookedDocument(one.invoice));
      if (one.invoice.number !== null) numbers.set(one.invoice.id, one.invoice.number);
    },
    post: () => {
      const posted = booked.sort(compareBooked).flatMap((one) => {
        const entries = entriesOf(one, context);
        if (one.kind === "document") {
          const sold = soldInvoice(one.invoice, zones);
          const { customer } = one.invoice;
          if (entries.some(({ document }) => document.kind === one.invoice.kind))
            open.set(sold.id, {
              ...{ sold, customer, closed: [], adjustments: [] },
              positions: new Map(),
            });
        }
        const changed = soldChangeIn(one, numberOf);
        if (changed !== undefined) {
          const own = running(changed.invoice);
          own.sold = changeSold(own.sold, changed.change);
        }
        return entries;
      });
      for (const entry of posted)
        for (const { invoice, line: _, ...adjustment } of adjustmentsIn(entry, zone))
          running(invoice).adjustments.push({ ...adjustment, line: _ });
      booked = [];
      for (const entry of posted) pending.push(entry);
      return posted;
    },
    close: (month) => {
      const end = monthEnd(zone, month);
      for (const entry of pending) if (entry.date < end) position(entry);
      pending = pending.filter(({ date }) => date >= end);
      const recognised: JournalEntry[] = [];
      for (const [customer, own] of byCustomer(open.values())) {
        const closed = recogniseMonth(customer, own, month, end);
        if (!closed.ok) return closed;
        const entries = closed.value.documents.map(postDocument);
        for (const entry of entries) {
          position(entry);
          recognised.push(entry);
        }
        for (const { id, postings, settled: over } of closed.value.invoices) {
          const one = open.get(id);
          if (one === undefined) continue;
          one.closed.push(...postings);
          if (!over) continue;
          open.delete(id);
          settled.set(id, one);
        }
      }
      return ok(recognised);
    },
  };
}

function byCustomer(all: Iterable<Running>): readonly (readonly [string, OpenInvoice[]])[] {
  const groups = new Map<string, OpenInvoice[]>();
  for (const one of all) {
    const group = groups.get(one.customer);
    if (group === undefined) groups.set(one.customer, [one]);
    else group.push(one);
  }
  return [...groups].toSorted(([left], [right]) => (left < right ? -1 : 1));
}
