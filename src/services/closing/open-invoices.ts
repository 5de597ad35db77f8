import type { Invoice } from "../../account/invoice.ts";
import { assert, expectOk } from "../../fault/fault.ts";
import { isAccountName } from "../../ledger/account-name.ts";
import type { SoldSince } from "../../ledger/close/alike-lines.ts";
import type { OpenInvoice } from "../../ledger/close/close-invoice.ts";
import {
  addToPosition,
  adjustmentsIn,
  type LinePosition,
  noPosition,
  streamAccount,
} from "../../ledger/close/line-postings.ts";
import { monthAt, monthEnd } from "../../ledger/close/month-books.ts";
import { readEntry } from "../../ledger/entry-text.ts";
import { dayAfter, type Month, monthOf } from "../../ledger/recognition/accounting-month.ts";
import type { LineAdjustment } from "../../ledger/recognition/invoice-contract.ts";
import { earnedFrom, type SoldInvoice, soldInvoice } from "../../ledger/recognition/sold-line.ts";
import { decimalOf } from "../../money/decimal.ts";
import { customerZones } from "../../store/customers.ts";
import {
  adjustingEntries,
  lineBalances,
  openRevenueInvoices,
  revenuePostings,
  type StoredRevenueInvoice,
} from "../../store/revenue-invoices.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import { findZone, type Zone } from "../../time/zone.ts";

/** Customers whose invoices are in memory at once, where they only say what was sold. */
const customersSoldPerPage = 5_000;

/** A customer's invoices that something may be left to recognise of by the end of a month, in the order of posting. */
export interface CustomerInvoices {
  readonly customer: string;
  readonly invoices: readonly OpenInvoice[];
  /** Whether one of them is read from its document, by the customer's zone of today. */
  readonly isByDocument: boolean;
}

/**
 * Every customer's open invoices as they stand at the end of a month, in the order of customers, so many of whom are in memory at once.
 */
export async function* openInvoicePages(
  tx: Tx,
  month: Month,
  books: Zone,
  customers: number,
): AsyncGenerator<readonly CustomerInvoices[]> {
  const end = monthEnd(books, month);
  const to = { instant: end, day: dayAfter(month) };
  for (let after = ""; ; ) {
    const rows = await openRevenueInvoices(tx, { after, to, customers });
    const last = rows.at(-1)?.customer;
    if (last === undefined) return;
    yield await opened(tx, rows, end, books);
    after = last;
  }
}

/** What an open invoice sold, and the first month at whose end it is in the books. */
export interface SoldInMonth extends SoldSince {
  readonly appears: Month;
  /** Whether it is read from the document, by its customer's zone of today: as what was posted before what it sold was kept. */
  readonly isByDocument: boolean;
}

/**
 * What every customer's open invoices sold and what became of it, page by page; with `settledFrom` those, too, that were settled in that
 * month or later.
 */
export async function* soldPages(
  tx: Tx,
  books: Zone,
  settledFrom?: string,
): AsyncGenerator<readonly SoldInMonth[]> {
  for (let after = ""; ; ) {
    const rows = await openRevenueInvoices(tx, {
      after,
      customers: customersSoldPerPage,
      ...(settledFrom === undefined ? {} : { settledFrom }),
    });
    const last = rows.at(-1)?.customer;
    if (last === undefined) return;
    const numbers = rows.map(({ number }) => number);
    const [sold, closed, adjustments] = await Promise.all([
      soldOf(tx, rows, books),
      revenuePostings(tx, numbers),
      adjustmentsOf(tx, numbers, books),
    ]);
    yield rows.map(({ number, postedAt, sold: kept }) => {
      const what = known(sold, number);
      return {
        sold: what,
        adjustments: adjustments.get(number) ?? [],
        closed: closed.get(number) ?? [],
        appears: Math.min(monthAt(books, postedAt), monthOf(earnedFrom(what))),
        isByDocument: kept === null,
      };
    });
    after = last;
  }
}

function known(sold: ReadonlyMap<string, SoldInvoice>, number: string): SoldInvoice {
  const what = sold.get(number);
  assert(what !== undefined, `what was sold with ${number} is known`);
  return what;
}

async function opened(
  tx: Tx,
  rows: readonly StoredRevenueInvoice[],
  end: Instant,
  books: Zone,
): Promise<readonly CustomerInvoices[]> {
  const numbers = rows.map(({ number }) => number);
  const [sold, closed, positions, adjustments] = await Promise.all([
    soldOf(tx, rows, books),
    revenuePostings(tx, numbers),
    positionsOf(tx, numbers, end),
    adjustmentsOf(tx, numbers, books),
  ]);
  const customers = new Map<string, OpenInvoice[]>();
  const byDocument = new Set<string>();
  for (const { number, customer, sold: kept } of rows) {
    if (kept === null) byDocument.add(customer);
    const own = customers.get(customer) ?? [];
    customers.set(customer, own);
    own.push({
      sold: known(sold, number),
      customer,
      adjustments: adjustments.get(number) ?? [],
      closed: closed.get(number) ?? [],
      positions: positions.get(number) ?? new Map(),
    });
  }
  return [...customers].map(([customer, invoices]) => ({
    customer,
    invoices,
    isByDocument: byDocument.has(customer),
  }));
}

async function soldOf(
  tx: Tx,
  rows: readonly StoredRevenueInvoice[],
  books: Zone,
): Promise<ReadonlyMap<string, SoldInvoice>> {
  const unread = rows.filter(({ sold }) => sold === null);
  const zones =
    unread.length === 0
      ? new Map<string, string>()
      : await customerZones(
          tx,
          unread.map(({ customer }) => customer),
        );
  return new Map(
    rows.map(({ number, customer, sold, document }) => {
      if (sold !== null) return [number, JSON.parse(sold) as SoldInvoice];
      assert(document !== null, `the document ${number} is stored`);
      const zone = zones.get(customer);
      const service = zone === undefined ? books : expectOk(findZone(zone));
      return [number, soldInvoice(JSON.parse(document) as Invoice, { service, books })];
    }),
  );
}

async function positionsOf(
  tx: Tx,
  numbers: readonly string[],
  end: Instant,
): Promise<ReadonlyMap<string, ReadonlyMap<string, LinePosition>>> {
  const positions = new Map<string, Map<string, LinePosition>>();
  for (const { invoice, line, account, amount } of await lineBalances(tx, numbers, end)) {
    const stream = isAccountName(account) ? streamAccount(account) : undefined;
    assert(stream !== undefined, `${account} is an account of a stream`);
    const own = positions.get(invoice) ?? new Map<string, LinePosition>();
    positions.set(invoice, own);
    const before = own.get(line) ?? noPosition;
    own.set(line, addToPosition(before, stream.kind, decimalOf(amount)));
  }
  return positions;
}

async function adjustmentsOf(
  tx: Tx,
  numbers: readonly string[],
  books: Zone,
): Promise<ReadonlyMap<string, readonly LineAdjustment[]>> {
  const adjustments = new Map<string, LineAdjustment[]>();
  for (const text of await adjustingEntries(tx, numbers))
    for (const { invoice, ...adjustment } of adjustmentsIn(expectOk(readEntry(text)), books)) {
      const own = adjustments.get(invoice) ?? [];
      adjustments.set(invoice, own);
      own.push(adjustment);
    }
  return adjustments;
}
