import { type Fault, pathTo } from "../../fault/fault.ts";
import { isExact } from "../../money/amount.ts";
import type { Coupon } from "../coupon.ts";
import type { Model } from "../model.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

function codeFaults(model: Model): readonly Fault[] {
  const owners = new Map<string, string>();
  return entriesOf(model.coupons).flatMap(([id, { code }]): readonly Fault[] => {
    const key = code.toUpperCase();
    const owner = owners.get(key);
    if (owner !== undefined)
      return [
        {
          code: "duplicate-code",
          path: pathTo("/coupons", id, "code"),
          message: `coupon "${owner}" has this code`,
          value: code,
          suggestion: "give each its own; the case of letters does not matter",
        },
      ];
    owners.set(key, id);
    return [];
  });
}

function validityFaults({ validFrom, validUntil }: Coupon, path: string): readonly Fault[] {
  if (validFrom === undefined || validUntil === undefined || validFrom <= validUntil) return [];
  return [
    {
      code: "range-reversed",
      path: pathTo(path, "validUntil"),
      message: "the last day is before the first",
      value: `${validFrom} to ${validUntil}`,
      suggestion: "swap the two",
    },
  ];
}

function discountFaults({ discount: id }: Coupon, path: string, model: Model): readonly Fault[] {
  const discount = model.discounts?.[id];
  if (discount?.kind !== "percent" || isExact(discount.percent)) return [];
  return [
    {
      code: "open-coupon",
      path: pathTo(path, "discount"),
      message: "a code is redeemed without a contract, and the percentage of this discount is open",
      value: id,
      suggestion: "name a discount of one percentage",
    },
  ];
}

/** A code is one coupon's, can be redeemed on some day, and what it takes off is settled. */
export const couponTerms: ModelRule = {
  name: "coupon-terms",
  severity: "fault",
  needsSound: "contents",
  find: (model) => [
    ...codeFaults(model),
    ...entriesOf(model.coupons).flatMap(([id, coupon]) => {
      const path = pathTo("/coupons", id);
      return [...validityFaults(coupon, path), ...discountFaults(coupon, path, model)];
    }),
  ],
};
