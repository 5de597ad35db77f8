import { negotiated, percentOff, range, termDiscount } from "florin";

/** How customers pay. The seed names prepayment and X402; invoice and card are the usual two for the rest. */
export const payment = {
  methods: {
    invoice: { name: "Invoice and bank transfer", kind: "invoice" },
    card: { name: "Card", kind: "card", automatic: true },
    x402: { name: "X402", kind: "x402", automatic: true, rows: ["S3-006"] },
    prepayment: { name: "Prepaid balance", kind: "prepaid-balance", rows: ["S3-014"] },
  },
  terms: { annual: { kind: "net", days: 30 }, monthly: { kind: "net", days: 30 } },
} as const;

/** What may be taken off invoices: credit for missed uptime first, then what was paid ahead (S3-011, S3-014). */
export const credits = {
  "sla-credit": { name: "SLA credit", kind: "sla", priority: 0, rows: ["S3-011"] },
  prepayment: {
    name: "Customer prepayments and multi-year advances",
    kind: "prepaid",
    priority: 1,
    rows: ["S3-014"],
  },
} as const;

/** Where the seed names a discount and no figure, the figure is negotiated: nothing is taken off until it is agreed. */
export const discounts = {
  // S3-018. Four years get the three years' 15%: the longest term that is reached counts.
  commitment: {
    ...termDiscount([
      { years: 3, percent: "15%" },
      { years: 5, percent: "25%" },
    ]),
    name: "Multi-year commitment",
    appliesTo: "recurring",
    rows: ["S3-003", "S3-018"],
  },
  "agent-volume": {
    ...percentOff(negotiated, {
      reason: "negotiated",
      eligibility: "1,000,000 agent transactions a month and more",
    }),
    name: "Agent volume",
    appliesTo: "usage",
    rows: ["S3-008", "S3-021"],
  },
  relationship: {
    ...percentOff(negotiated, {
      reason: "negotiated",
      eligibility: "customers priced by the value of the relationship",
    }),
    name: "Relationship price",
    rows: ["S3-009", "S3-028", "S3-069"],
  },
  "integration-incentive": {
    ...percentOff(negotiated, {
      reason: "promotional",
      eligibility: "AI platforms that integrate",
    }),
    name: "Integration incentive",
    appliesTo: "usage",
    rows: ["S3-008"],
  },
} as const;

/** What was committed to comes first, then volume, then what was negotiated, last what is only given for a while. */
export const discountOrder = [
  "commitment",
  "agent-volume",
  "relationship",
  "integration-incentive",
] as const;

/** Who may have them. */
export const eligibilities = {
  "agent-volume": {
    name: "Agent platforms of a million transactions a month",
    evidence: "1,000,000 or more on the meter agent-transactions in the month before",
    discounts: ["agent-volume"],
    rows: ["S3-008", "S3-021"],
  },
  "ai-platform": {
    name: "AI platform partner",
    when: { property: "segment", equals: "ai-platform" },
    discounts: ["integration-incentive"],
    rows: ["S3-008"],
  },
} as const;

/** The rules that the business sets for its own prices. */
export const policies = {
  // S3-019. The printed fees leave it at both ends: see README.md, "Warnings".
  "fee-envelope": {
    name: "Fees between 0.01% and 0.5%",
    kind: "rate-envelope",
    stream: "fees",
    low: "0.01%",
    high: "0.5%",
    rows: ["S3-019"],
  },
  "value-capture": {
    name: "Price at 20-30% of the value created",
    kind: "value-capture",
    rate: range("20%", "30%"),
    of: "the customer's savings and benefits",
    rows: ["S3-004"],
  },
  "security-premium": {
    name: "Premium for mathematical security",
    kind: "premium",
    rate: range("40%", "60%"),
    because: "custody risk is removed by mathematics, not by trust",
    rows: ["S3-028", "S3-032"],
  },
  "trading-premium": {
    name: "Premium for arbitrage and MEV",
    kind: "premium",
    rate: range("20%", "40%"),
    because: "these transfers are worth more to those who make them",
    rows: ["S3-010", "S3-033"],
  },
  "innovation-premium": {
    name: "Innovation premium",
    kind: "statement",
    text: "A premium for the first production X402 and Chain Fusion implementation; no figure is stated.",
    rows: ["S3-028"],
  },
  "cost-leadership": {
    name: "Cost leadership",
    kind: "statement",
    text: "Shared infrastructure makes the cost advantage that prices may pass on.",
    rows: ["S3-028", "S3-038"],
  },
  penetration: {
    name: "Penetration pricing",
    kind: "statement",
    text: "Competitive prices for market entry; value-based prices for what others do not have.",
    rows: ["S3-028", "S3-069"],
  },
  "dynamic-pricing": {
    name: "Dynamic pricing",
    kind: "statement",
    text: "Volume tiers, value-based prices and lower prices off peak are intended for fees; no figure is stated.",
    rows: ["S3-009"],
  },
  "market-prices": {
    name: "Prices by geography and industry",
    kind: "statement",
    text: "Prices may differ by geography and industry; no figure is stated.",
    rows: ["S3-069"],
  },
} as const;
