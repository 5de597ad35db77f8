import type { CustomerFact } from "../account/fact.ts";
import type { Happening } from "../account/issue-in-order.ts";
import type { PriceBook } from "../account/price-book.ts";
import { zoneOf } from "../account/terms.ts";
import { assert, expectOk } from "../fault/fault.ts";
import { noRates, type RateBook } from "../fx/rate-book.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import {
  type Booked,
  type BookedChange,
  bookedDocument,
  breakageStream,
  compareBooked,
  entriesOf,
  soldChangeIn,
} from "./booked.ts";
import {
  type BookEntry,
  bookChanges,
  bookEntries,
  emptyBooks,
  type MonthBooks,
} from "./close/month-books.ts";
import type { JournalEntry } from "./entry.ts";
import { ratesOfDay, valuedDay } from "./foreign/day-rates.ts";
import { type PositionTable, positionTable } from "./foreign/position-table.ts";
import { type PayoutFact, payoutOf } from "./payout-fact.ts";
import { type BookZones, soldInvoice } from "./recognition/sold-line.ts";

/** An entry that a bookkeeper wrote, and when it became known. */
export interface EnteredEntry {
  readonly at: Instant;
  readonly entry: JournalEntry;
}

/** Whose books they are. */
export interface BookKeeping {
  readonly book: PriceBook;
  /** A customer as it stands after what happened; undefined for one that nobody told of. */
  readonly customerOf: (id: string) => CustomerFact | undefined;
  /** Exchange rates, by which what stands in other currencies is carried; none where absent. */
  readonly rates?: RateBook;
  /** Providers' transfers that were told; none where absent. */
  readonly payouts?: readonly PayoutFact[];
}

/** What belongs in the books of all that is passed on to it. */
export interface GatheredBooked {
  readonly add: (happening: Happening) => void;
  /** Its entries in the order of the journal, whatever the order in which it came, carried on foreign positions. */
  readonly entries: (keeping: BookKeeping, positions?: PositionTable) => readonly BookEntry[];
  /** What became known of documents' revenue after they were issued. */
  readonly changes: () => readonly BookedChange[];
}

/** Gathers what belongs in the books, with what bookkeepers wrote, for a reader that looks at more of a happening than that. */
export function gatherBooked(entered: readonly EnteredEntry[] = []): GatheredBooked {
  const booked: Booked[] = entered.map((one) => ({ kind: "entry", ...one }));
  const numbers = new Map<string, string>();
  const numberOf = (id: string): string => {
    const number = numbers.get(id);
    assert(number !== undefined, `money moved on document ${id}, which is issued`);
    return number;
  };
  return {
    add: (one) => {
      if (one.kind === "movement") booked.push(one);
      if (one.kind !== "document") return;
      booked.push(bookedDocument(one.invoice));
      if (one.invoice.number !== null) numbers.set(one.invoice.id, one.invoice.number);
    },
    entries: (keeping, positions = positionTable(keeping.book.model.currency)) => {
      const { book, rates = noRates } = keeping;
      const zonesOf = zonesByCustomer(keeping);
      const stream = breakageStream(book.model);
      const context = { numberOf, zonesOf, breakageStream: stream };
      const carried = (entry: JournalEntry, { at }: Booked): JournalEntry => {
        const day = valuedDay(entry, book.zone);
        return positions.carry(entry, ratesOfDay(rates.knownAt(at), book.model.currency, day));
      };
      const all = [...booked, ...bookedPayouts(keeping.payouts ?? [])];
      return all.toSorted(compareBooked).flatMap((one) =>
        entriesOf(one, context).map((entry) => ({
          entry: carried(entry, one),
          ...soldBy(one, entry, zonesOf),
        })),
      );
    },
    changes: () => booked.flatMap((one) => soldChangeIn(one, numberOf) ?? []),
  };
}

/** Transfers in the order in which they became known. */
function bookedPayouts(payouts: readonly PayoutFact[]): readonly Booked[] {
  return payouts
    .map((fact) => {
      const at = expectOk(parseInstant(fact.recordedAt ?? ""));
      return { at, payout: expectOk(payoutOf(fact, at)) };
    })
    .sort((left, right) => left.at - right.at || (left.payout.id < right.payout.id ? -1 : 1))
    .map((one, index) => ({ kind: "payout", customer: "", place: index + 1, ...one }) as const);
}

/** The books of a replay: what a server posts that was told the same facts at the same times, with no month closed. */
export function bookHappenings(
  happenings: Iterable<Happening>,
  keeping: BookKeeping,
  entered: readonly EnteredEntry[] = [],
): MonthBooks {
  const gathered = gatherBooked(entered);
  for (const one of happenings) gathered.add(one);
  const { zone, model } = keeping.book;
  const { currency } = model;
  const positions = positionTable(currency);
  const rates = (keeping.rates ?? noRates).knownAt(Number.MAX_SAFE_INTEGER);
  const books = { ...emptyBooks(zone), foreign: { currency, positions, rates } };
  const posted = bookEntries(books, gathered.entries(keeping, positions));
  return bookChanges(posted, gathered.changes());
}

const zonesByCustomer =
  ({ book, customerOf }: BookKeeping) =>
  (id: string): BookZones => {
    const customer = customerOf(id);
    const service = customer === undefined ? book.zone : expectOk(zoneOf(customer, book));
    return { service, books: book.zone };
  };

/** What a document sold, beside its own entry. */
function soldBy(
  one: Booked,
  { document }: JournalEntry,
  zonesOf: (customer: string) => BookZones,
): Pick<BookEntry, "sold"> {
  if (one.kind !== "document") return {};
  const { invoice } = one;
  if (document.kind !== invoice.kind) return {};
  const { customer } = invoice;
  return { sold: { invoice: soldInvoice(invoice, zonesOf(customer)), customer } };
}
