import { expectOk, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { Offer } from "../model/offer.ts";
import { compare, type Decimal, format, multiply, one, subtract } from "../money/decimal.ts";
import { parseQuantity } from "../money/quantity.ts";
import type { CompiledPrice } from "../pricing/price-kind.ts";
import { compilePrice } from "../pricing/registry.ts";
import { formatCivilDate } from "../time/calendar.ts";
import { civilDateAt, type Zone } from "../time/zone.ts";
import type { SaleState } from "./account.ts";
import { grantedDiscounts } from "./admission.ts";
import { noDiscounts, type PurchaseDiscounts, purchaseDiscounts } from "./applicable-discounts.ts";
import { type Bundled, bundledPointer, bundledPrice, lineBundle } from "./bundles/bundled.ts";
import { optionPointer, optionPrice } from "./contracts/contract-prices.ts";
import type { UnderContract } from "./contracts/contract-state.ts";
import { earnedOver } from "./earned-over.ts";
import type { SaleFact } from "./fact.ts";
import { type LineDraft, type PricedLine, priceLine } from "./line.ts";
import { named, type PriceBook } from "./price-book.ts";
import { purchasedQuantity } from "./purchased-quantity.ts";
import type { ServicePeriod } from "./service-period.ts";

interface PricedOffer {
  readonly offer: Offer;
  readonly quantity: Decimal;
  readonly price: CompiledPrice;
  readonly multiplier: Decimal;
  readonly discounts: PurchaseDiscounts;
}

/**
 * Refuses a sale that could not be billed: unknown, unpriced, fewer units than are sold, a range without an agreed point,
 * unknown delivery.
 */
export function checkSale(
  fact: SaleFact,
  book: PriceBook,
  under?: UnderContract,
): Result<PricedOffer> {
  const found = named(book.model.offers, fact.offer, "offer", "/offer");
  if (!found.ok) return found;
  if (fact.bundled !== undefined) return ok(offerInBundle(found.value, fact.bundled, fact, book));
  const fixed = optionPrice(under, book.model);
  const offer = fixed === undefined ? found.value : { ...found.value, price: fixed };
  if (offer.price === undefined)
    return refuse({
      code: "offer-not-priced",
      path: "/offer",
      message: `offer "${fact.offer}" states no price yet, so it cannot be billed`,
      value: fact.offer,
    });
  const quantity = purchasedQuantity(fact.quantity);
  const tooFew = minimumFaults(offer, quantity);
  if (tooFew.length > 0) return refuse(...tooFew);
  const price = compilePrice(offer.price, fact.agreed === undefined ? {} : { agreed: fact.agreed });
  if (!price.ok) return price;
  const multiplier = deliveryMultiplier(fact, offer);
  if (!multiplier.ok) return multiplier;
  const discounts = purchaseDiscounts(book.model, {
    offered: offer.discounts,
    granted: grantedDiscounts(book.model, fact),
    agreed: fact.agreedDiscounts,
  });
  if (!discounts.ok) return discounts;
  return ok({
    offer,
    quantity,
    price: price.value,
    multiplier: multiplier.value,
    discounts: discounts.value,
  });
}

/** An offer at its part of a bundle's price. */
const offerInBundle = (
  offer: Offer,
  bundled: Bundled,
  { quantity }: SaleFact,
  { model }: PriceBook,
): PricedOffer => ({
  offer,
  quantity: purchasedQuantity(quantity),
  price: bundledPrice(bundled, model),
  multiplier: one,
  discounts: noDiscounts,
});

function minimumFaults({ name, minimum, per }: Offer, quantity: Decimal): readonly Fault[] {
  const least = purchasedQuantity(minimum ?? 0);
  if (compare(quantity, least) >= 0) return [];
  return [
    {
      code: "below-minimum",
      path: "/quantity",
      message: `the least that is sold of "${name}" is ${format(least)} (${per})`,
      value: format(quantity),
      suggestion: `buy ${format(least)} or more`,
    },
  ];
}

function deliveryMultiplier(fact: SaleFact, offer: Offer): Result<Decimal> {
  if (fact.delivery === undefined) return ok(one);
  const known = offer.deliveryMultipliers ?? {};
  const factor = Object.hasOwn(known, fact.delivery) ? known[fact.delivery] : undefined;
  if (factor !== undefined) return parseQuantity(factor);
  const near = nearest(fact.delivery, Object.keys(known));
  return refuse({
    code: "unknown-delivery",
    path: "/delivery",
    message: `offer "${fact.offer}" is not delivered "${fact.delivery}"`,
    value: fact.delivery,
    ...(near === undefined ? {} : { suggestion: `did you mean "${near}"?` }),
  });
}

/** A one-off on its day; of a period where a bundle sells it again with each. */
export function saleLine(
  state: SaleState,
  book: PriceBook,
  zone: Zone,
  period?: ServicePeriod,
): PricedLine {
  const draft = saleDraft(state, book);
  const months = book.model.offers?.[state.fact.offer]?.earnedOverMonths;
  if (period === undefined)
    return priceLine({ ...draft, ...earnedOver(months, state.fact.date, zone) }, book);
  const day = formatCivilDate(civilDateAt(period.schedule.zone, period.from));
  const id = `${draft.id}/${period.index}`;
  return priceLine({ ...draft, id, supply: { day }, ...earnedOver(months, day, zone) }, book);
}

/** A one-off before it is rounded: the offer's price for the quantity, times the factor of its way of delivery. */
export function saleDraft({ fact, under }: SaleState, book: PriceBook): LineDraft {
  const sold = expectOk(checkSale(fact, book, under));
  const { offer, quantity, price, multiplier, discounts } = sold;
  const rated = price.finish(price.lift({ quantity, time: 0, id: fact.id }));
  const amount = multiply(rated.amount, multiplier);
  const delivered =
    fact.delivery === undefined
      ? []
      : [
          {
            label: `delivered ${fact.delivery}`,
            rate: `× ${format(multiplier)}`,
            amount: format(subtract(amount, rated.amount)),
          },
        ];
  return {
    id: `${fact.id}/sale`,
    kind: "one-off",
    description: offer.name,
    stream: offer.stream,
    period: null,
    quantity,
    unit: offer.per,
    rated: { ...rated, amount, steps: [...rated.steps, ...delivered] },
    pointer:
      fact.bundled === undefined
        ? (optionPointer(under, book.model) ?? `/offers/${fact.offer}/price`)
        : bundledPointer(fact.bundled),
    discounts: discounts.recurring,
    discountFacts: discounts.facts,
    supply: { day: fact.date },
    contract: fact.contract,
    bundle: fact.bundled && lineBundle(fact.bundled, book.model),
  };
}
