import type { Fault } from "../fault/fault.ts";
import type { Account, SubscriptionState } from "./account.ts";
import type { PriceBooks } from "./price-book.ts";
import { type SubscriptionTerms, termsOf } from "./terms.ts";

/** A subscription that already bills a meter. */
export interface MeterClash {
  readonly subscription: SubscriptionState;
  readonly meter: string;
}

/** An event is billed once: two phases of one customer may not read one meter at one time. */
export function meterClash(
  account: Account,
  customer: string,
  terms: SubscriptionTerms,
  books: PriceBooks,
): MeterClash | undefined {
  const meters = new Set(terms.charges.map((charge) => charge.meterId));
  for (const subscription of account.subscriptions) {
    if (subscription.fact.customer !== customer) continue;
    for (const phase of subscription.phases) {
      const other = termsOf(phase, account.customer, books.find(phase.model));
      if (!overlap(terms, other)) continue;
      const shared = other.charges.find((charge) => meters.has(charge.meterId));
      if (shared !== undefined) return { subscription, meter: shared.meterId };
    }
  }
  return undefined;
}

/**
 * What two subscriptions of an account would bill both, that did not before a change: an undoing gives back time that was sold
 * again meanwhile, and add-ons come and go with their subscription.
 */
export function newClash(
  before: Account,
  after: Account,
  books: PriceBooks,
): MeterClash | undefined {
  const known = new Set(before.subscriptions.flatMap(({ phases }) => phases));
  for (const subscription of after.subscriptions) {
    const others = after.subscriptions.filter((one) => one !== subscription);
    for (const phase of subscription.phases) {
      if (known.has(phase)) continue;
      const terms = termsOf(phase, after.customer, books.find(phase.model));
      const clash = meterClash(
        { ...after, subscriptions: others },
        subscription.fact.customer,
        terms,
        books,
      );
      if (clash !== undefined) return clash;
    }
  }
  return undefined;
}

/** Whether there is an instant that both serve; what ended before it began serves none. */
const overlap = (left: SubscriptionTerms, right: SubscriptionTerms): boolean =>
  Math.max(left.startsAt, right.startsAt) <
  Math.min(left.endsAt ?? Number.POSITIVE_INFINITY, right.endsAt ?? Number.POSITIVE_INFINITY);

/** `meter-already-billed`: `verb` is what the customer does, `buy` or `change to`. */
export const alreadyBilled = (
  { subscription, meter }: MeterClash,
  path: string,
  value: string,
  verb: string,
): Fault => ({
  code: "meter-already-billed",
  path,
  message: `subscription "${subscription.fact.id}" already bills meter "${meter}" in that time`,
  value,
  suggestion: `end the other subscription first, or ${verb} a plan without that meter`,
});
