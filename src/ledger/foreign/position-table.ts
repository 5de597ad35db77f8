import type { CurrencyCode } from "../../money/currency.ts";
import { add, type Decimal } from "../../money/decimal.ts";
import type { Instant } from "../../time/instant.ts";
import type { AccountName } from "../account-name.ts";
import type { JournalEntry } from "../entry.ts";
import { carryEntry, type PositionMove } from "./carry-entry.ts";
import type { RateOf } from "./entry-values.ts";
import { type ForeignPosition, noPosition, type PositionKey } from "./foreign-position.ts";
import type { AccountPosition } from "./revalue-month.ts";

/** Foreign positions that are kept in memory, as those of a replay. */
export interface PositionTable {
  /** Carries an entry: gives it with its realised gain. */
  readonly carry: (entry: JournalEntry, rateOf: RateOf) => JournalEntry;
  /** All positions of each account and currency before a moment. */
  readonly before: (end: Instant) => readonly AccountPosition[];
}

/** A position's key as text. */
export const positionText = ({ account, currency, item }: PositionKey): string =>
  `${account} ${currency} ${item}`;

/** No positions yet, in books of a currency. */
export function positionTable(books: CurrencyCode): PositionTable {
  const positions = new Map<string, ForeignPosition>();
  const moves: (PositionMove & { readonly date: Instant })[] = [];
  return {
    carry: (entry, rateOf) => {
      const carried = carryEntry(entry, books, rateOf, {
        find: (key) => positions.get(positionText(key)),
        save: (key, position) => void positions.set(positionText(key), position),
      });
      for (const move of carried.moves) moves.push({ ...move, date: entry.date });
      return carried.entry;
    },
    before: (end) => {
      const unvalued = (move: PositionMove): boolean =>
        positions.get(positionText(move))?.unvalued ?? false;
      return accountPositions(
        moves
          .filter(({ date }) => date < end)
          .map((move) => ({ ...move, unvalued: unvalued(move) })),
      );
    },
  };
}

/** Positions or moves of them by account and currency, added up. */
export function accountPositions(
  moves: Iterable<{
    readonly account: AccountName;
    readonly currency: CurrencyCode;
    readonly amount: Decimal;
    readonly carried: Decimal;
    readonly unvalued: boolean;
  }>,
): readonly AccountPosition[] {
  const sums = new Map<string, AccountPosition>();
  for (const { account, currency, amount, carried, unvalued } of moves) {
    const key = `${account} ${currency}`;
    const sum = sums.get(key) ?? { account, currency, ...noPosition };
    sums.set(key, {
      account,
      currency,
      amount: add(sum.amount, amount),
      carrying: add(sum.carrying, carried),
      unvalued: sum.unvalued || unvalued,
    });
  }
  return [...sums.values()];
}
