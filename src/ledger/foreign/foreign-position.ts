import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import {
  add,
  type Decimal,
  isNegative,
  isZero,
  multiply,
  subtract,
  zero,
} from "../../money/decimal.ts";
import { divide } from "../../money/rounding.ts";
import {
  type AccountName,
  accountFamilies,
  customerCredit,
  namedAccount,
  receivable,
} from "../account-name.ts";
import type { JournalEntry } from "../entry.ts";
import type { Posting } from "../posting.ts";

/** What stands in another currency than that of the books: an invoice, a customer's credit, money with a provider. */
export interface PositionKey {
  readonly account: AccountName;
  readonly currency: CurrencyCode;
  /** The invoice's number, or the customer's id; empty where the account is one position. */
  readonly item: string;
}

/** Where a position stands, debits positive. */
export interface ForeignPosition {
  /** In its own currency. */
  readonly amount: Decimal;
  /** In the currency of the books, at the rates of the days on which it came about. */
  readonly carrying: Decimal;
  /** Whether a part of it came about on a day without a rate, so that nobody knows what it is carried at. */
  readonly unvalued: boolean;
}

/** A position of nothing. */
export const noPosition: ForeignPosition = { amount: zero, carrying: zero, unvalued: false };

/** The position that a posting is of; undefined for what is not carried at a rate. */
export function positionOf(entry: JournalEntry, posting: Posting): PositionKey | undefined {
  const { account, currency, invoice = "" } = posting;
  if (account === receivable) return { account, currency, item: invoice };
  if (account === customerCredit) return { account, currency, item: entry.customer ?? "" };
  const { family } = namedAccount(account);
  return family === accountFamilies.clearing || family === accountFamilies.disputed
    ? { account, currency, item: "" }
    : undefined;
}

/** What a posting does to a position. */
export interface PositionChange {
  readonly after: ForeignPosition;
  /** By how much its carrying amount changes; debits positive. */
  readonly carried: Decimal;
  /** Whether that is known, so that a gain can be told from it. */
  readonly valued: boolean;
}

/**
 * A position after an amount. What adds to it is carried at its value; what takes from it releases its share of what the whole
 * is carried at, so that the last part releases all that is left. What goes beyond zero does both.
 *
 * `value` is what the amount is worth in the books' currency, of its sign; undefined where no rate is known.
 */
export function changePosition(
  before: ForeignPosition,
  amount: Decimal,
  value: Decimal | undefined,
  books: CurrencyCode,
): PositionChange {
  const after = add(before.amount, amount);
  if (isZero(before.amount) || isNegative(before.amount) === isNegative(amount)) {
    const carried = value ?? zero;
    const unvalued = before.unvalued || value === undefined;
    return {
      after: { amount: after, carrying: add(before.carrying, carried), unvalued },
      carried,
      valued: value !== undefined,
    };
  }
  if (isZero(after) || isNegative(after) === isNegative(before.amount)) {
    const digits = minorUnits(books);
    const left = divide(multiply(before.carrying, after), before.amount, digits);
    const carrying = isZero(after) ? zero : left;
    const unvalued = !isZero(after) && before.unvalued;
    return {
      after: { amount: after, carrying, unvalued },
      carried: subtract(carrying, before.carrying),
      valued: !before.unvalued,
    };
  }
  return crossing(before, amount, value, books);
}

/** More than the position: it is released whole, and what is over opens one on the other side. */
function crossing(
  before: ForeignPosition,
  amount: Decimal,
  value: Decimal | undefined,
  books: CurrencyCode,
): PositionChange {
  const over = add(before.amount, amount);
  const carrying =
    value === undefined ? zero : divide(multiply(value, over), amount, minorUnits(books));
  return {
    after: { amount: over, carrying, unvalued: value === undefined },
    carried: subtract(carrying, before.carrying),
    valued: !before.unvalued && value !== undefined,
  };
}
