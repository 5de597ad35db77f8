import { perUnit, usd, volumeFrom } from "florin";

/** Inference operations, and the calls they came in. */
export const meters = {
  operations: {
    name: "Inference operations",
    event: "inference",
    aggregation: { kind: "sum", property: "operations" },
    unit: "operation",
    dimensions: { region: "any" },
    capturedAt: "gateway",
    rows: ["S2-003", "S2-027"],
  },
  calls: {
    name: "Inference calls",
    description: "Counted to watch the size of requests; no price reads it.",
    event: "inference",
    aggregation: { kind: "count" },
    unit: "call",
    capturedAt: "gateway",
  },
} as const;

/**
 * The managed inference price list, in price per 1,000 operations of a month.
 *
 * The seed does not say whether a discount holds for all operations of the month or only for those above the edge. It
 * prints "10M+ ops/month: 20% discount ($0.0008/1K ops)", a price for a customer of that size, so the bands are volume
 * bands: the whole month is priced at the band it reaches (S2-003). Its "10M+" begins with the 10,000,000th operation.
 */
export const managedRates = volumeFrom(
  [
    { from: 0, unit: usd("0.001") }, // S2-027
    { from: 10_000_000, unit: usd("0.0008") }, // S2-028: 20% off
    { from: 100_000_000, unit: usd("0.00065") }, // S2-028: 35% off
    { from: 1_000_000_000, unit: usd("0.0005") }, // S2-028: 50% off
  ],
  { per: 1_000 },
);

/** Use that the contract already pays for: counted and shown on the invoice, at nothing. */
export const coveredByContract = perUnit(usd(0));

/** What a plan already pays for each month, per plan; past it the managed price list applies. */
export const operationsIncluded = {
  developer: 10_000_000,
  team: 100_000_000,
  business: 1_000_000_000,
} as const;

/** What a plan charges past the operations it includes: the managed price list, as managed revenue. */
export const inferenceBeyond = <Included extends number>(included: Included) =>
  ({
    inference: {
      name: "Inference operations",
      stream: "managed",
      meter: "operations",
      price: managedRates,
      included,
      overage: "bill",
    },
  }) as const;

/** Inference by use alone, for those who "prefer usage-based vs. subscription commitment" (S2-073). */
export const managedInference = {
  name: "Managed inference",
  description: "No base fee: each month's operations at the managed price list.",
  stream: "managed",
  product: "managed-inference",
  audience:
    "High-volume startups, enterprise pilots, research institutions, international customers",
  charges: {
    inference: { name: "Inference operations", meter: "operations", price: managedRates },
  },
  features: { support: "standard" },
  // Just above an edge a month costs less than just below it; the printed discounts ask for that.
  cliff: "intended",
  facts: { margin: "80%" }, // S2-043: cost of $0.0002 per 1,000 operations at the base rate
  rows: ["S2-003", "S2-027", "S2-028", "S2-043", "S2-073"],
} as const;
