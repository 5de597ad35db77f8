import type { Model } from "../../model/model.ts";
import { usd } from "../../money/money.ts";
import { percentOff } from "../../pricing/discount.ts";
import { perUnit } from "../../pricing/per-unit.ts";

/** What customers give for the launch offer. */
export const launchCode = "LAUNCH20";

/**
 * The example model with what its founding document leaves open and a business that runs on it decides: how late payers are
 * chased, credits, a coupon, a price of the add-on, a commitment. The figures are made up.
 */
export function demoModel(model: Model): Model {
  const { payment, discounts, discountOrder = [], addons = {}, contracts = {} } = model;
  const { enterprise } = contracts;
  const seats = addons["extra-seats"];
  return {
    ...model,
    payment: {
      methods: {},
      ...payment,
      dunning: {
        stream: "services",
        steps: [
          { afterDueDays: 3, action: "remind", template: "friendly-reminder" },
          { afterDueDays: 10, action: "warn", template: "last-warning", fee: usd(15) },
          { afterDueDays: 20, action: "suspend", template: "access-suspended" },
          { afterDueDays: 40, action: "collections", template: "handed-over" },
        ],
      },
    },
    discounts: {
      ...discounts,
      launch: {
        ...percentOff("20%", { reason: "promotional" }),
        name: "Launch offer",
        appliesTo: "recurring",
      },
    },
    discountOrder: [...discountOrder, "launch"],
    coupons: {
      launch: {
        name: "Launch offer",
        code: launchCode,
        discount: "launch",
        duration: { kind: "repeating", count: 3, unit: "months" },
      },
    },
    credits: {
      welcome: {
        name: "Welcome credits",
        kind: "promotional",
        amount: usd(100),
        expiresAfterMonths: 3,
        priority: 1,
      },
      pack: {
        name: "Inference pack",
        kind: "prepaid",
        amount: usd(5_000),
        price: usd(4_500),
        expiresAfterMonths: 12,
        appliesTo: "usage",
      },
    },
    contracts:
      enterprise === undefined
        ? contracts
        : {
            ...contracts,
            enterprise: {
              ...enterprise,
              commitment: {
                amount: usd(180_000),
                per: "annual",
                shortfall: "true-up",
                stream: "subscriptions",
              },
            },
          },
    addons:
      seats === undefined
        ? addons
        : {
            ...addons,
            "extra-seats": {
              ...seats,
              sold: true,
              prices: { monthly: perUnit(usd(15)), annual: perUnit(usd(150)) },
            },
          },
  };
}
