import type { SubscriptionFact } from "../../account/fact.ts";
import { subscribedId } from "../../account/subscribed.ts";
import type { Model } from "../../model/model.ts";
import { declared, entriesOf } from "../../model/model-rule.ts";
import type { Segment, SegmentPurchase } from "../../model/segment.ts";
import { purchaseCadence } from "../forecast/purchase-cadence.ts";
import {
  type PurchaseCustomers,
  type PurchaseKey,
  purchaseLasts,
} from "../variance/business-figures.ts";

/** A purchase, and how long it lasts. */
export interface FoundPurchase extends PurchaseKey {
  readonly lasts: PurchaseCustomers["lasts"];
}

/** Finds what of a plan it is that a customer bought. */
export interface PurchaseFinder {
  /** The segment of a customer: what its facts say; of a plan with only one, that one where they say nothing. */
  readonly segmentOf: (told: string | undefined) => string;
  readonly subscription: (segment: string, terms: SubscriptionFact) => FoundPurchase;
  /** Of something at a JSON pointer of the model: `/offers/onboarding/price`. Undefined where it is neither an offer nor a licence. */
  readonly at: (segment: string, pointer: string) => FoundPurchase | undefined;
}

/**
 * The purchases of a plan by what they sell: the plan and its cadence, and of several such the one whose terms are nearest, else the first; the
 * offer; the licence. What the plan's segment does not plan to sell has a name of its own, with a space in it, which no id has.
 */
export function purchaseFinder(model: Model): PurchaseFinder {
  const segments = Object.keys(model.segments ?? {});
  const purchasesOf = (segment: string): readonly (readonly [string, SegmentPurchase])[] =>
    entriesOf<SegmentPurchase>(declared<Segment>(model.segments, segment)?.purchases);
  const known = (
    segment: string,
    found: readonly [string, SegmentPurchase] | undefined,
    unplanned: FoundPurchase,
  ): FoundPurchase =>
    found === undefined
      ? unplanned
      : { segment, purchase: found[0], lasts: purchaseLasts(found[1]) };
  return {
    segmentOf: (told) => told ?? (segments.length === 1 ? (segments[0] ?? "") : ""),
    subscription: (segment, terms) => {
      const plan = subscribedId(terms);
      const cadence = terms.cadence ?? purchaseCadence({ share: "", plan }, model);
      const same = purchasesOf(segment).filter(
        ([, one]) => one.plan === plan && purchaseCadence(one, model) === cadence,
      );
      const nearness = same.map(([, one]) => nearnessOf(one, terms));
      const found = same[nearness.indexOf(Math.max(...nearness))];
      const purchase = `${plan} ${cadence ?? "by use"}`;
      return known(segment, found, { segment, purchase, lasts: "plan" });
    },
    at: (segment, pointer) => {
      const [, section, id] = /^\/(offers|licences)\/([^/]+)/.exec(pointer) ?? [];
      if (id === undefined) return undefined;
      const isOffer = section === "offers";
      const found = purchasesOf(segment).find(([, { offer, licence }]) =>
        isOffer ? offer === id : licence === id,
      );
      const lasts = isOffer ? "once" : "licence";
      return known(segment, found, { segment, purchase: `${section} ${id}`, lasts });
    },
  };
}

/** How much of what was agreed is as a purchase plans it: the term before all else, then the discounts, then a contract. */
function nearnessOf(
  { termYears, contract, discounts = [] }: SegmentPurchase,
  terms: SubscriptionFact,
): number {
  const months = terms.termYears === undefined ? undefined : 12 * terms.termYears;
  const hasTerm =
    termYears === terms.termYears || (months !== undefined && contract?.months === months);
  const granted = new Set(terms.discounts);
  const hasDiscounts =
    granted.size === discounts.length && discounts.every((discount) => granted.has(discount));
  const hasContract = (contract === undefined) === (terms.contract === undefined);
  return (hasTerm ? 4 : 0) + (hasDiscounts ? 2 : 0) + (hasContract ? 1 : 0);
}

/** Whether a plan sells it: what it does not has a name with a space in it. */
export const isPlannedPurchase = ({ purchase }: Pick<PurchaseKey, "purchase">): boolean =>
  !purchase.includes(" ");

/** What belongs to no purchase: what was booked by hand, or is of a document as a whole. */
export const otherPurchase = (segment: string): FoundPurchase => ({
  segment,
  purchase: "other revenue",
  lasts: "once",
});
