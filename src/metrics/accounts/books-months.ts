import {
  type AccountName,
  isDeferredRevenue,
  isRevenue,
  prepaidCredits,
  receivable,
} from "../../ledger/account-name.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { RevenueKind } from "../../model/stream-kinds.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { type Decimal, zero } from "../../money/decimal.ts";
import type { ReceivableSnapshot, StreamRevenue } from "../metrics-input.ts";
import {
  type BooksInput,
  booksInput,
  put,
  streamRevenue,
  streamsOf,
  type Totals,
} from "./books-reader.ts";

/** An amount of a month, by its place among the months: the first has 1, what lies before them 0. */
export interface PlacedAmount {
  readonly place: number;
  readonly currency: CurrencyCode;
  /** Debits positive. */
  readonly amount: Decimal;
}

/** The journal added up by months; what nothing was posted of is left out. */
export interface SummedBooks {
  readonly first: Month;
  readonly last: Month;
  /** Of months in which nothing was ever owed: their row is of zeros. */
  readonly currency: CurrencyCode;
  /** The last month that is closed; undefined while none is. */
  readonly closedThrough: Month | undefined;
  /** Every stream there ever was, and what its revenue is for. */
  readonly kinds: ReadonlyMap<string, RevenueKind>;
  readonly posted: readonly (PlacedAmount & { readonly account: AccountName })[];
  /** What sales put on the receivable and on customers' credit. */
  readonly sold: readonly PlacedAmount[];
  /** What is open and not overdue at the ends of the months from a place through another. */
  readonly current: readonly (PlacedAmount & { readonly through: number })[];
  readonly isPaid: boolean;
}

/** What a {@link readBooks} that is told every entry says of these months, but for what the last month's receivable is made of. */
export function summedBooks(books: SummedBooks): BooksInput {
  const { first, last, currency: own, closedThrough, kinds, isPaid } = books;
  const streamOf = streamsOf(kinds);
  const receivables: ReceivableSnapshot[] = [];
  const revenues: StreamRevenue[] = [];
  const owed: Totals = new Map();
  const deferred: Totals = new Map();
  for (let place = 0; place <= last - first + 1; place += 1) {
    const month = first + place - 1;
    const opening: Totals = new Map(owed);
    const earned: Totals = new Map();
    for (const { account, currency, amount } of books.posted.filter((row) => row.place === place))
      if (account === receivable) put(owed, currency, currency, amount);
      else if (isRevenue(account)) put(earned, `${account} ${currency}`, currency, amount);
      else if (account === prepaidCredits || isDeferredRevenue(account))
        put(deferred, `${account} ${currency}`, currency, amount);
    if (place === 0) continue;
    const billed: Totals = new Map();
    for (const { currency, amount } of books.sold.filter((row) => row.place === place))
      put(billed, currency, currency, amount);
    const current: Totals = new Map();
    for (const { currency, amount } of books.current.filter(
      (row) => row.place <= place && place <= row.through,
    ))
      put(current, currency, currency, amount);
    for (const currency of owed.size === 0 ? [own] : (owed.keys() as Iterable<CurrencyCode>))
      receivables.push({
        month,
        currency,
        opening: opening.get(currency)?.amount ?? zero,
        billings: billed.get(currency)?.amount ?? zero,
        closing: owed.get(currency)?.amount ?? zero,
        closingCurrent: current.get(currency)?.amount ?? zero,
      });
    revenues.push(...streamRevenue(month, { deferred, earned }, streamOf, kinds));
  }
  return booksInput({ isPaid, receivables, revenues, closedThrough });
}
