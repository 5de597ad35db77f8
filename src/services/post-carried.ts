import type { JournalEntry } from "../ledger/entry.ts";
import { carryEntry, type PositionMove } from "../ledger/foreign/carry-entry.ts";
import { ratesOfDay, valuedDay } from "../ledger/foreign/day-rates.ts";
import {
  type ForeignPosition,
  type PositionKey,
  positionOf,
} from "../ledger/foreign/foreign-position.ts";
import { positionText } from "../ledger/foreign/position-table.ts";
import type { JournalRecord } from "../ledger/journal.ts";
import type { CurrencyCode } from "../money/currency.ts";
import {
  addCurrencyMoves,
  currencyPositions,
  saveCurrencyPositions,
} from "../store/currency-positions.ts";
import type { Tx } from "../store/tenant.ts";
import type { Instant } from "../time/instant.ts";
import type { Zone } from "../time/zone.ts";
import { postEntries } from "./journal-writer.ts";
import { ratesNear } from "./rates-near.ts";

/** The books' currency, and the zone of their calendar. */
export interface CarriedBooks {
  readonly currency: CurrencyCode;
  readonly zone: Zone;
}

/** An entry to post, and when what it says became known: later rates do not count for it. */
export interface KnownEntry {
  readonly entry: JournalEntry;
  readonly at: Instant;
}

/**
 * Posts entries in the order given, each with its realised gain or loss, and keeps what they did to positions in other
 * currencies. The head of the journal must be held, so that positions are carried one entry after the other.
 */
export async function postCarried(
  tx: Tx,
  known: readonly KnownEntry[],
  books: CarriedBooks,
): Promise<readonly JournalRecord[]> {
  const foreign = known.filter(({ entry }) => isForeign(entry, books.currency));
  if (foreign.length === 0)
    return postEntries(
      tx,
      known.map(({ entry }) => entry),
    );
  const { currency, zone } = books;
  const positions = await positionsOf(tx, foreign, currency);
  const rates = await ratesFor(tx, foreign, books);
  const changed = new Map<string, PositionKey & ForeignPosition>();
  const moves = new Map<string, readonly PositionMove[]>();
  const entries = known.map(({ entry, at }) => {
    const rateOf = ratesOfDay(rates.knownAt(at), currency, valuedDay(entry, zone));
    const carried = carryEntry(entry, currency, rateOf, {
      find: (key) => changed.get(positionText(key)) ?? positions.get(positionText(key)),
      save: (key, position) => void changed.set(positionText(key), { ...key, ...position }),
    });
    moves.set(entry.id, carried.moves);
    return carried.entry;
  });
  const records = await postEntries(tx, entries);
  await saveCurrencyPositions(tx, [...changed.values()]);
  await addCurrencyMoves(
    tx,
    records.flatMap(({ position, entry }) =>
      (moves.get(entry.id) ?? []).map((move, place) => ({
        ...move,
        position,
        place,
        date: entry.date,
      })),
    ),
  );
  return records;
}

const isForeign = ({ postings }: JournalEntry, books: CurrencyCode): boolean =>
  postings.some(({ currency }) => currency !== books);

async function positionsOf(tx: Tx, known: readonly KnownEntry[], books: CurrencyCode) {
  const keys = new Map<string, PositionKey>();
  for (const { entry } of known)
    for (const posting of entry.postings) {
      const key = posting.currency === books ? undefined : positionOf(entry, posting);
      if (key !== undefined) keys.set(positionText(key), key);
    }
  const found = await currencyPositions(tx, [...keys.values()]);
  return new Map(found.map((position) => [positionText(position), position]));
}

function ratesFor(tx: Tx, known: readonly KnownEntry[], { currency, zone }: CarriedBooks) {
  const currencies = known.flatMap(({ entry }) => entry.postings.map((one) => one.currency));
  const days = known.map(({ entry }) => valuedDay(entry, zone));
  return ratesNear(tx, new Set([currency, ...currencies]), days);
}
