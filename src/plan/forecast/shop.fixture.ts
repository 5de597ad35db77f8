import { defineModel } from "../../model/define-model.ts";
import type { Model } from "../../model/model.ts";
import type { Segment } from "../../model/segment.ts";
import { usd } from "../../money/money.ts";
import { flat } from "../../pricing/flat.ts";
import { graduated } from "../../pricing/graduated.ts";

/** A business with a monthly, an annual and a metered price, whose plan starts in January 2027. */
export const shop = defineModel({
  id: "shop",
  name: "Shop",
  version: "1",
  currency: "USD",
  streams: {
    subscriptions: { name: "Subscriptions", recurring: true },
    usage: { name: "Usage" },
    services: { name: "Services" },
  },
  meters: {
    calls: { event: "call", aggregation: { kind: "count" }, unit: "call" },
    storage: { event: "stored", aggregation: { kind: "max", property: "gb" }, unit: "gigabyte" },
  },
  features: {},
  plans: {
    team: {
      name: "Team",
      stream: "subscriptions",
      prices: { monthly: flat(usd(100)), annual: flat(usd(1_000)) },
      charges: {
        calls: {
          meter: "calls",
          stream: "usage",
          price: graduated([{ upTo: 1_000, unit: usd("0.01") }, { unit: usd("0.005") }]),
        },
      },
    },
    business: {
      name: "Business",
      stream: "subscriptions",
      prices: { monthly: flat(usd(300)) },
      trial: { days: 14 },
    },
    yearly: { name: "Yearly", stream: "subscriptions", prices: { annual: flat(usd(2_400)) } },
  },
  offers: {
    onboarding: { name: "Onboarding", stream: "services", per: "project", price: flat(usd(500)) },
  },
  horizon: { from: "2027-01", years: 2 },
});

/** The shop with one segment. */
export const shopWith = (segment: Segment): Model => ({ ...shop, segments: { small: segment } });
