import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import type { Account } from "./account.ts";
import { admissionFaults } from "./admission.ts";
import type { UnderContract } from "./contracts/contract-state.ts";
import { type Contracted, underContract } from "./contracts/under-contract.ts";
import type { LicenceFact, PurchaseFact, SaleFact } from "./fact.ts";
import { checkLicence } from "./licence-line.ts";
import { keysOf } from "./phase.ts";
import type { PriceBooks } from "./price-book.ts";
import { checkPurchaseTax } from "./purchase-tax.ts";
import { checkSale } from "./sale-line.ts";
import { subscribe } from "./subscribe.ts";

/**
 * Adds a purchase to the account, at the model version that is current where it names none. Refuses whatever could not be billed later,
 * so that a scheduled bill never meets a surprise: unpriced plans, open ranges, unknown names, a second subscription
 * that would bill the same meter twice, a customer of whom it cannot be told how it is taxed; and what the model does not sell
 * to this customer.
 */
export function purchase(
  account: Account,
  fact: PurchaseFact,
  knownSince: Instant,
  books: PriceBooks,
): Result<Account> {
  if (purchaseIds(account).has(fact.id)) return refuse(purchaseExists(fact.id));
  const bought = add(account, fact, knownSince, books);
  if (!bought.ok) return bought;
  const taxed = checkPurchaseTax(account, fact, knownSince, books.current);
  return taxed.ok ? bought : taxed;
}

function add(
  account: Account,
  fact: PurchaseFact,
  knownSince: Instant,
  books: PriceBooks,
): Result<Account> {
  switch (fact.fact) {
    case "subscription": {
      const subscribed = subscribe(account, fact, knownSince, books);
      if (!subscribed.ok) return subscribed;
      return ok({ ...subscribed.value, subscriptions: inOrder(subscribed.value.subscriptions) });
    }
    case "licence": {
      const signed = signedFor(account, fact, "/start", fact.start, books);
      if (!signed.ok) return signed;
      const { fact: bought, book, under } = signed.value;
      const checked = checkLicence(bought, book, under);
      if (!checked.ok) return checked;
      const refused = admissionFaults(bought, account.customer, book.model);
      if (refused.length > 0) return refuse(...refused);
      const held = { model: book.id, knownSince, ...(under === undefined ? {} : { under }) };
      const state = { ...held, fact: bought, feeBilled: false, nextMaintenance: 0 };
      return ok({ ...account, licences: inOrder([...account.licences, state]) });
    }
    case "sale": {
      const signed = signedFor(account, fact, "/date", fact.date, books);
      if (!signed.ok) return signed;
      const { fact: bought, book, under } = signed.value;
      const checked = checkSale(bought, book, under);
      if (!checked.ok) return checked;
      const refused = admissionFaults(bought, account.customer, book.model);
      if (refused.length > 0) return refuse(...refused);
      const held = { model: book.id, knownSince, ...(under === undefined ? {} : { under }) };
      const state = { ...held, fact: bought, billed: false };
      return ok({ ...account, sales: inOrder([...account.sales, state]) });
    }
  }
}

/** A purchase on its day, with what its contract says of it, and the version whose prices hold. */
function signedFor<F extends LicenceFact | SaleFact>(
  account: Account,
  fact: F,
  path: string,
  day: string,
  books: PriceBooks,
): Result<Pick<Contracted<F>, "fact" | "book"> & { readonly under?: UnderContract }> {
  const parsed = parseCivilDate(day, path);
  if (!parsed.ok) return parsed;
  const signed = underContract(account, fact, books);
  return signed.ok ? ok(signed.value ?? { fact, book: books.current }) : signed;
}

/** What lines are named by already: purchases, the bundles that they are of, and the later phases of subscriptions. */
export const purchaseIds = ({ subscriptions, licences, sales }: Account): ReadonlySet<string> =>
  new Set([
    ...[...subscriptions, ...licences, ...sales].flatMap(({ fact: { id, bundled } }) =>
      bundled === undefined ? id : [id, bundled.id],
    ),
    ...subscriptions.flatMap(keysOf),
  ]);

/** The refusal of a second purchase of one id. */
export const purchaseExists = (id: string): Fault => ({
  code: "purchase-exists",
  path: "/id",
  message: `"${id}" is already bought by this customer, on other terms`,
  value: id,
  suggestion: "use a new id",
});

/** By id, so that an invoice's lines do not depend on the order in which purchases became known. */
const inOrder = <T extends { readonly fact: { readonly id: string } }>(held: readonly T[]): T[] =>
  [...held].sort((left, right) => (left.fact.id < right.fact.id ? -1 : 1));
