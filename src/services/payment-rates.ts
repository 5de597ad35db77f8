import { booksOf } from "../account/customer-books.ts";
import type { CustomerFact } from "../account/fact.ts";
import type { DatedKind } from "../account/issue-in-order.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { noRates, type RateBook } from "../fx/rate-book.ts";
import { parseMoney } from "../money/money.ts";
import type { Tx } from "../store/tenant.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { ratesNear } from "./rates-near.ts";

/** The exchange rates that a fact about an account asks for: those around the day of a payment that is exchanged by them. */
export async function ratesForFact(
  tx: Tx,
  fact: DatedKind,
  customer: CustomerFact,
  books: PriceBooks,
  at: Instant,
): Promise<RateBook> {
  if (fact.fact !== "payment" || fact.exchange !== "by-table") return noRates;
  const money = parseMoney(fact.amount);
  if (!money.ok) return noRates;
  const { currency } = booksOf(books, customer).current.model;
  const day = (fact.receivedAt ?? formatInstant(at)).slice(0, 10);
  return ratesNear(tx, [money.value.currency, currency], [day]);
}
