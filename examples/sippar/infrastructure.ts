import { flat, negotiated, range, usd } from "florin";
import { allowance, unlimited } from "./platform.ts";

/** Discounts that a contract of stream 1 may carry. */
const contractDiscounts = ["commitment", "relationship"] as const;

/**
 * Stream 1, enterprise infrastructure: contracts of two to three years, billed by the year, with a monthly allowance of
 * transactions (S3-001, S3-002, S3-017). The printed average contract of $500K to $2M (S3-016) spans the first three
 * tiers; Custom lies above it.
 */
export const infrastructurePlans = {
  // S3-017: $500K a year, up to 100K transactions a month.
  foundation: {
    name: "Infrastructure Foundation",
    stream: "infrastructure",
    product: "infrastructure",
    audience: "Fortune 500, financial services, large enterprises",
    prices: { annual: flat(usd(500_000)) },
    charges: allowance(100_000),
    features: { transactions: 100_000 },
    discounts: contractDiscounts,
    requiresContract: true,
    upgradesTo: ["growth"],
    rows: ["S3-001", "S3-002", "S3-016", "S3-017"],
  },
  // S3-017: $1M a year, up to 500K.
  growth: {
    name: "Infrastructure Growth",
    stream: "infrastructure",
    product: "infrastructure",
    prices: { annual: flat(usd(1_000_000)) },
    charges: allowance(500_000),
    features: { transactions: 500_000 },
    discounts: contractDiscounts,
    requiresContract: true,
    upgradesTo: ["enterprise"],
    rows: ["S3-001", "S3-002", "S3-016", "S3-017"],
  },
  // S3-017: $2M a year, unlimited, with premium features.
  enterprise: {
    name: "Infrastructure Enterprise",
    stream: "infrastructure",
    product: "infrastructure",
    prices: { annual: flat(usd(2_000_000)) },
    charges: unlimited,
    features: { transactions: "unlimited", "premium-features": true },
    discounts: contractDiscounts,
    requiresContract: true,
    upgradesTo: ["custom"],
    rows: ["S3-001", "S3-016", "S3-017"],
  },
  // S3-017: $2M to $10M a year, so a contract picks the figure. No allowance is printed; it is read as unlimited, as the
  // cheaper Enterprise tier is.
  custom: {
    name: "Infrastructure Custom",
    stream: "infrastructure",
    product: "infrastructure",
    prices: { annual: flat(range(usd(2_000_000), usd(10_000_000))) },
    charges: unlimited,
    features: {
      transactions: "unlimited",
      "premium-features": true,
      "white-label": "full",
      "custom-development": true,
    },
    discounts: contractDiscounts,
    requiresContract: true,
    rows: ["S3-001", "S3-017"],
  },
} as const;

/** The terms large customers and AI platforms sign. */
export const contracts = {
  /**
   * S3-001, S3-003. The term is the printed "2-3 year". The commitment discount has a step for five years (S3-018), which
   * no printed term reaches: both stand as printed, and a subscription that states five years gets the 25%.
   */
  infrastructure: {
    name: "Infrastructure contract",
    plans: ["foundation", "growth", "enterprise", "custom"],
    term: { low: 24, high: 36 },
    invoicing: { trigger: { kind: "period", every: "annual" } },
    discounts: ["commitment", "relationship"],
    // "Inflation protection" stands among the incentives, so it protects the customer: the price stays for the term.
    escalator: { kind: "fixed", percent: "0%", every: "annual" },
    guarantees: [
      {
        name: "technology-upgrade",
        description: "New versions and networks during the term at the price signed.",
      },
      {
        name: "volume-scaling",
        description: "More use never raises the price of the tier that was signed.",
      },
    ],
    // "Expansion rights": the next tiers, at the list price of the day the contract was signed.
    options: [
      { name: "Move up to Growth", plan: "growth" },
      { name: "Move up to Enterprise", plan: "enterprise" },
    ],
    rows: ["S3-001", "S3-003", "S3-018", "S3-065"],
  },
  /** S3-008: what an AI platform promises to send. Neither figure nor term is printed; a year is ours. */
  "ai-platform": {
    name: "AI platform agreement",
    plans: ["agent-transactions"],
    term: 12,
    commitment: { amount: negotiated, per: "annual", shortfall: "true-up" },
    discounts: ["agent-volume", "integration-incentive"],
    rows: ["S3-008"],
  },
} as const;

/** Fees on what the customer gained. Baselines are each contract's own; the seed's figures are claims, not measurements. */
export const outcomes = {
  // S3-004: "capture 20-30% of customer value creation".
  "value-capture": {
    name: "Value-based fee",
    stream: "infrastructure",
    basis: "value",
    baseline: {
      measured: "the customer's cost of custody, bridging and development before the start",
    },
    rate: range("20%", "30%"),
    every: "annual",
    plans: ["enterprise", "custom"],
    rows: ["S3-004", "S3-036"],
  },
  // S3-005: revenue sharing for savings and risk sharing, without a figure.
  "savings-share": {
    name: "Outcome-based fee",
    stream: "infrastructure",
    basis: "savings",
    baseline: { measured: "the customer's operating cost of the twelve months before the start" },
    rate: negotiated,
    every: "annual",
    guarantee: { improvement: negotiated, remedy: "credit" },
    plans: ["enterprise", "custom"],
    rows: ["S3-005"],
  },
} as const;
