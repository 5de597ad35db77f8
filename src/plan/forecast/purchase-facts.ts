import type { BundleFact } from "../../account/bundles/bundle-fact.ts";
import type { Bought, LicenceFact, SaleFact, SubscriptionFact } from "../../account/fact.ts";
import type { DatedFact } from "../../account/issue-in-order.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { Model } from "../../model/model.ts";
import { declared, entriesOf } from "../../model/model-rule.ts";
import type { SegmentPurchase } from "../../model/segment.ts";
import type { Money } from "../../money/money.ts";
import type { Percent } from "../../money/percent.ts";
import { startOfDayNumber, type Zone } from "../../time/zone.ts";
import { contractFacts, signedContract } from "./contract-facts.ts";
import { dateInMonth, dayInMonth } from "./day-in-month.ts";
import { purchaseCadence } from "./purchase-cadence.ts";

/** What a customer of a plan buys on a day of a month, as the account is told it. */
export interface PurchaseTerms {
  readonly model: Model;
  readonly zone: Zone;
  readonly purchase: SegmentPurchase;
  readonly customer: string;
  readonly start: Month;
  /** The day of that month, from 1; its first where absent. */
  readonly day?: number;
  /** The first month in which it is over; absent where that is not looked at. */
  readonly end?: Month;
  /** The last month that is looked at. */
  readonly last: Month;
  /** A whole number. */
  readonly quantity: number;
  /** Whether it may begin with the plan's trial, and with coupons: who comes from something else has neither. */
  readonly withTrial: boolean;
  /** Tells its ids apart from those of what the customer bought before: `-2`; nothing where absent. */
  readonly suffix?: string;
}

/** The id of the subscription, licence, sale or bundle in those facts, before their suffix. */
export const mainPurchase = "main";

/** The id of an add-on in those facts. */
export const addonPurchase = (addon: string, suffix = ""): string => `addon-${addon}${suffix}`;

/**
 * The facts of a purchase, in the order of time: the contract that it is under, then the plan with its add-ons, the offer, the licence or the
 * bundle; and later whether the contract is renewed.
 */
export function purchaseFacts(terms: PurchaseTerms): readonly DatedFact[] {
  const at = startOfDayNumber(terms.zone, dayInMonth(terms.start, terms.day ?? 1));
  const [signed, ...later] = contractFacts(terms);
  return [
    ...(signed === undefined ? [] : [signed]),
    ...boughtFacts(terms).map((fact) => ({ fact, at })),
    ...later,
  ];
}

function boughtFacts(terms: PurchaseTerms): readonly Bought[] {
  const { plan, offer, licence, bundle } = terms.purchase;
  const day = dateInMonth(terms.start, terms.day ?? 1);
  if (offer !== undefined) {
    const sale: SaleFact = { fact: "sale", ...shared(terms), ...oneFee(terms), offer, date: day };
    return [sale];
  }
  if (licence !== undefined) {
    const { end } = terms;
    const own: LicenceFact = {
      fact: "licence",
      ...shared(terms),
      ...oneFee(terms),
      licence,
      start: day,
      ...(end === undefined ? {} : { end: dateInMonth(end, terms.day ?? 1) }),
    };
    return [own];
  }
  if (bundle !== undefined) {
    const own: BundleFact = {
      fact: "bundle",
      ...bundleTerms(terms),
      ...oneFee(terms),
      bundle,
      start: day,
    };
    return [own];
  }
  const main: SubscriptionFact = {
    fact: "subscription",
    ...shared(terms),
    ...subscriptionTerms(terms),
    ...(plan === undefined ? {} : { plan }),
    start: day,
  };
  return [main, ...addonFacts(terms, day)];
}

/** The add-ons that are bought with a plan, or by who moves on to it. */
export function addonFacts(
  terms: Pick<PurchaseTerms, "purchase" | "model" | "customer" | "suffix"> & {
    /** Of the plan's subscription, where that is not bought with them. */
    readonly of?: string;
  },
  day: string,
): readonly SubscriptionFact[] {
  const { purchase, customer, suffix = "", of = `${mainPurchase}${suffix}` } = terms;
  return entriesOf(purchase.addons).map(([addon, quantity]) => ({
    fact: "subscription",
    id: addonPurchase(addon, suffix),
    customer,
    addon,
    of,
    start: day,
    quantity,
    ...addonCadence(addon, terms),
  }));
}

/** What is added is paid as its plan is, where it can be: one that has one price needs no word. */
function addonCadence(
  id: string,
  { purchase, model }: Pick<PurchaseTerms, "purchase" | "model">,
): Pick<SubscriptionFact, "cadence"> {
  const offered = Object.keys(declared(model.addons, id)?.prices ?? {});
  const cadence = purchaseCadence(purchase, model);
  return offered.length > 1 && cadence !== undefined && offered.includes(cadence)
    ? { cadence }
    : {};
}

/** Signed, since the plan says that it is sold: a name stands for the contract where the model asks for one. */
const planContract = "plan";

function shared({ purchase, customer, quantity, suffix = "" }: PurchaseTerms) {
  const { discounts, agreedDiscounts, eligibilities, contract } = purchase;
  return {
    id: `${mainPurchase}${suffix}`,
    customer,
    ...(contract === undefined
      ? { contractNumber: planContract }
      : { contract: `${signedContract}${suffix}` }),
    ...(quantity === 1 ? {} : { quantity }),
    ...(discounts === undefined ? {} : { discounts }),
    ...(agreedDiscounts === undefined ? {} : { agreedDiscounts }),
    ...(eligibilities === undefined ? {} : { eligibilities }),
  };
}

function bundleTerms({
  purchase: { eligibilities },
  customer,
  quantity,
  suffix = "",
}: PurchaseTerms) {
  return {
    id: `${mainPurchase}${suffix}`,
    customer,
    contractNumber: planContract,
    ...(quantity === 1 ? {} : { quantity }),
    ...(eligibilities === undefined ? {} : { eligibilities }),
  };
}

const isMoney = (value: Money | Percent): value is Money => !value.endsWith("%");

/** The fee that was agreed for what is sold once, or the price of a bundle. */
function oneFee({ purchase: { agreed } }: PurchaseTerms): Pick<SaleFact, "agreed"> {
  const fee = agreed?.base;
  return fee === undefined || !isMoney(fee) ? {} : { agreed: fee };
}

/** What begins with a contract begins with its first term, and without days for nothing. */
function subscriptionTerms({ purchase, withTrial }: PurchaseTerms) {
  const { agreed, cadence, quantities, termYears, coupons, contract } = purchase;
  return {
    ...(agreed === undefined ? {} : { agreed }),
    ...(cadence === undefined ? {} : { cadence }),
    ...(quantities === undefined ? {} : { quantities }),
    ...(termYears === undefined ? {} : { termYears }),
    ...(coupons === undefined || !withTrial ? {} : { coupons }),
    ...(withTrial && contract === undefined ? {} : { trialDays: 0 }),
  };
}
