import type { LicenceFact, PurchaseFact, SaleFact, SubscriptionFact } from "../../account/fact.ts";
import { type Month, monthText } from "../../ledger/recognition/accounting-month.ts";
import { entriesOf } from "../../model/model-rule.ts";
import type { SegmentPurchase } from "../../model/segment.ts";
import type { Money } from "../../money/money.ts";
import type { Percent } from "../../money/percent.ts";

/** What a customer of a plan buys on a day of a month, as the account is told it. */
export interface PurchaseTerms {
  readonly purchase: SegmentPurchase;
  readonly customer: string;
  readonly start: Month;
  /** The day of that month, from 1; its first where absent. */
  readonly day?: number;
  /** A whole number. */
  readonly quantity: number;
  /** Whether it may begin with the plan's trial: who comes from another plan has none. */
  readonly withTrial: boolean;
}

/** The id of the subscription, licence or sale in those facts. */
export const mainPurchase = "main";

/** The facts of a purchase: the plan with its add-ons, the offer, or the licence. */
export function purchaseFacts(terms: PurchaseTerms): readonly PurchaseFact[] {
  const { plan, offer, licence, addons } = terms.purchase;
  const day = `${monthText(terms.start)}-${String(terms.day ?? 1).padStart(2, "0")}`;
  if (offer !== undefined) {
    const sale: SaleFact = { fact: "sale", ...shared(terms), ...oneFee(terms), offer, date: day };
    return [sale];
  }
  if (licence !== undefined) {
    const own: LicenceFact = {
      fact: "licence",
      ...shared(terms),
      ...oneFee(terms),
      licence,
      start: day,
    };
    return [own];
  }
  const { customer } = terms;
  const main: SubscriptionFact = {
    fact: "subscription",
    ...shared(terms),
    ...subscriptionTerms(terms),
    ...(plan === undefined ? {} : { plan }),
    start: day,
  };
  const added = entriesOf(addons).map(
    ([addon, quantity]): SubscriptionFact => ({
      fact: "subscription",
      id: `addon-${addon}`,
      customer,
      addon,
      of: mainPurchase,
      start: day,
      quantity,
    }),
  );
  return [main, ...added];
}

/** Signed, since the plan says that it is sold: a name stands for the contract where the model asks for one. */
const planContract = "plan";

function shared({ purchase, customer, quantity }: PurchaseTerms) {
  const { discounts, agreedDiscounts, eligibilities } = purchase;
  return {
    id: mainPurchase,
    customer,
    contractNumber: planContract,
    ...(quantity === 1 ? {} : { quantity }),
    ...(discounts === undefined ? {} : { discounts }),
    ...(agreedDiscounts === undefined ? {} : { agreedDiscounts }),
    ...(eligibilities === undefined ? {} : { eligibilities }),
  };
}

const isMoney = (value: Money | Percent): value is Money => !value.endsWith("%");

/** The fee that was agreed for what is sold once. */
function oneFee({ purchase: { agreed } }: PurchaseTerms): Pick<SaleFact, "agreed"> {
  const fee = agreed?.base;
  return fee === undefined || !isMoney(fee) ? {} : { agreed: fee };
}

function subscriptionTerms({ purchase, withTrial }: PurchaseTerms) {
  const { agreed, cadence, quantities, termYears, coupons } = purchase;
  return {
    ...(agreed === undefined ? {} : { agreed }),
    ...(cadence === undefined ? {} : { cadence }),
    ...(quantities === undefined ? {} : { quantities }),
    ...(termYears === undefined ? {} : { termYears }),
    ...(coupons === undefined ? {} : { coupons }),
    ...(withTrial ? {} : { trialDays: 0 }),
  };
}
