import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { type Bundle, type BundlePart, bundlePartId } from "../../model/bundle.ts";
import type { Model } from "../../model/model.ts";
import {
  type Decimal,
  format,
  formatFixed,
  multiply,
  one,
  sum,
  zero,
} from "../../money/decimal.ts";
import type { Money } from "../../money/money.ts";
import { parseQuantity } from "../../money/quantity.ts";
import { round } from "../../money/rounding.ts";
import {
  type Allocation,
  allocatePrice,
  type RegularBundle,
  type Sharer,
} from "../../pricing/allocate-price.ts";
import { compilePrice } from "../../pricing/registry.ts";
import { type CadenceName, parseCadence } from "../../time/cadence.ts";
import { formatCivilDate, parseCivilDate } from "../../time/calendar.ts";
import { periodAt } from "../../time/schedule.ts";
import { civilDateAt } from "../../time/zone.ts";
import type { CustomerFact, PurchaseFact, SubscriptionFact } from "../fact.ts";
import { named, type PriceBook } from "../price-book.ts";
import { purchasedQuantity } from "../purchased-quantity.ts";
import { zoneOf } from "../terms.ts";
import type { BundleFact } from "./bundle-fact.ts";
import { bundleSharers } from "./bundle-sharers.ts";
import type { Bundled } from "./bundled.ts";

/** The id under which a part of a bundle is bought. */
export const bundledId = (bundle: string, part: string): string => `${bundle}.${part}`;

/**
 * The purchases that a bundle comes to, its price divided among them by stand-alone selling prices; plans first, as add-ons go
 * with them. Refuses `unknown-bundle`, `bundle-not-priced`, what its price is refused for at `/agreed`, and what
 * {@link allocatePrice} refuses.
 */
export function bundlePurchases(
  fact: BundleFact,
  customer: CustomerFact,
  book: PriceBook,
): Result<readonly PurchaseFact[]> {
  const { model } = book;
  const bundle = named(model.bundles, fact.bundle, "bundle", "/bundle");
  if (!bundle.ok) return bundle;
  const quantity = parseQuantity(fact.quantity ?? 1, "/quantity");
  if (!quantity.ok) return quantity;
  const price = priceOf(bundle.value, fact.bundle, fact.agreed);
  if (!price.ok) return price;
  const whole = round(multiply(price.value, quantity.value), book.minorUnits, book.rounding);
  const divided = divide(bundle.value, whole, quantity.value, fact, book);
  if (!divided.ok) return divided;
  const days = daysFor(fact, customer, book);
  if (!days.ok) return days;
  const together = format(sum(divided.value.standalone.values()));
  const parts = bundle.value.parts.map((part, index) => {
    const id = bundlePartId(part);
    const bundled: Bundled = {
      id: fact.id,
      bundle: fact.bundle,
      part: index,
      price: formatFixed(whole, book.minorUnits),
      amount: formatFixed(divided.value.amounts.get(id) ?? zero, book.minorUnits),
      standalone: format(divided.value.standalone.get(id) ?? zero),
      together,
      basis: divided.value.basis,
    };
    return purchaseOf(part, bundled, { fact, bundle: bundle.value, model }, days.value);
  });
  return ok(parts.sort((left, right) => rankOf(left) - rankOf(right)));
}

/** Plans, then add-ons, then what is sold once. */
const rankOf = (fact: PurchaseFact): number =>
  fact.fact !== "subscription" ? 2 : Number(fact.addon !== undefined);

/** The price of one. */
function priceOf({ price }: Bundle, id: string, agreed: Money | undefined): Result<Decimal> {
  if (price === undefined)
    return refuse({
      code: "bundle-not-priced",
      path: "/bundle",
      message: `bundle "${id}" states no price yet, so it cannot be billed`,
      value: id,
    });
  const compiled = compilePrice(price, agreed === undefined ? {} : { agreed });
  if (!compiled.ok) return refuse(...compiled.faults.map(at("/agreed")));
  const { lift, finish } = compiled.value;
  return ok(finish(lift({ quantity: one, time: 0, id: "" })).amount);
}

const at =
  (path: string) =>
  (fault: Fault): Fault => ({ ...fault, path });

/** Divides the price of so many bundles. A stand-alone price that is refused is the model's, and named there. */
function divide(
  bundle: Bundle,
  whole: Decimal,
  quantity: Decimal,
  fact: BundleFact,
  book: PriceBook,
): Result<Allocation> {
  const inModel = (fault: Fault): Fault => ({
    ...fault,
    path: "/bundle",
    message: `${fault.message} (${fault.path} of the model)`,
  });
  const sharers = bundleSharers(book.model, bundle, pathTo("/bundles", fact.bundle));
  if (!sharers.ok) return refuse(...sharers.faults.map(inModel));
  const regular: RegularBundle[] = [];
  for (const id of bundle.regularlySoldAs ?? []) {
    const other = book.model.bundles?.[id];
    const price = other === undefined ? undefined : priceOf(other, id, undefined);
    // One that is only sold at a price to be agreed is no evidence of what its parts cost together.
    if (other === undefined || price?.ok !== true) continue;
    const obligations = other.parts.map(bundlePartId);
    regular.push({ obligations, price: multiply(price.value, quantity) });
  }
  const scaled = sharers.value.map((sharer) => timesQuantity(sharer, quantity));
  const divided = allocatePrice(whole, scaled, book.minorUnits, regular);
  if (divided.ok) return divided;
  return refuse(...divided.faults.map(at(fact.agreed === undefined ? "/bundle" : "/agreed")));
}

function timesQuantity({ id, standalone }: Sharer, quantity: Decimal): Sharer {
  if (!("residual" in standalone)) return { id, standalone: multiply(standalone, quantity) };
  const { low, high } = standalone.residual;
  return {
    id,
    standalone: { residual: { low: multiply(low, quantity), high: multiply(high, quantity) } },
  };
}

/** The first local day after one period of a cadence from the bundle's start. */
type DayAfter = (cadence: CadenceName) => string;

function daysFor({ start }: BundleFact, customer: CustomerFact, book: PriceBook): Result<DayAfter> {
  const zone = zoneOf(customer, book);
  if (!zone.ok) return zone;
  const day = parseCivilDate(start, "/start");
  if (!day.ok) return day;
  return ok((name) => {
    const cadence = parseCadence(name);
    if (!cadence.ok) return start;
    const dates = { zone: zone.value, start: day.value, alignment: "anniversary" } as const;
    const { to } = periodAt({ ...dates, cadence: cadence.value }, 0);
    return formatCivilDate(civilDateAt(zone.value, to));
  });
}

interface Bought {
  readonly fact: BundleFact;
  readonly bundle: Bundle;
  readonly model: Model;
}

function purchaseOf(
  part: BundlePart,
  bundled: Bundled,
  { fact, bundle, model }: Bought,
  dayAfter: DayAfter,
): PurchaseFact {
  const about = {
    id: bundledId(fact.id, bundlePartId(part)),
    customer: fact.customer,
    quantity: unitsOf(part, fact),
    ...(fact.contractNumber === undefined ? {} : { contractNumber: fact.contractNumber }),
    ...(fact.eligibilities === undefined ? {} : { eligibilities: fact.eligibilities }),
  };
  const main = bundle.parts.find(({ plan }) => plan !== undefined);
  const mainId = main === undefined ? undefined : bundledId(fact.id, bundlePartId(main));
  if (part.licence !== undefined)
    return { fact: "licence", ...about, licence: part.licence, start: fact.start, bundled };
  if (part.offer !== undefined) {
    const again =
      bundle.every === undefined || mainId === undefined
        ? {}
        : { again: { every: bundle.every, with: mainId } };
    const sold = { ...bundled, ...again };
    return { fact: "sale", ...about, offer: part.offer, date: fact.start, bundled: sold };
  }
  const cadence = bundle.every ?? part.cadence ?? onlyCadence(part, model);
  const subscribed: SubscriptionFact = {
    fact: "subscription",
    ...about,
    ...(part.plan === undefined
      ? { ...(part.addon && { addon: part.addon }), ...(mainId && { of: mainId }) }
      : { plan: part.plan }),
    ...(cadence === undefined ? {} : { cadence }),
    start: fact.start,
    trialDays: 0,
    bundled,
  };
  if (bundle.every !== undefined || cadence === undefined) return subscribed;
  const until = dayAfter(cadence);
  return part.afterwards === "renews"
    ? { ...subscribed, ramp: [{ from: until }] }
    : { ...subscribed, end: until };
}

function unitsOf(part: BundlePart, fact: BundleFact) {
  const [own, bundles] = [purchasedQuantity(part.quantity), purchasedQuantity(fact.quantity)];
  return format(multiply(own, bundles));
}

function onlyCadence({ plan, addon }: BundlePart, model: Model): CadenceName | undefined {
  const item = plan === undefined ? model.addons?.[addon ?? ""] : model.plans[plan];
  const [only] = Object.keys(item?.prices ?? {});
  return only as CadenceName | undefined;
}
