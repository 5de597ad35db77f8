import type { Account } from "../../account/account.ts";
import type { SubscriptionFact } from "../../account/fact.ts";
import { dayStart, licenceTerm } from "../../account/licence-term.ts";
import type { PriceBooks } from "../../account/price-book.ts";
import { subscribedId } from "../../account/subscribed.ts";
import { termsOf } from "../../account/terms.ts";
import { type Stretch, timelineOf } from "../../account/timeline.ts";
import type { Instant } from "../../time/instant.ts";
import { type FoundPurchase, otherPurchase, type PurchaseFinder } from "./find-purchase.ts";
import type { SoldBy } from "./plan-prices.ts";

/** Something that an account has for a while on unchanged terms. */
export interface HeldPurchase extends FoundPurchase {
  /** The id of the subscription, or of the licence. */
  readonly subscription: string;
  readonly from: Instant;
  /** Infinity while it lasts. */
  readonly to: Instant;
  /** Whether it is the thing itself, and not an add-on to one. */
  readonly isMain: boolean;
  /** `id@version` of the model by which it is priced, and the terms of a subscription. */
  readonly model: string;
  readonly terms?: SubscriptionFact;
  /** Its own price: the recurring one, or the fee of a licence. Absent where it has none, or a bundle's. */
  readonly price?: Pick<SoldBy, "pointer" | "thing" | "agreed">;
}

/** What an account has had, in the order in which it was bought. Add-ons are of the purchase that they go with. */
export function heldPurchases(
  account: Account,
  segment: string,
  books: PriceBooks,
  finder: PurchaseFinder,
): readonly HeldPurchase[] {
  const timeline = timelineOf(account, books);
  const held: HeldPurchase[] = timeline
    .filter(({ terms }) => terms.addon === undefined)
    .map((stretch) => ({
      ...finder.subscription(segment, stretch.terms),
      ...spanOf(stretch),
      ...priceOf(account, stretch, books),
      isMain: true,
    }));
  for (const stretch of timeline) {
    const { terms, from } = stretch;
    if (terms.addon === undefined) continue;
    const own = held.filter(({ subscription }) => subscription === terms.of);
    const with_ = own.findLast((one) => one.from <= from) ?? own[0] ?? otherPurchase(segment);
    const { purchase, lasts } = with_;
    held.push({
      segment,
      purchase,
      lasts,
      ...spanOf(stretch),
      ...priceOf(account, stretch, books),
      isMain: false,
    });
  }
  for (const state of account.licences) {
    const { schedule, endsAt = Number.POSITIVE_INFINITY } = licenceTerm(account, state, books);
    const { id, licence, start, bundled, agreed } = state.fact;
    const isListed = bundled === undefined && state.under?.option === undefined;
    held.push({
      ...(finder.at(segment, `/licences/${licence}`) ?? otherPurchase(segment)),
      subscription: id,
      from: dayStart(schedule.zone, start),
      to: endsAt,
      isMain: true,
      model: state.model,
      ...(isListed ? { price: { pointer: `/licences/${licence}/fee`, agreed } } : {}),
    });
  }
  return held;
}

/** The recurring price of a stretch, as it was sold. */
function priceOf(
  { subscriptions, customer }: Account,
  { subscription, phase, terms, model }: Stretch,
  books: PriceBooks,
): Pick<HeldPurchase, "price"> {
  const state = subscriptions.find(({ fact }) => fact.id === subscription)?.phases[phase - 1];
  if (state === undefined || terms.bundled !== undefined) return {};
  const { recurring, pointer: item } = termsOf(state, customer, books.find(model));
  if (recurring === undefined) return {};
  const { pointer, cadence } = recurring;
  const id = subscribedId(terms);
  const thing = { section: item.startsWith("/addons") ? "addons" : "plans", id, cadence } as const;
  return { price: { pointer, thing, agreed: terms.agreed?.base } };
}

const spanOf = ({ subscription, from, to, terms, model }: Stretch) => ({
  subscription,
  from,
  to: to ?? Number.POSITIVE_INFINITY,
  terms,
  model,
});

/** Whether it is there at the end of a month, whose first moment after is given: what ends just then was there. */
export const isThereAt = ({ from, to }: Pick<HeldPurchase, "from" | "to">, end: Instant): boolean =>
  from < end && to >= end;
