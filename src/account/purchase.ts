import { ok, type Result, refuse } from "../fault/fault.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import type { Account, SubscriptionState } from "./account.ts";
import type { PurchaseFact, SubscriptionFact } from "./fact.ts";
import { checkLicence } from "./licence-line.ts";
import { openPhase } from "./phase.ts";
import type { PriceBooks } from "./price-book.ts";
import { checkSale } from "./sale-line.ts";
import { compileTerms, type SubscriptionTerms, termsOf } from "./terms.ts";

/**
 * Adds a purchase to the account, at the model version that is current. Refuses whatever could not be billed later,
 * so that a scheduled bill never meets a surprise: unpriced plans, open ranges, unknown names, a second subscription
 * that would bill the same meter twice.
 */
export function purchase(
  account: Account,
  fact: PurchaseFact,
  knownSince: Instant,
  books: PriceBooks,
): Result<Account> {
  if (ids(account).has(fact.id))
    return refuse({
      code: "purchase-exists",
      path: "/id",
      message: `"${fact.id}" is already bought by this customer, on other terms`,
      value: fact.id,
      suggestion: "use a new id",
    });
  const book = books.current;
  const held = { model: book.id, knownSince };
  switch (fact.fact) {
    case "subscription":
      return subscribe(account, fact, held, books);
    case "licence": {
      const checked = dated(fact.start, "/start", () => checkLicence(fact, book));
      if (!checked.ok) return checked;
      const state = { ...held, fact, feeBilled: false, nextMaintenance: 0 };
      return ok({ ...account, licences: inOrder([...account.licences, state]) });
    }
    case "sale": {
      const checked = dated(fact.date, "/date", () => checkSale(fact, book));
      if (!checked.ok) return checked;
      const state = { ...held, fact, billed: false };
      return ok({ ...account, sales: inOrder([...account.sales, state]) });
    }
  }
}

function dated<T>(date: string, path: string, then: () => Result<T>): Result<T> {
  const parsed = parseCivilDate(date, path);
  return parsed.ok ? then() : parsed;
}

const ids = (account: Account): ReadonlySet<string> =>
  new Set(
    [...account.subscriptions, ...account.licences, ...account.sales].map(({ fact }) => fact.id),
  );

function subscribe(
  account: Account,
  fact: SubscriptionFact,
  held: { readonly model: string; readonly knownSince: Instant },
  books: PriceBooks,
): Result<Account> {
  const terms = compileTerms(fact, account.customer, books.current);
  if (!terms.ok) return terms;
  const clash = meterClash(account, terms.value, books);
  if (clash !== undefined)
    return refuse({
      code: "meter-already-billed",
      path: "/plan",
      message: `subscription "${clash.subscription.fact.id}" already bills meter "${clash.meter}" in that time`,
      value: fact.plan,
      suggestion: "end the other subscription first, or buy a plan without that meter",
    });
  const phase = openPhase(fact.id, fact, held, null);
  const state: SubscriptionState = { fact, phases: [phase], changes: [] };
  return ok({ ...account, subscriptions: inOrder([...account.subscriptions, state]) });
}

/** An event is billed once: two phases of one account may not read one meter at one time. */
export function meterClash(
  account: Account,
  terms: SubscriptionTerms,
  books: PriceBooks,
): { readonly subscription: SubscriptionState; readonly meter: string } | undefined {
  const meters = new Set(terms.charges.map((charge) => charge.meterId));
  for (const subscription of account.subscriptions) {
    for (const phase of subscription.phases) {
      const other = termsOf(phase, account.customer, books.find(phase.model));
      const apart =
        (other.endsAt !== undefined && other.endsAt <= terms.startsAt) ||
        (terms.endsAt !== undefined && terms.endsAt <= other.startsAt);
      if (apart) continue;
      const shared = other.charges.find((charge) => meters.has(charge.meterId));
      if (shared !== undefined) return { subscription, meter: shared.meterId };
    }
  }
  return undefined;
}

/** By id, so that an invoice's lines do not depend on the order in which purchases became known. */
const inOrder = <T extends { readonly fact: { readonly id: string } }>(held: readonly T[]): T[] =>
  [...held].sort((left, right) => (left.fact.id < right.fact.id ? -1 : 1));
