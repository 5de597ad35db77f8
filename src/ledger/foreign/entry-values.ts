import { convert } from "../../fx/convert.ts";
import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import { absolute, type Decimal, decimalOf, multiply } from "../../money/decimal.ts";
import { divide } from "../../money/rounding.ts";
import { currencyConversion } from "../account-name.ts";
import type { JournalEntry } from "../entry.ts";
import type { Posting } from "../posting.ts";

/** What one unit of a currency is worth in that of the books on the day of an entry; undefined where nobody knows. */
export type RateOf = (currency: CurrencyCode) => { readonly rate: string } | undefined;

/** What a posting is worth in the currency of the books, of its own sign; undefined where nobody knows. */
export type ValueOf = (posting: Posting) => Decimal | undefined;

/**
 * What the foreign postings of an entry are worth: by the rate of its day, or, where the entry exchanges one currency for
 * another, by what was exchanged: as much as the other, which is sure where that is in the currency of the books.
 */
export function entryValues(entry: JournalEntry, books: CurrencyCode, rateOf: RateOf): ValueOf {
  const exchanged = exchangedLegs(entry, books, rateOf);
  return ({ currency, amount }) => {
    const leg = exchanged.get(currency);
    if (leg !== undefined)
      return leg.worth === undefined
        ? undefined
        : divide(multiply(leg.worth, decimalOf(amount)), leg.whole, minorUnits(books));
    const rate = rateOf(currency);
    return rate === undefined ? undefined : convert(decimalOf(amount), rate, books);
  };
}

/** One side of an exchange: so much of a currency, and what it is worth in that of the books. Both above zero. */
interface Leg {
  readonly whole: Decimal;
  readonly worth: Decimal | undefined;
}

/** The exchanges of an entry, by currency; they stand in pairs on the conversion account, money first. */
function exchangedLegs(
  { postings }: JournalEntry,
  books: CurrencyCode,
  rateOf: RateOf,
): ReadonlyMap<CurrencyCode, Leg> {
  const legs = new Map<CurrencyCode, Leg>();
  const exchanges = postings.filter(
    ({ account, line }) => account === currencyConversion && line === undefined,
  );
  for (let at = 0; at + 1 < exchanges.length; at += 2) {
    const pair = exchanges.slice(at, at + 2);
    const sure = pair.find(({ currency }) => currency === books);
    const worth =
      sure === undefined
        ? pair.map((one) => worthOf(one, books, rateOf)).find((one) => one !== undefined)
        : absolute(decimalOf(sure.amount));
    for (const { currency, amount } of pair)
      if (currency !== books) legs.set(currency, { whole: absolute(decimalOf(amount)), worth });
  }
  return legs;
}

function worthOf(
  { currency, amount }: Posting,
  books: CurrencyCode,
  rateOf: RateOf,
): Decimal | undefined {
  const rate = rateOf(currency);
  return rate === undefined ? undefined : absolute(convert(decimalOf(amount), rate, books));
}
