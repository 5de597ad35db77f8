import type { Invoice } from "../account/invoice.ts";
import { expectOk } from "../fault/fault.ts";
import { postIssued } from "../ledger/documents/issued-invoice.ts";
import { type BookZones, soldInvoice } from "../ledger/recognition/sold-line.ts";
import { customerZones } from "../store/customers.ts";
import {
  heldJournalHead,
  markSeriesPosted,
  type UnpostedDocument,
  unpostedDocuments,
} from "../store/journal.ts";
import { addRevenueInvoices } from "../store/revenue-invoices.ts";
import type { Tx } from "../store/tenant.ts";
import { findZone, type Zone } from "../time/zone.ts";
import { postEntries } from "./journal-writer.ts";

/** Documents of a series that one transaction posts at most. */
const documentsPerPosting = 500;

interface Read extends UnpostedDocument {
  readonly invoice: Invoice;
}

/**
 * Posts issued documents that are not in the journal yet, in one transaction, in the order of (issue, customer, id), and
 * begins the recognition of their revenue. Each document is posted once: how far a series is posted moves in the same
 * commit. `books` is the zone that the books are kept by. Answers how many there were.
 */
export async function postSome(tx: Tx, books: Zone): Promise<number> {
  // Held before anything is read, so that two of them do not find the same documents.
  await heldJournalHead(tx);
  const found = await unpostedDocuments(tx, documentsPerPosting);
  const ready = inOrder(found.map((one) => ({ ...one, invoice: JSON.parse(one.document) })));
  if (ready.length === 0) return 0;
  const zones = await zonesOfCustomers(tx, ready, books);
  const records = await postEntries(
    tx,
    ready.map(({ invoice }) => postIssued(invoice, zones(invoice))),
  );
  await addRevenueInvoices(
    tx,
    ready.flatMap(({ invoice }, index) => {
      const record = records[index];
      if (record === undefined) return [];
      const { position, entry } = record;
      const sold = soldInvoice(invoice, zones(invoice));
      return [{ sold, customer: invoice.customer, position, postedAt: entry.date }];
    }),
  );
  await markSeriesPosted(tx, new Map(ready.map(({ series, position }) => [series, position])));
  return ready.length;
}

/** The zones of each document: its customer's for service, the books' for months. */
async function zonesOfCustomers(
  tx: Tx,
  ready: readonly Read[],
  books: Zone,
): Promise<(invoice: Invoice) => BookZones> {
  const customers = new Set(ready.map(({ invoice }) => invoice.customer));
  const zones = new Map(
    [...(await customerZones(tx, customers))].map(([id, zone]) => [id, expectOk(findZone(zone))]),
  );
  return ({ customer }) => ({ service: zones.get(customer) ?? books, books });
}

/**
 * The documents of all series in the order in which they were issued; those of one series in the order of their numbers.
 * Where more of a series may follow the page that was read, nothing comes after the page's end yet: what follows might
 * belong in between.
 */
function inOrder(found: readonly Read[]): readonly Read[] {
  const names = [...new Set(found.map(({ series }) => series))];
  const waiting = names.map((name) => found.filter(({ series }) => series === name));
  const cutShort = waiting.filter(({ length }) => length === documentsPerPosting);
  const merged: Read[] = [];
  const next = new Map<readonly Read[], number>(waiting.map((own) => [own, 0]));
  for (;;) {
    if (cutShort.some((own) => next.get(own) === own.length)) return merged;
    let first: readonly Read[] | undefined;
    for (const own of waiting) {
      const one = own[next.get(own) ?? 0];
      const other = first?.[next.get(first) ?? 0];
      if (
        one !== undefined &&
        (other === undefined || compareIssue(one.invoice, other.invoice) < 0)
      )
        first = own;
    }
    const taken = first?.[next.get(first) ?? 0];
    if (first === undefined || taken === undefined) return merged;
    merged.push(taken);
    next.set(first, (next.get(first) ?? 0) + 1);
  }
}

/** By issue, then customer, then the account's own count of documents. */
function compareIssue(left: Invoice, right: Invoice): number {
  if (left.issuedAt !== right.issuedAt) return left.issuedAt < right.issuedAt ? -1 : 1;
  if (left.customer !== right.customer) return left.customer < right.customer ? -1 : 1;
  return countOf(left) - countOf(right);
}

const countOf = ({ id }: Invoice): number => Number(id.slice(id.lastIndexOf(":") + 1));
