import type { Alignment } from "../time/schedule.ts";
import type { Account, SubscriptionState } from "./account.ts";
import { anchorOf, phaseOn } from "./changing.ts";
import type { SubscriptionFact } from "./fact.ts";
import type { PriceBooks } from "./price-book.ts";
import { termsOf } from "./terms.ts";

/** What decides the periods of a subscription besides its cadence. */
export interface Grid {
  readonly anchor: string;
  readonly alignment: Alignment;
}

/** The subscription that an add-on goes with; undefined for a plan. */
export const parentOf = (
  account: Account,
  { of }: Pick<SubscriptionFact, "of">,
): SubscriptionState | undefined =>
  of === undefined ? undefined : account.subscriptions.find(({ fact: { id } }) => id === of);

/** The periods that a subscription keeps on a local day, and that its add-ons keep with it. */
export function gridOn(
  account: Account,
  subscription: SubscriptionState,
  day: string,
  books: PriceBooks,
): Grid {
  const phase = phaseOn(subscription, day);
  const terms = termsOf(phase, account.customer, books.find(phase.model));
  return { anchor: anchorOf(phase, terms), alignment: phase.fact.alignment ?? "anniversary" };
}

/** The periods that an add-on must keep on a local day; undefined for a plan. */
export function parentGrid(
  account: Account,
  fact: Pick<SubscriptionFact, "of">,
  day: string,
  books: PriceBooks,
): Grid | undefined {
  const parent = parentOf(account, fact);
  return parent === undefined ? undefined : gridOn(account, parent, day, books);
}
