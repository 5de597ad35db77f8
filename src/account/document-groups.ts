import type { InvoicesPer } from "../model/invoicing.ts";
import type { Account } from "./account.ts";
import { contractsInvoicing, type InvoiceScope } from "./contracts/contract-invoicing.ts";
import type { DueGroup, DueItem } from "./due.ts";
import type { SubscriptionFact } from "./fact.ts";
import type { PriceBooks } from "./price-book.ts";

/**
 * What of a due group goes on one document. What a contract has invoices of its own for is apart from all else, as its template
 * says. The rest is on one: all of it, or, as the customer or else the current model has it, what is for one of
 * the customers that the account pays for, in the order of their ids and its own first; or what is of one subscription and its
 * add-ons, or of one bundle, in the order of the subscriptions' ids, and last what is of none. On one document, what is for one customer
 * stands together.
 */
export function documentGroups(
  account: Account,
  group: DueGroup,
  books: PriceBooks,
): readonly DueGroup[] {
  if (group.items.length < 2) return [group];
  const own = account.contracts === null ? undefined : contractsInvoicing(account, books);
  if (own === undefined) return groupsPer(account, group, usualPer(account, books));
  const scopes = new Map<InvoiceScope, DueItem[]>();
  for (const item of group.items) {
    const scope = own.scopeOf(item, group.dueAt);
    const known = scopes.get(scope);
    if (known === undefined) scopes.set(scope, [item]);
    else known.push(item);
  }
  return [...scopes].sort(byKey).flatMap(([scope, items]) => {
    const part = scopes.size === 1 ? group : { ...group, items };
    const { invoicesPer } = own.settings(scope, group.dueAt) ?? {};
    return groupsPer(account, part, invoicesPer ?? usualPer(account, books));
  });
}

const usualPer = ({ customer }: Account, { current }: PriceBooks): InvoicesPer =>
  customer.invoicesPer ?? current.model.invoicing?.invoicesPer ?? "account";

function groupsPer(account: Account, group: DueGroup, per: InvoicesPer): readonly DueGroup[] {
  if (group.items.length < 2) return [group];
  const items = byCustomer(group.items, account);
  if (per === "account") return [items === group.items ? group : { ...group, items }];
  const keyOf = per === "customer" ? customerOf : subscriptionOf;
  const documents = new Map<string, DueItem[]>();
  for (const item of items) {
    const key = keyOf(item, account);
    const known = documents.get(key);
    if (known === undefined) documents.set(key, [item]);
    else known.push(item);
  }
  const parted = [...documents];
  if (per === "subscription") parted.sort(byKey);
  return parted.map(([, part]) => ({ ...group, items: part }));
}

/** The account's own first, then by the id of the customer that it is for; otherwise in the order that it was in. */
function byCustomer(items: readonly DueItem[], account: Account): readonly DueItem[] {
  if (account.children.length === 0) return items;
  return items
    .map((item) => ({ item, customer: customerOf(item, account) }))
    .sort(
      (left, right) =>
        Number(left.customer > right.customer) - Number(left.customer < right.customer),
    )
    .map(({ item }) => item);
}

/** The customer that an item is for, where another pays; none for what is the payer's own or the account's. */
function customerOf(item: DueItem, account: Account): string {
  const customer = buyerOf(item, account);
  return customer === undefined || customer === account.customer.id ? none : customer;
}

function buyerOf(item: DueItem, { subscriptions }: Account): string | undefined {
  switch (item.kind) {
    case "recurring":
    case "usage":
    case "so-far":
    case "unused":
    case "rest":
    case "licence":
    case "maintenance":
    case "sale":
      return item.state.fact.customer;
    case "milestone":
      return item.sale.fact.customer;
    case "fee":
      return item.phase.fact.customer;
    case "service-credit": {
      const { subscription } = item.state.fee;
      return subscriptions.find(({ fact }) => fact.id === subscription)?.fact.customer;
    }
    case "dunning-fee":
    case "credits":
    case "credit-note":
    case "true-up":
    case "rebate":
      return undefined;
  }
}

const byKey = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  right === none || (left !== none && left < right) ? -1 : 1;

/** The subscription that an item is of, that of its parent where it is of an add-on; none for what is bought beside. */
function subscriptionOf(item: DueItem, { subscriptions }: Account): string {
  switch (item.kind) {
    case "recurring":
    case "usage":
    case "so-far":
    case "unused":
    case "rest":
      return rootOf(item.state.fact);
    case "fee":
      return rootOf(item.phase.fact);
    case "service-credit": {
      const { subscription } = item.state.fee;
      const found = subscriptions.find(({ fact }) => fact.id === subscription);
      return found === undefined ? none : rootOf(found.fact);
    }
    case "licence":
    case "maintenance":
    case "sale":
      return item.state.fact.bundled?.id ?? none;
    case "milestone":
      return item.sale.fact.bundled?.id ?? none;
    case "dunning-fee":
    case "credits":
    case "credit-note":
    case "true-up":
    case "rebate":
      return none;
  }
}

/** Nobody and nothing has an empty id. */
const none = "";

const rootOf = ({ id, of, bundled }: SubscriptionFact): string => bundled?.id ?? of ?? id;
