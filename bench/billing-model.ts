import { defineModel } from "../src/model/define-model.ts";
import type { DecimalText } from "../src/money/decimal.ts";
import { usd } from "../src/money/money.ts";
import { flat } from "../src/pricing/flat.ts";
import { graduated } from "../src/pricing/graduated.ts";

/** A tier of the bench plan: the last unit it prices, and its price for one. */
export interface PlanTier {
  readonly upTo?: number;
  readonly unit: DecimalText;
}

/**
 * What the plan meters, by charge, in the order that a published model has. Units and edges are whole, prices have at most
 * eight digits after the point.
 */
export const meteredCharges = {
  calls: [
    { upTo: 10_000, unit: "0.002" },
    { upTo: 100_000, unit: "0.0015" },
    { upTo: 1_000_000, unit: "0.001" },
    { unit: "0.0005" },
  ],
  minutes: [
    { upTo: 60, unit: "0.125" },
    { upTo: 600, unit: "0.105" },
    { upTo: 6_000, unit: "0.085" },
    { unit: "0.065" },
  ],
  storage: [
    { upTo: 100, unit: "0.10" },
    { upTo: 1_000, unit: "0.08" },
    { upTo: 10_000, unit: "0.055" },
    { unit: "0.03" },
  ],
  tokens: [
    { upTo: 1_000_000, unit: "0.0000025" },
    { upTo: 10_000_000, unit: "0.000002" },
    { upTo: 100_000_000, unit: "0.00000125" },
    { unit: "0.0000005" },
  ],
} as const satisfies Readonly<Record<string, readonly PlanTier[]>>;

export type MeteredCharge = keyof typeof meteredCharges;

/** The charges in the order of their lines. */
export const chargeIds = Object.keys(meteredCharges) as readonly MeteredCharge[];

/** The plan's recurring price, whole US dollars a month. */
export const monthlyFee = 49;

const meter = (id: MeteredCharge) => ({
  event: id,
  aggregation: { kind: "sum" as const, property: "units" },
  unit: id,
});

const charge = (id: MeteredCharge) => ({
  meter: id,
  stream: "usage" as const,
  price: graduated<"USD">(
    meteredCharges[id].map((tier: PlanTier) => ({
      ...(tier.upTo === undefined ? {} : { upTo: tier.upTo }),
      unit: `${tier.unit} USD`,
    })),
  ),
});

/** One plan of a recurring fee and four metered charges of four tiers: five lines an invoice. */
export const benchModel = defineModel({
  id: "bench",
  name: "Bench",
  version: "1",
  currency: "USD",
  invoicing: { grace: "PT1H", netDays: 30 },
  streams: {
    subscriptions: { name: "Subscriptions", recurring: true },
    usage: { name: "Usage" },
  },
  meters: {
    calls: meter("calls"),
    minutes: meter("minutes"),
    storage: meter("storage"),
    tokens: meter("tokens"),
  },
  features: {},
  plans: {
    platform: {
      name: "Platform",
      stream: "subscriptions",
      prices: { monthly: flat(usd(monthlyFee)) },
      charges: {
        calls: charge("calls"),
        minutes: charge("minutes"),
        storage: charge("storage"),
        tokens: charge("tokens"),
      },
    },
  },
});
