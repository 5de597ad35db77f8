import type { CurrencyCode } from "../../money/currency.ts";
import { add, type Decimal, decimalOf, isZero, subtract, zero } from "../../money/decimal.ts";
import { currencyResult } from "../documents/currency-result.ts";
import { type JournalEntry, writeEntry } from "../entry.ts";
import { entryValues, type RateOf } from "./entry-values.ts";
import {
  changePosition,
  type ForeignPosition,
  noPosition,
  type PositionKey,
  positionOf,
} from "./foreign-position.ts";

/** A change of a position, by an entry. */
export interface PositionMove extends PositionKey {
  readonly amount: Decimal;
  /** By how much what it is carried at changes, in the currency of the books. */
  readonly carried: Decimal;
  /** Whether the position was or became unvalued by it. */
  readonly unvalued: boolean;
}

/** Positions that entries are carried on; each is asked for once and told where it stands after. */
export interface PositionBook {
  readonly find: (key: PositionKey) => ForeignPosition | undefined;
  readonly save: (key: PositionKey, position: ForeignPosition) => void;
}

/** An entry with its realised gain or loss, and what it did to positions. */
export interface CarriedEntry {
  readonly entry: JournalEntry;
  readonly moves: readonly PositionMove[];
}

/**
 * Documents that correct or open debt: what they take from an invoice is taken at what it was booked at. All others settle, and
 * what the settled part is worth then, less what it was booked at, is a gain.
 */
const correcting = new Set(["invoice", "credit-note", "write-off", "write-off-reversal"]);

/**
 * Carries an entry on the positions in foreign currencies, and posts its realised gain or loss beside it: what it is worth less
 * what it was carried at (ASC 830-20-35-1, IAS 21.28), against the currency conversion account, so that each currency still
 * balances by itself. Where no rate of the day is known the position is unvalued, and nothing is gained.
 */
export function carryEntry(
  entry: JournalEntry,
  books: CurrencyCode,
  rateOf: RateOf,
  positions: PositionBook,
): CarriedEntry {
  if (entry.postings.every(({ currency }) => currency === books)) return { entry, moves: [] };
  const worth = entryValues(entry, books, rateOf);
  const moves: PositionMove[] = [];
  const gains = new Map<CurrencyCode, Decimal | undefined>();
  for (const posting of entry.postings) {
    const key = posting.currency === books ? undefined : positionOf(entry, posting);
    if (key === undefined) continue;
    const amount = decimalOf(posting.amount);
    const value = worth(posting);
    const before = positions.find(key) ?? noPosition;
    const change = changePosition(before, amount, value, books);
    positions.save(key, change.after);
    const unvalued = before.unvalued || change.after.unvalued;
    moves.push({ ...key, amount, carried: change.carried, unvalued });
    const { currency } = posting;
    const gained = gains.has(currency) ? gains.get(currency) : zero;
    const known = change.valued && value !== undefined && gained !== undefined;
    gains.set(currency, known ? add(gained, subtract(change.carried, value)) : undefined);
  }
  if (correcting.has(entry.document.kind)) return { entry, moves };
  return { entry: withGains(entry, books, gains), moves };
}

function withGains(
  entry: JournalEntry,
  books: CurrencyCode,
  gains: ReadonlyMap<CurrencyCode, Decimal | undefined>,
): JournalEntry {
  const results = [...gains].flatMap(([currency, gain]) =>
    gain === undefined || isZero(gain) ? [] : currencyResult(gain, books, "realised", currency),
  );
  if (results.length === 0) return entry;
  const { id, postings, ...rest } = entry;
  const written = writeEntry({
    ...rest,
    postings: [
      ...postings.map((posting) => ({ ...posting, amount: decimalOf(posting.amount) })),
      ...results,
    ],
  });
  return { ...written, id };
}
