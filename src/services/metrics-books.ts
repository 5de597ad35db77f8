import type { AccountName } from "../ledger/account-name.ts";
import { summedBooks } from "../metrics/accounts/books-months.ts";
import type { BooksInput, BooksReading } from "../metrics/accounts/books-reader.ts";
import { monthStart } from "../metrics/calendar-month.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { decimalOf } from "../money/decimal.ts";
import {
  type BookMonths,
  type BookSums,
  bookSums,
  type MonthAmount,
} from "../store/book-months.ts";
import { revenueVersion } from "../store/revenue-invoices.ts";
import type { Tx } from "../store/tenant.ts";
import { serviceDayAt, startOfDayNumber } from "../time/zone.ts";
import { type AnswerIn, rememberAnswers } from "./remembered-answers.ts";

/** Adds up the journal by months, in a transaction of one snapshot. */
export type SumBooks = AnswerIn<BookMonths, BookSums>;

/** So many sums are remembered, some hundred rows each. */
const sumsMost = 32;

/** Adds up the same months once for as long as nothing is posted: a page asks for several metrics beside one another. */
export const rememberBookSums = (sum: SumBooks = bookSums): SumBooks =>
  rememberAnswers({ versionOf: revenueVersion, answer: sum, most: sumsMost });

/** What the books say of months, as the database adds it up: nothing of an entry is brought here. */
export async function summedMonths(
  tx: Tx,
  { zone, ...reading }: BooksReading,
  sumBooks: SumBooks,
): Promise<BooksInput> {
  const { first, last } = reading;
  const months = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const sums = await sumBooks(tx, {
    starts: [...months, last + 1].map((month) => monthStart(zone, month)),
    lastDays: months.map((month) =>
      startOfDayNumber(zone, serviceDayAt(zone, monthStart(zone, month + 1) - 1)),
    ),
  });
  // The store keeps what posting wrote, and that knows its currencies and accounts.
  const read = <R extends MonthAmount>(rows: readonly R[]) =>
    rows.map((row) => ({
      ...row,
      currency: row.currency as CurrencyCode,
      amount: decimalOf(row.amount),
    }));
  return summedBooks({
    ...reading,
    closedThrough: reading.closedThrough,
    posted: read(sums.posted).map((row) => ({ ...row, account: row.account as AccountName })),
    sold: read(sums.sold),
    current: read(sums.current),
    isPaid: sums.isPaid,
  });
}
