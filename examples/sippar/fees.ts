import { banded, type Filter, negotiated, percentage, range, usd } from "florin";

/**
 * One event a transaction, `transaction`: its `rail` (`x402` or `cross-chain`), its `value` in US dollars and, across
 * chains, its `class`. The same event counts against a plan's allowance and bears its fee: two promises, two meters.
 */
const valueOn = (filter: Filter) =>
  ({
    event: "transaction",
    aggregation: { kind: "sum", property: "value" },
    unit: "USD",
    capturedAt: "gateway",
    filter,
  }) as const;

const onRail = (rail: string) => ({ property: "rail", equals: rail }) as const;

const crossChain = (customerClass: string) =>
  valueOn({ all: [onRail("cross-chain"), { property: "class", equals: customerClass }] });

export const meters = {
  transactions: {
    name: "Transactions",
    event: "transaction",
    aggregation: { kind: "count" },
    unit: "transaction",
    dimensions: { rail: "any" },
    capturedAt: "gateway",
    rows: ["S3-002", "S3-011"],
  },
  "x402-payments": { name: "X402 payments", ...valueOn(onRail("x402")), rows: ["S3-006"] },
  // A transfer that names no class is a standard one.
  "standard-transfers": {
    name: "Standard transfers",
    ...valueOn({
      all: [
        onRail("cross-chain"),
        {
          any: [
            { property: "class", exists: false },
            { property: "class", equals: "standard" },
          ],
        },
      ],
    }),
    rows: ["S3-007"],
  },
  "enterprise-transfers": {
    name: "Enterprise transfers",
    ...crossChain("enterprise"),
    rows: ["S3-007"],
  },
  "high-frequency-transfers": {
    name: "High-frequency transfers",
    ...crossChain("high-frequency"),
    rows: ["S3-007"],
  },
  "agent-transfers": { name: "Agent transfers", ...crossChain("agent"), rows: ["S3-008"] },
  "agent-transactions": {
    name: "Agent transactions",
    description: "Counted for the volume discount, which begins at 1,000,000; no price reads it.",
    event: "transaction",
    aggregation: { kind: "count" },
    unit: "transaction",
    capturedAt: "gateway",
    filter: { all: [onRail("cross-chain"), { property: "class", equals: "agent" }] },
    rows: ["S3-008", "S3-021"],
  },
  "arbitrage-transfers": {
    name: "Arbitrage and MEV transfers",
    ...crossChain("arbitrage"),
    rows: ["S3-010"],
  },
} as const;

/**
 * X402 payment fees by the size of the payment (S3-006, S3-020).
 *
 * "$1-$100" and "$100-$10K" both hold $100: it is read as the end of the lower band, as $10,000 must be of "$100-$10K" by
 * ">$10K". A payment of $10,000 costs $10 and one of $10,000.01 costs $5.000005: the fee falls at the edge, up to $20,000.
 */
export const x402Fees = banded([
  { below: usd(1), flat: usd("0.01") },
  { upTo: usd(100), flat: usd("0.05") },
  { upTo: usd(10_000), rate: "0.1%" },
  { rate: "0.05%" },
]);

/** Stream 2, fees by use. No base fee, and any customer may hold them beside a platform plan or a contract. */
export const feePlans = {
  "x402-payments": {
    name: "X402 payments",
    stream: "fees",
    product: "payments",
    audience: "All who take payments",
    charges: { payments: { name: "X402 payment fees", meter: "x402-payments", price: x402Fees } },
    discounts: ["relationship"],
    // As printed: without this word the check refuses the fall at $10,000 as a fault.
    cliff: "intended",
    rows: ["S3-006", "S3-020"],
  },
  // S3-007, S3-021: percent of the value transferred, by class. The class is the transfer's own, so one customer may have
  // several.
  "cross-chain": {
    name: "Cross-chain transfers",
    stream: "fees",
    product: "payments",
    audience: "All who transfer value across chains",
    charges: {
      standard: {
        name: "Standard transfers",
        meter: "standard-transfers",
        price: percentage("0.1%"),
      },
      enterprise: {
        name: "Enterprise transfers",
        meter: "enterprise-transfers",
        price: percentage("0.05%"),
      },
      "high-frequency": {
        name: "High-frequency trading",
        meter: "high-frequency-transfers",
        price: percentage("0.02%"),
      },
    },
    discounts: ["relationship"],
    rows: ["S3-007", "S3-021"],
  },
  // S3-008, S3-022: the range is the list; an agreement picks the rate. Its low end lies below the 0.01% that S3-019 gives
  // for the whole stream: both stand as printed, and the check warns.
  "agent-transactions": {
    name: "Autonomous agent transactions",
    stream: "fees",
    product: "payments",
    audience: "AI platforms and their agents",
    charges: {
      agents: {
        name: "Agent transfers",
        meter: "agent-transfers",
        price: percentage(range("0.001%", "0.01%")),
      },
    },
    discounts: ["agent-volume", "relationship", "integration-incentive"],
    requiresContract: true,
    rows: ["S3-008", "S3-021", "S3-022"],
  },
  // S3-010: a premium of 20-40% (S3-033) over a fee the seed does not name, so each agreement states its rate.
  trading: {
    name: "Arbitrage and MEV",
    stream: "fees",
    product: "payments",
    audience: "Institutional trading and arbitrage",
    charges: {
      arbitrage: {
        name: "Arbitrage and MEV transfers",
        meter: "arbitrage-transfers",
        price: percentage(negotiated),
      },
    },
    discounts: ["relationship"],
    requiresContract: true,
    rows: ["S3-010", "S3-033"],
  },
} as const;
