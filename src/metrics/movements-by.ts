import { assert } from "../fault/fault.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { add, type Decimal, equals, isZero, subtract, sum, zero } from "../money/decimal.ts";
import { addTo } from "./attribute-change.ts";
import type { Cell, MovementKind } from "./movement.ts";
import type { RecurringBook } from "./recurring-book.ts";

/** A month of one key: what it began and ended with, and the exact sum of each kind of movement, signed. */
export interface MonthMovements {
  readonly opening: Decimal;
  readonly closing: Decimal;
  /** Kinds that did not happen are left out. */
  readonly kinds: ReadonlyMap<MovementKind, Decimal>;
}

/** Months, and in them keys in the order of their text; a key of neither value nor movement is left out. */
export type MovementsByKey = ReadonlyMap<Month, ReadonlyMap<string, MonthMovements>>;

/**
 * Every month's movements for each key of a cell: the whole business, a plan, a customer. One sweep from the first
 * month to the last; what lasts unchanged is not looked at again.
 *
 * closing = opening + the sum of the kinds, exactly: the one side is counted from the changes, the other from the
 * movements made of them, and a difference is a bug. Opening is at the rates of the month before.
 */
export function movementsBy(book: RecurringBook, keyOf: (cell: Cell) => string): MovementsByKey {
  const held = new Map<string, Map<CurrencyCode, Decimal>>();
  const answer = new Map<Month, ReadonlyMap<string, MonthMovements>>();
  const worthOf = (key: string, month: Month): Decimal =>
    sum(
      [...(held.get(key) ?? [])]
        .filter(([, amount]) => !isZero(amount))
        .map(([currency, amount]) => book.rates.convert(amount, currency, month)),
    );
  for (let month = book.first; month <= book.last; month += 1) {
    const openings = new Map<string, Decimal>();
    const kinds = new Map<string, Map<MovementKind, Decimal>>();
    for (const key of held.keys()) {
      const opening = worthOf(key, month - 1);
      if (isZero(opening)) continue;
      openings.set(key, opening);
      const revalued = subtract(worthOf(key, month), opening);
      if (!isZero(revalued)) kinds.set(key, new Map([["fx", revalued]]));
    }
    const own = book.months.get(month);
    for (const { kind, cell, amount } of own?.movements ?? []) {
      const key = keyOf(cell);
      const totals = kinds.get(key) ?? new Map<MovementKind, Decimal>();
      kinds.set(key, totals);
      addTo(totals, kind, amount);
    }
    for (const { cell, amount } of own?.changes ?? []) {
      const key = keyOf(cell);
      const amounts = held.get(key) ?? new Map<CurrencyCode, Decimal>();
      held.set(key, amounts);
      addTo(amounts, cell.currency, amount);
    }
    const keys = [...new Set([...openings.keys(), ...kinds.keys()])].toSorted();
    answer.set(
      month,
      new Map(
        keys.map((key) => {
          const opening = openings.get(key) ?? zero;
          return [key, balanced(opening, worthOf(key, month), kinds.get(key) ?? new Map())];
        }),
      ),
    );
  }
  return answer;
}

function balanced(
  opening: Decimal,
  closing: Decimal,
  kinds: ReadonlyMap<MovementKind, Decimal>,
): MonthMovements {
  const moved = sum(kinds.values());
  assert(equals(closing, add(opening, moved)), "recurring value moves only by its movements");
  return { opening, closing, kinds };
}
