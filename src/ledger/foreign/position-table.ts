import type { CurrencyCode } from "../../money/currency.ts";
import { add, type Decimal, negate, zero } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import type { AccountName } from "../account-name.ts";
import type { JournalEntry } from "../entry.ts";
import { carryEntry, type PositionMove } from "./carry-entry.ts";
import type { RateOf } from "./entry-values.ts";
import type { ForeignPosition, PositionKey } from "./foreign-position.ts";

/** Foreign positions that are kept in memory, as those of a replay. */
export interface PositionTable {
  /** Carries an entry: gives it with its realised gain. */
  readonly carry: (entry: JournalEntry, rateOf: RateOf) => JournalEntry;
  /** All positions of each account and currency before a moment. */
  readonly before: (end: Instant) => readonly AccountPosition[];
}

/** All positions of an account in a currency together, debits positive. */
export interface AccountPosition {
  readonly account: AccountName;
  readonly currency: CurrencyCode;
  /** What is carried at a known amount, in its own currency. */
  readonly amount: Decimal;
  /** What that is carried at, in the currency of the books. */
  readonly carrying: Decimal;
  /** What stands there besides, of which nobody knows what it is carried at; in its own currency. */
  readonly unvalued: Decimal;
}

/** A position's key as text. */
export const positionText = ({ account, currency, item }: PositionKey): string =>
  `${account} ${currency} ${item}`;

/** No positions yet, in books of a currency. */
export function positionTable(books: CurrencyCode): PositionTable {
  const positions = new Map<string, PositionKey & ForeignPosition>();
  const moves: (PositionMove & { readonly date: Instant })[] = [];
  return {
    carry: (entry, rateOf) => {
      const carried = carryEntry(entry, books, rateOf, {
        find: (key) => positions.get(positionText(key)),
        save: (key, position) => void positions.set(positionText(key), { ...key, ...position }),
      });
      for (const move of carried.moves) moves.push({ ...move, date: entry.date });
      return carried.entry;
    },
    before: (end) =>
      accountPositions([
        ...[...positions.values()].map(({ carrying, ...one }) => ({ ...one, carried: carrying })),
        ...moves
          .filter(({ date }) => date >= end)
          .map((move) => ({ ...move, amount: negate(move.amount), carried: negate(move.carried) })),
      ]),
  };
}

/** Positions as they stand, less what moved them since, by account and currency. */
export function accountPositions(
  parts: Iterable<Omit<PositionMove, "item">>,
): readonly AccountPosition[] {
  const sums = new Map<string, AccountPosition>();
  for (const { account, currency, amount, carried, unvalued } of parts) {
    const key = `${account} ${currency}`;
    const sum = sums.get(key) ?? {
      account,
      currency,
      amount: zero,
      carrying: zero,
      unvalued: zero,
    };
    sums.set(
      key,
      unvalued
        ? { ...sum, unvalued: add(sum.unvalued, amount) }
        : { ...sum, amount: add(sum.amount, amount), carrying: add(sum.carrying, carried) },
    );
  }
  return [...sums.values()];
}
