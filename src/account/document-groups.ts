import type { Account } from "./account.ts";
import type { DueGroup, DueItem } from "./due.ts";
import type { SubscriptionFact } from "./fact.ts";
import type { PriceBooks } from "./price-book.ts";

/**
 * What of a due group goes on one document: all of it, or, as the customer or else the current model has it, what is of one
 * subscription and its add-ons, in the order of the subscriptions' ids, and last what is of none.
 */
export function documentGroups(
  account: Account,
  group: DueGroup,
  books: PriceBooks,
): readonly DueGroup[] {
  const { invoicesPer } = account.customer;
  const per = invoicesPer ?? books.current.model.invoicing?.invoicesPer ?? "account";
  if (per === "account" || group.items.length < 2) return [group];
  const documents = new Map<string, DueItem[]>();
  for (const item of group.items) {
    const key = subscriptionOf(item, account);
    const known = documents.get(key);
    if (known === undefined) documents.set(key, [item]);
    else known.push(item);
  }
  return [...documents].sort(byKey).map(([, items]) => ({ ...group, items }));
}

const byKey = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  right === none || (left !== none && left < right) ? -1 : 1;

/** The subscription that an item is of, that of its parent where it is of an add-on; none for what is bought beside. */
function subscriptionOf(item: DueItem, { subscriptions }: Account): string {
  switch (item.kind) {
    case "recurring":
    case "usage":
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
    case "dunning-fee":
    case "credits":
    case "credit-note":
    case "true-up":
      return none;
  }
}

/** No subscription has an empty id. */
const none = "";

const rootOf = ({ id, of }: SubscriptionFact): string => of ?? id;
