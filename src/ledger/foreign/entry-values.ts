import { convert } from "../../fx/convert.ts";
import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import { absolute, add, type Decimal, decimalOf, multiply, zero } from "../../money/decimal.ts";
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
 * another, by what was exchanged. What came is what is sure: what it settles is worth as much.
 */
export function entryValues(entry: JournalEntry, books: CurrencyCode, rateOf: RateOf): ValueOf {
  const legs = exchangedLegs(entry);
  const [one, other] = [...legs];
  const byRate: ValueOf = ({ currency, amount }) => {
    const rate = rateOf(currency);
    return rate === undefined ? undefined : convert(decimalOf(amount), rate, books);
  };
  if (one === undefined || other === undefined || legs.size !== 2) return byRate;
  // Money that came or went has its leg on the conversion account on the other side of its own posting.
  const worth = valueOfLeg(one, books, rateOf) ?? valueOfLeg(other, books, rateOf);
  return (posting) => {
    const leg = legs.get(posting.currency);
    if (leg === undefined) return byRate(posting);
    if (worth === undefined) return undefined;
    const whole = absolute(leg);
    const part = decimalOf(posting.amount);
    return divide(multiply(worth, part), whole, minorUnits(books));
  };
}

type Leg = readonly [CurrencyCode, Decimal];

/** What the entry puts on the conversion account, by currency: the money's currency first. */
function exchangedLegs({ postings }: JournalEntry): ReadonlyMap<CurrencyCode, Decimal> {
  const legs = new Map<CurrencyCode, Decimal>();
  for (const { account, currency, amount } of postings)
    if (account === currencyConversion)
      legs.set(currency, add(legs.get(currency) ?? zero, decimalOf(amount)));
  return legs;
}

/** What a leg is worth, above zero. */
function valueOfLeg(
  [currency, amount]: Leg,
  books: CurrencyCode,
  rateOf: RateOf,
): Decimal | undefined {
  if (currency === books) return absolute(amount);
  const rate = rateOf(currency);
  return rate === undefined ? undefined : absolute(convert(amount, rate, books));
}
