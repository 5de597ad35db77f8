import type { Happening } from "../account/issue-in-order.ts";
import { assert } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { UTC, type Zone } from "../time/zone.ts";
import { type Booked, bookedDocument, breakageStream, compareBooked, entriesOf } from "./booked.ts";
import { type BookEntry, bookEntries, emptyBooks, type MonthBooks } from "./close/month-books.ts";
import type { JournalEntry } from "./entry.ts";
import { appendEntries, emptyJournal, type JournalRecord, type Sha256 } from "./journal.ts";
import { type BookZones, soldInvoice } from "./recognition/sold-line.ts";

/** Whose books they are. */
export interface Books {
  readonly model: Pick<Model, "streams">;
  readonly zonesOf: (customer: string) => BookZones;
}

/** The books of a replay: what a server posts that was told the same facts at the same times, with no month closed. */
export function booksOf(
  happenings: Iterable<Happening>,
  { model, zonesOf }: Books,
  zone: Zone,
): MonthBooks {
  const booked: Booked[] = [];
  const numbers = new Map<string, string>();
  for (const one of happenings) {
    if (one.kind === "movement") booked.push(one);
    if (one.kind !== "document") continue;
    booked.push(bookedDocument(one.invoice));
    if (one.invoice.number !== null) numbers.set(one.invoice.id, one.invoice.number);
  }
  const numberOf = (id: string): string => {
    const number = numbers.get(id);
    assert(number !== undefined, `money moved on document ${id}, which is issued`);
    return number;
  };
  const context = { numberOf, zonesOf, breakageStream: breakageStream(model) };
  const entries = booked
    .sort(compareBooked)
    .flatMap((one) =>
      entriesOf(one, context).map((entry) => ({ entry, ...soldBy(one, entry, zonesOf) })),
    );
  return bookEntries(emptyBooks(zone), entries);
}

/** What a document sold, beside its own entry. */
function soldBy(
  one: Booked,
  { document }: JournalEntry,
  zonesOf: Books["zonesOf"],
): Pick<BookEntry, "sold"> {
  if (one.kind !== "document") return {};
  const { invoice } = one;
  if (document.kind !== invoice.kind) return {};
  const { customer } = invoice;
  return { sold: { invoice: soldInvoice(invoice, zonesOf(customer)), customer } };
}

/** The journal of a replay: the same records that a server keeps which was told the same facts at the same times. */
export const bookHappenings = (
  happenings: Iterable<Happening>,
  books: Books,
  sha256: Sha256,
): readonly JournalRecord[] =>
  appendEntries(emptyJournal, booksOf(happenings, books, UTC).entries, sha256).records;
