import { couponOf } from "../coupon.ts";
import type { Model } from "../model.ts";
import { declared } from "../model-rule.ts";
import type { SegmentPurchase } from "../segment.ts";

/** Discounts of an amount that a purchase may have, by their ids. */
export function amountsOff(purchase: SegmentPurchase, model: Model): readonly string[] {
  const { plan = "", addons = {}, contract, coupons = [], discounts = [] } = purchase;
  const all = [
    ...discounts,
    ...(declared(model.plans, plan)?.discounts ?? []),
    ...Object.keys(addons).flatMap((id) => declared(model.addons, id)?.discounts ?? []),
    ...(declared(model.contracts, contract?.template ?? "")?.discounts ?? []),
    ...coupons.flatMap((code) => couponOf(model.coupons, code)?.[1].discount ?? []),
  ];
  return all.filter((id) => declared(model.discounts, id)?.kind === "amount");
}
