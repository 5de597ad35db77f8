import type { Invoice } from "../account/invoice.ts";
import { assert, expectOk } from "../fault/fault.ts";
import {
  type Booked,
  bookedDocument,
  breakageStream,
  compareBooked,
  customerOf,
  entriesOf,
  soldChangeIn,
} from "../ledger/booked.ts";
import { documentsNamed, type NumberOf } from "../ledger/documents/numbered-movement.ts";
import type { JournalRecord } from "../ledger/journal.ts";
import { type BookZones, soldInvoice } from "../ledger/recognition/sold-line.ts";
import type { Model } from "../model/model.ts";
import {
  isPayout,
  markMovementsPosted,
  type PostedMovement,
  unpostedMovements,
} from "../store/account-movements.ts";
import { customerZones } from "../store/customers.ts";
import { invoiceNumbers } from "../store/invoices.ts";
import {
  heldJournalHead,
  markSeriesPosted,
  type UnpostedDocument,
  unpostedDocuments,
} from "../store/journal.ts";
import { addRevenueInvoices, changeRevenueInvoice } from "../store/revenue-invoices.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import { findZone, type Zone } from "../time/zone.ts";
import { postCarried } from "./post-carried.ts";

/** Documents of a series, and movements of accounts, that one transaction posts at most. */
const perPosting = 500;

/** What one transaction posted. */
export interface PostingRun {
  /** Documents and movements together. */
  readonly posted: number;
  /** The place in time of the last of them; absent where there was none. */
  readonly last?: { readonly at: Instant; readonly customer: string };
}

/** A supply of what is to be posted, in its own order. */
interface Supply {
  readonly rows: readonly Row[];
  /** Whether more may follow the page that was read. */
  readonly cutShort: boolean;
}

interface Row {
  readonly booked: Booked;
  readonly from: { readonly series: string; readonly position: number } | PostedMovement;
}

/** How a tenant keeps its books. */
export interface Bookkeeping {
  /** By which months are closed. */
  readonly zone: Zone;
  readonly model: Pick<Model, "streams" | "currency">;
}

/**
 * Posts issued documents and moved money that are not in the journal yet, in one transaction, in the order of
 * {@link compareBooked}, and begins the recognition of the documents' revenue. Each is posted once: that it is posted is kept
 * in the same commit. What happened after `until` waits: an account that is due by then may yet do something before it.
 */
export async function postSome(
  tx: Tx,
  { zone, model }: Bookkeeping,
  until: Instant = Number.POSITIVE_INFINITY,
): Promise<PostingRun> {
  // Held before anything is read, so that two of them do not find the same documents.
  await heldJournalHead(tx);
  const [documents, movements] = await Promise.all([
    unpostedDocuments(tx, perPosting),
    unpostedMovements(tx, perPosting),
  ]);
  const ready = inOrder(
    [...documentSupplies(documents), movementSupply(movements)].map((supply) =>
      untilThen(supply, until),
    ),
  );
  const last = ready.at(-1)?.booked;
  if (last === undefined) return { posted: 0 };
  const [numberOf, zonesOf] = await Promise.all([
    numbersFor(tx, ready),
    zonesOfCustomers(tx, ready, zone),
  ]);
  const context = { numberOf, zonesOf, breakageStream: breakageStream(model) };
  const entries = ready.flatMap(({ booked }) =>
    entriesOf(booked, context).map((entry) => ({ entry, at: booked.at })),
  );
  const records = await postCarried(tx, entries, { currency: model.currency, zone });
  await beginRecognition(tx, ready, records, zonesOf);
  for (const { booked } of ready) {
    const change = soldChangeIn(booked, numberOf);
    if (change !== undefined) await changeRevenueInvoice(tx, change);
  }
  await markPosted(tx, ready);
  return { posted: ready.length, last: { at: last.at, customer: customerOf(last) } };
}

/** The zones of a customer's documents: its own for service, the books' for months. */
async function zonesOfCustomers(
  tx: Tx,
  ready: readonly Row[],
  books: Zone,
): Promise<(customer: string) => BookZones> {
  const customers = new Set(ready.map(({ booked }) => customerOf(booked)));
  const zones = new Map(
    [...(await customerZones(tx, customers))].map(([id, zone]) => [id, expectOk(findZone(zone))]),
  );
  return (customer) => ({ service: zones.get(customer) ?? books, books });
}

/** Keeps what each document sold, beside the record by which it was posted. */
async function beginRecognition(
  tx: Tx,
  ready: readonly Row[],
  records: readonly JournalRecord[],
  zonesOf: (customer: string) => BookZones,
): Promise<void> {
  const recordOf = new Map(records.map((record) => [record.entry.id, record] as const));
  await addRevenueInvoices(
    tx,
    ready.flatMap(({ booked }) => {
      if (booked.kind !== "document") return [];
      const { invoice } = booked;
      const record = recordOf.get(`${invoice.kind}/${invoice.number}`);
      assert(record !== undefined, `document ${invoice.id} was posted`);
      const { position, entry } = record;
      const sold = soldInvoice(invoice, zonesOf(invoice.customer));
      return [{ sold, customer: invoice.customer, position, postedAt: entry.date }];
    }),
  );
}

function documentSupplies(documents: readonly UnpostedDocument[]): readonly Supply[] {
  const rows = documents.map(({ document, ...from }) => {
    return { booked: bookedDocument(JSON.parse(document) as Invoice), from };
  });
  return [...new Set(documents.map(({ series }) => series))].map((series) => {
    const own = rows.filter(({ from }) => from.series === series);
    return { rows: own, cutShort: own.length === perPosting };
  });
}

const movementSupply = (movements: readonly PostedMovement[]): Supply => ({
  rows: movements.map((from) => ({ booked: bookedMovement(from), from })),
  cutShort: movements.length === perPosting,
});

function bookedMovement(from: PostedMovement): Booked {
  if (!isPayout(from)) return { kind: "movement", ...from };
  const { movement: payout, ...rest } = from;
  return { kind: "payout", ...rest, payout };
}

/** A supply without what happened later. Each is in the order of time, so what may follow its page is later, too. */
function untilThen({ rows, cutShort }: Supply, until: Instant): Supply {
  const own = rows.filter(({ booked }) => booked.at <= until);
  return { rows: own, cutShort: cutShort && own.length === rows.length };
}

/**
 * All supplies in one order. Where more of a supply may follow the page that was read, nothing comes after the page's end
 * yet: what follows might belong in between.
 */
function inOrder(supplies: readonly Supply[]): readonly Row[] {
  const merged: Row[] = [];
  const taken = supplies.map(() => 0);
  for (;;) {
    if (supplies.some(({ rows, cutShort }, index) => cutShort && taken[index] === rows.length))
      return merged;
    let first: { readonly row: Row; readonly index: number } | undefined;
    for (const [index, { rows }] of supplies.entries()) {
      const row = rows[taken[index] ?? 0];
      if (row === undefined) continue;
      if (first === undefined || compareBooked(row.booked, first.row.booked) < 0)
        first = { row, index };
    }
    if (first === undefined) return merged;
    merged.push(first.row);
    taken[first.index] = (taken[first.index] ?? 0) + 1;
  }
}

/** The numbers of the documents that movements name. */
async function numbersFor(tx: Tx, rows: readonly Row[]): Promise<NumberOf> {
  const named = rows.flatMap(({ booked }) =>
    booked.kind === "movement" ? documentsNamed(booked.movement) : [],
  );
  const numbers = await invoiceNumbers(tx, [...new Set(named)]);
  return (id) => {
    const number = numbers.get(id);
    assert(number !== undefined, `money moved on document ${id}, which is issued`);
    return number;
  };
}

async function markPosted(tx: Tx, rows: readonly Row[]): Promise<void> {
  const series = new Map<string, number>();
  const movements: PostedMovement[] = [];
  for (const { from } of rows) {
    if ("series" in from) series.set(from.series, from.position);
    else movements.push(from);
  }
  await markSeriesPosted(tx, series);
  await markMovementsPosted(tx, movements);
}
