import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { Model } from "../model/model.ts";
import type { PriceList } from "../model/price-list.ts";
import { countryOf } from "./customer-country.ts";
import type { CustomerFact } from "./fact.ts";
import type { PriceBooks } from "./price-book.ts";

/**
 * The id of the price list that a customer buys from: the one it names; else, where it pays in another currency than the model's,
 * the first list in that one; else the first list of the model's currency that names its country; undefined for the model's own.
 *
 * Refuses `unknown-price-list`, and `currency-mismatch` where there is no list of the customer's currency.
 */
export function priceListOf(
  model: Pick<Model, "currency" | "priceLists">,
  customer: Pick<CustomerFact, "priceList" | "currency" | "country" | "address">,
): Result<string | undefined> {
  const lists = Object.entries(model.priceLists ?? {});
  const { priceList, currency = model.currency } = customer;
  if (priceList !== undefined) {
    const list = lists.find(([id]) => id === priceList);
    if (list === undefined) return refuse(unknownList(priceList, lists));
    const states = customer.currency ?? list[1].currency;
    return states === list[1].currency
      ? ok(priceList)
      : refuse(mismatch(states, [list[1].currency]));
  }
  const found = lists.find(
    ([, list]) => list.currency === currency && sellsIn(list, customer, model),
  );
  if (found !== undefined) return ok(found[0]);
  if (currency === model.currency) return ok(undefined);
  const elsewhere = lists.filter(([, list]) => list.currency === currency);
  if (elsewhere.length > 0) return refuse(notThere(currency, elsewhere));
  return refuse(mismatch(currency, [model.currency, ...lists.map(([, list]) => list.currency)]));
}

/** A list of the model's own currency without countries is for those who name it. */
const sellsIn = (
  { countries, currency }: PriceList,
  customer: Pick<CustomerFact, "country" | "address">,
  model: Pick<Model, "currency">,
): boolean => {
  if (countries === undefined) return currency !== model.currency;
  const country = countryOf(customer);
  return country !== undefined && countries.includes(country);
};

function unknownList(id: string, lists: readonly [string, PriceList][]): Fault {
  const near = nearest(
    id,
    lists.map(([list]) => list),
  );
  return {
    code: "unknown-price-list",
    path: "/priceList",
    message: "the model has no price list of this id",
    value: id,
    ...(near === undefined ? {} : { suggestion: `did you mean "${near}"?` }),
  };
}

const mismatch = (currency: string, sold: readonly string[]): Fault => ({
  code: "currency-mismatch",
  path: "/currency",
  message: `the model sells in ${[...new Set(sold)].join(", ")}`,
  value: currency,
});

/** The lists of a currency all name countries, and the customer's is none of them. */
const notThere = (currency: string, lists: readonly [string, PriceList][]): Fault => ({
  code: "currency-mismatch",
  path: "/currency",
  message: `${currency} is sold in ${[...new Set(lists.flatMap(([, { countries = [] }]) => countries))].join(", ")}`,
  value: currency,
  suggestion: `say that the customer is there, or name its price list: ${lists.map(([id]) => `"${id}"`).join(", ")}`,
});

/** The model versions as a customer buys from them: those of its price list, or the model's own where it has none. */
export function booksOf(books: PriceBooks, customer: CustomerFact): PriceBooks {
  if (books.lists.size === 0) return books;
  const list = priceListOf(books.current.model, customer);
  return list.ok && list.value !== undefined ? (books.lists.get(list.value) ?? books) : books;
}
