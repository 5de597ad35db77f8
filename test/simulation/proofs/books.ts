import type { CustomerFact } from "../../../src/account/fact.ts";
import type { Happening } from "../../../src/account/issue-in-order.ts";
import type { PriceBook } from "../../../src/account/price-book.ts";
import { zoneOf } from "../../../src/account/terms.ts";
import { expectOk } from "../../../src/fault/fault.ts";
import {
  type Booked,
  bookedDocument,
  breakageStream,
  compareBooked,
  entriesOf,
  soldChangeIn,
} from "../../../src/ledger/booked.ts";
import {
  type BookEntry,
  bookChanges,
  bookEntries,
  closeBooks,
  emptyBooks,
  type MonthBooks,
  monthAt,
  monthEnd,
  nextMonth,
} from "../../../src/ledger/close/month-books.ts";
import { ratesOfDay, valuedDay } from "../../../src/ledger/foreign/day-rates.ts";
import { positionTable } from "../../../src/ledger/foreign/position-table.ts";
import { bookFacts } from "../../../src/ledger/manual/book-facts.ts";
import { payoutOf } from "../../../src/ledger/payout-fact.ts";
import { soldInvoice } from "../../../src/ledger/recognition/sold-line.ts";
import { trialBalance } from "../../../src/ledger/trial-balance.ts";
import { DAY_MS, parseInstant } from "../../../src/time/instant.ts";
import { UTC, type Zone } from "../../../src/time/zone.ts";
import { ratesBook } from "../moving-rates.ts";
import { centsOf } from "../running-books.ts";
import type { Lived } from "../story.ts";
import { storyBooks } from "../story-books.ts";

/** When everything is earned, whatever was bought in a life. */
const end = Date.UTC(2045, 0, 1);

/** Days after a month's end on which it is closed: what comes later counts in the next. */
const closedAfter = 4 * DAY_MS;

/**
 * What is wrong with the story's books, kept as they are in life: entries come as they become known, and every month, quarter or
 * year is closed a few days after its end, so that much comes late. At each close what was billed is earned or deferred, in
 * every currency, and all balances; in the end nothing is deferred.
 */
export function closedBooksFaults(lived: Lived): readonly string[] {
  const every = [1, 3, 12][lived.seed % 3] ?? 1;
  const coming = bookedIn(lived);
  const first = coming[0];
  if (first === undefined) return [];
  const { keep, billed } = keeping(lived);
  let books = keep.begin();
  let place = 0;
  for (let month = monthAt(UTC, first.at) + every - 1; ; month += every) {
    const until = monthEnd(UTC, month) + closedAfter;
    const batch: Booked[] = [];
    for (let next = coming[place]; next !== undefined && next.at < until; next = coming[place]) {
      batch.push(next);
      place += 1;
    }
    books = keep.post(books, batch);
    for (let open = nextMonth(books); open !== undefined && open <= month; open += 1) {
      const closed = closeBooks(books, open);
      if (!closed.ok) return [`month ${open}: ${closed.faults[0]?.message}`];
      books = closed.value.books;
    }
    const isLast = place === coming.length;
    const found = balanceFaults(books, billed, month);
    if (found.length > 0) return found;
    if (isLast) return lastFaults(books, billed);
  }
}

/** Everything that belongs in the books, in the order in which it became known, then of the journal. */
function bookedIn({ kind, living, bookFacts: told, payouts }: Lived): readonly Booked[] {
  const { entered } = bookFacts(told, storyBooks(kind).current);
  const paid = payouts.map((fact, index): Booked => {
    const at = expectOk(parseInstant(fact.recordedAt ?? ""));
    return {
      kind: "payout",
      customer: "",
      at,
      place: index + 1,
      payout: expectOk(payoutOf(fact, at)),
    };
  });
  const happened = living.happenings.flatMap((one: Happening): readonly Booked[] => {
    if (one.kind === "document") return [bookedDocument(one.invoice)];
    return one.kind === "movement" ? [one] : [];
  });
  const written = entered.map((one): Booked => ({ kind: "entry", ...one }));
  return [...happened, ...paid, ...written].sort(compareBooked);
}

/** How booked things are posted, and what was billed of them so far: cents by currency. */
function keeping({ kind, living, rates }: Lived) {
  const book = storyBooks(kind).current;
  const positions = positionTable(book.model.currency);
  const known = ratesBook(rates);
  const numbers = new Map<string, string>();
  const billed = new Map<string, number>();
  const numberOf = (id: string): string => numbers.get(id) ?? id;
  const zonesOf = (customer: string) => ({
    service: zoneFor(living.account(customer)?.customer, book),
    books: UTC,
  });
  const context = { numberOf, zonesOf, breakageStream: breakageStream(book.model) };
  const entriesFor = (one: Booked): readonly BookEntry[] => {
    if (one.kind === "document") numbers.set(one.invoice.id, one.invoice.number ?? one.invoice.id);
    const [currency, cents] = billedBy(one);
    billed.set(currency, (billed.get(currency) ?? 0) + cents);
    return entriesOf(one, context).map((entry) => {
      const table = ratesOfDay(known.knownAt(one.at), book.model.currency, valuedDay(entry, UTC));
      const carried = { entry: positions.carry(entry, table) };
      if (one.kind !== "document" || entry.document.kind !== one.invoice.kind) return carried;
      const { invoice } = one;
      const sold = { invoice: soldInvoice(invoice, zonesOf(invoice.customer)) };
      return { ...carried, sold: { ...sold, customer: invoice.customer } };
    });
  };
  const foreign = { currency: book.model.currency, positions, rates: known.knownAt(end) };
  const keep = {
    begin: (): MonthBooks => ({ ...emptyBooks(UTC), foreign }),
    post: (books: MonthBooks, batch: readonly Booked[]): MonthBooks =>
      bookChanges(
        bookEntries(books, batch.flatMap(entriesFor)),
        batch.flatMap((one) => soldChangeIn(one, numberOf) ?? []),
      ),
  };
  return { keep, billed };
}

const zoneFor = (customer: CustomerFact | undefined, book: PriceBook): Zone =>
  customer === undefined ? book.zone : expectOk(zoneOf(customer, book));

/** What something adds to what is billed: net of tax and discounts, without credits that are sold, with those that are lost. */
function billedBy(one: Booked): readonly [currency: string, cents: number] {
  if (one.kind === "document") {
    const { lines, currency } = one.invoice;
    const cents = lines
      .filter(({ kind }) => kind !== "credits")
      .reduce((sum, { amount }) => sum + centsOf(amount), 0);
    return [currency, cents];
  }
  if (one.kind !== "movement") return ["USD", 0];
  const { movement } = one;
  const isLost = movement.kind === "credit-expiry" || movement.kind === "credit-breakage";
  return [movement.currency, isLost ? centsOf(movement.amount) : 0];
}

/** Credit balances less debit balances of the accounts of a kind, in cents of a currency. */
const heldOn = (
  { rows }: ReturnType<typeof trialBalance>,
  wanted: RegExp,
  currency: string,
): number =>
  rows
    .filter((row) => row.currency === currency && wanted.test(row.account))
    .reduce((sum, { balance }) => sum - centsOf(balance), 0);

function balanceFaults(
  books: MonthBooks,
  billed: ReadonlyMap<string, number>,
  month: number,
): readonly string[] {
  const balance = trialBalance(books.entries);
  const uneven = balance.totals.flatMap(({ debitBalances, creditBalances, currency }) =>
    debitBalances === creditBalances
      ? []
      : [`month ${month}: ${debitBalances} ${currency} against ${creditBalances}`],
  );
  const unearned = [...billed].flatMap(([currency, cents]) => {
    const held = heldOn(
      balance,
      /^(income:revenue|liabilities:(?:deferred|refunds)|assets:unbilled)/,
      currency,
    );
    return held === cents
      ? []
      : [`month ${month}: ${cents} ${currency} was billed; earned and deferred are ${held}`];
  });
  return [...uneven, ...unearned];
}

/** Closes all that is left, in one go, and finds what is still deferred or unbilled then. */
function lastFaults(before: MonthBooks, billed: ReadonlyMap<string, number>): readonly string[] {
  let books = before;
  const last = monthAt(UTC, end);
  for (let open = nextMonth(books); open !== undefined && open <= last; ) {
    const closed = closeBooks({ ...books, closed: open - 1 }, open);
    if (!closed.ok) return [`month ${open}: ${closed.faults[0]?.message}`];
    books = closed.value.books;
    open =
      open < monthAt(UTC, before.entries.at(-1)?.date ?? 0) + 24 || open === last ? open + 1 : last;
  }
  const balance = trialBalance(books.entries);
  // What is expected to go back of a period that is not over yet is owed still.
  const left = balance.rows
    .filter(({ account }) => /^(liabilities:deferred|assets:unbilled)/.test(account))
    .filter((row) => centsOf(row.balance) !== 0)
    .map((row) => `${row.account} is ${row.balance} ${row.currency} when all is earned`);
  return [...balanceFaults(books, billed, last), ...left];
}
