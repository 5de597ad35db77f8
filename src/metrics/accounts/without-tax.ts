import type { Account } from "../../account/account.ts";
import type { LineAmounts } from "../../account/line.ts";
import type { PriceBook, PriceBooks } from "../../account/price-book.ts";
import { taxCategoryOfLine } from "../../account/tax-category-of-line.ts";
import { treatmentOf } from "../../account/tax-lines.ts";
import {
  add,
  type Decimal,
  decimal,
  decimalOf,
  isZero,
  multiply,
  subtract,
} from "../../money/decimal.ts";
import { divide } from "../../money/rounding.ts";
import { formatCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { civilDateAt, type Zone } from "../../time/zone.ts";

/** What something is sold by, and when its tax is asked for. */
export interface Sold {
  readonly account: Account;
  readonly books: PriceBooks;
  /** The version that was bought: it says whether its prices include tax. */
  readonly book: PriceBook;
  readonly stream: string;
  /** JSON pointer of the price in the model. */
  readonly pointer: string;
  /** On the day of this instant in the zone. */
  readonly at: Instant;
  readonly zone: Zone;
}

/** Amounts of a line, before and after discounts. */
type Amounts = Pick<LineAmounts, "gross" | "net">;

const hundred = decimal(100);

/**
 * The amounts without the tax that their price includes, as an invoice of that line alone would have them. Where it cannot
 * be told how the customer is taxed nothing is billed either, and the amounts stay as they are.
 */
export function withoutTax<A extends Amounts>(amounts: A, sold: Sold): Amounts {
  const { account, books, book, stream, pointer, at, zone } = sold;
  const table = books.current.taxTable;
  if (book.model.taxes?.pricesInclude !== "tax" || table === undefined || isZero(amounts.gross))
    return amounts;
  const explanation = { price: pointer, priceVersion: book.id };
  const category = taxCategoryOfLine({ stream, explanation }, table, books);
  const treated = treatmentOf(table, account, category, formatCivilDate(civilDateAt(zone, at)));
  if (!treated.ok) return amounts;
  const rate = decimalOf(treated.value.tax.rate);
  const tax = (amount: Decimal): Decimal =>
    divide(multiply(amount, rate), add(hundred, rate), book.minorUnits, book.rounding);
  const share = (amount: Decimal): Decimal => subtract(amount, tax(amount));
  return { gross: share(amounts.gross), net: share(amounts.net) };
}
