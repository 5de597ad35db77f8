import { assert } from "../fault/fault.ts";
import { type CurrencyCode, minorUnits } from "../money/currency.ts";
import {
  absolute,
  add,
  compare,
  type Decimal,
  decimalOf,
  isNegative,
  isZero,
  multiply,
  subtract,
} from "../money/decimal.ts";
import { minorText } from "../money/minor-amount.ts";
import { divide } from "../money/rounding.ts";
import { convert } from "./convert.ts";
import type { FoundRate } from "./rate-on.ts";

/** An amount in some currency, in minor-unit text. */
export interface CurrencyAmount {
  readonly currency: CurrencyCode;
  readonly amount: string;
}

/** A foreign amount in the books: what it was booked at, what it is worth now, and the gain, or below zero the loss. */
export interface BooksValue {
  /** The currency of the books. */
  readonly currency: CurrencyCode;
  readonly carrying: string;
  readonly value: string;
  readonly gain: string;
}

/** An open foreign item, as it was booked and as far as it was settled before. */
export interface CarriedItem extends CurrencyAmount {
  /** Of the whole amount, in the currency of the books. */
  readonly carrying: string;
  /** How much of the amount was settled before, in the item's currency. */
  readonly settledBefore: string;
}

/**
 * The carrying amount of the next part of an item: what the item is carried at up to and with the part, less what it was
 * carried at before. However it is settled in parts, they add up to the whole carrying amount.
 *
 * More than is open, and a part of the other sign, are bugs and throw.
 */
export function carryingOfPart(item: CarriedItem, part: string, books: CurrencyCode): Decimal {
  const amount = decimalOf(item.amount);
  const before = decimalOf(item.settledBefore);
  const upTo = add(before, decimalOf(part));
  assert(!isZero(amount), "a carried item has an amount");
  assert(
    [before, decimalOf(part)].every(
      (value) => isZero(value) || isNegative(value) === isNegative(amount),
    ),
    "a part settled has the item's sign",
  );
  assert(compare(absolute(upTo), absolute(amount)) <= 0, "no more is settled than is open");
  const carried = (settled: Decimal): Decimal =>
    divide(multiply(decimalOf(item.carrying), settled), amount, minorUnits(books));
  return subtract(carried(upTo), carried(before));
}

const booksValue = (currency: CurrencyCode, carrying: Decimal, value: Decimal): BooksValue => {
  const text = (amount: Decimal): string => minorText(amount, currency);
  return {
    currency,
    carrying: text(carrying),
    value: text(value),
    gain: text(subtract(value, carrying)),
  };
};

/** What came for (a part of) an item, and the rate of its day. */
export interface SettlementFacts {
  readonly item: CarriedItem;
  /** How much of the item is settled now, in the item's currency. */
  readonly settled: string;
  /** What came: in the item's currency the settled amount itself. */
  readonly received: CurrencyAmount;
  /** From the received currency to the books', on the day it came; that of one currency to itself is 1. */
  readonly rate: FoundRate;
}

/**
 * The books' side of a settlement, with its realised gain (ASC 830-20-35-1, IAS 21.28): what came at the rate of its day,
 * less what the settled part is carried at. Gives `books` of the ledger's currency settlement.
 */
export function settleInBooks({ item, settled, received, rate }: SettlementFacts): BooksValue {
  assert(rate.from === received.currency, "the rate is that of what came");
  const books = rate.to;
  const value = convert(decimalOf(received.amount), rate, books);
  return booksValue(books, carryingOfPart(item, settled, books), value);
}

/**
 * An open foreign balance at the rate of a closing day, with its unrealised gain (ASC 830-20-35-2, IAS 21.23). Gives
 * `carrying` and `value` of a balance of the ledger's currency revaluation; what is owed is below zero.
 */
export function revalue(
  balance: CurrencyAmount & { readonly carrying: string },
  rate: FoundRate,
): BooksValue {
  assert(rate.from === balance.currency, "the rate is that of the balance");
  const value = convert(decimalOf(balance.amount), rate, rate.to);
  return booksValue(rate.to, decimalOf(balance.carrying), value);
}
