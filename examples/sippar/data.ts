import { flat, negotiated, perUnit, range, usd } from "florin";

/** Stream 4, data and analytics: annual subscriptions at a figure the contract picks (S3-012, S3-027). */
export const dataPlans = {
  "market-intelligence": {
    name: "Market Intelligence Platform",
    description:
      "Cross-chain transaction analytics, AI commerce trends, benchmarking, regulatory and risk monitoring.",
    stream: "data",
    product: "market-intelligence",
    audience: "Financial institutions, research organizations",
    prices: { annual: flat(range(usd(10_000), usd(100_000))) },
    requiresContract: true,
    rows: ["S3-012", "S3-027"],
  },
  "enterprise-analytics": {
    name: "Enterprise Analytics Suite",
    description:
      "Custom dashboards and reporting, treasury optimization, risk and compliance analytics, cost analysis.",
    stream: "data",
    product: "enterprise-analytics",
    audience: "Enterprise clients",
    prices: { annual: flat(range(usd(25_000), usd(250_000))) },
    requiresContract: true,
    rows: ["S3-012", "S3-027"],
  },
} as const;

/** Sold once. Only research has a printed price; what the seed names without one is not sold until it has. */
export const offers = {
  research: {
    name: "Research and Consulting",
    description:
      "Custom research, implementation strategy, technology due diligence, regulatory and risk consulting.",
    stream: "data",
    product: "research",
    per: "project",
    price: perUnit(range(usd(100_000), usd(1_000_000))),
    requiresContract: true,
    rows: ["S3-012", "S3-027"],
  },
  "proof-of-concept": {
    name: "Proof of concept",
    stream: "infrastructure",
    product: "infrastructure",
    per: "engagement",
    sold: false,
    rows: ["S3-029", "S3-063"],
  },
  pilot: {
    name: "Pilot deployment",
    stream: "infrastructure",
    product: "infrastructure",
    per: "department",
    sold: false,
    rows: ["S3-063", "S3-065"],
  },
  "professional-services": {
    name: "Implementation and integration services",
    stream: "infrastructure",
    product: "infrastructure",
    per: "project",
    sold: false,
    rows: ["S3-065", "S3-067"],
  },
  "industry-pack": {
    name: "Industry-specific solution",
    stream: "platform",
    product: "platform",
    per: "pack",
    sold: false,
    rows: ["S3-067"],
  },
  "trading-tools": {
    name: "Institutional trading services and analytics tools",
    stream: "fees",
    product: "payments",
    per: "engagement",
    sold: false,
    rows: ["S3-010"],
  },
  "custom-dashboard": {
    name: "Custom dashboard",
    stream: "data",
    product: "enterprise-analytics",
    per: "dashboard",
    sold: false,
    rows: ["S3-012"],
  },
  certification: {
    name: "Ecosystem certification",
    stream: "platform",
    product: "ecosystem",
    per: "person",
    sold: false,
    rows: ["S3-013"],
  },
  training: {
    name: "Ecosystem training",
    stream: "platform",
    product: "ecosystem",
    per: "person",
    sold: false,
    rows: ["S3-013"],
  },
  partnership: {
    name: "Ecosystem partnership fee",
    stream: "platform",
    product: "ecosystem",
    per: "partner",
    sold: false,
    rows: ["S3-013"],
  },
} as const;

/** Data licensing to institutions and research organizations (S3-012, S3-068): no fee and no term printed; a year is ours. */
export const licences = {
  data: {
    name: "Data licence",
    kind: "term",
    termMonths: 12,
    stream: "data",
    product: "market-intelligence",
    fee: negotiated,
    requiresContract: true,
    audience: "Financial institutions, research organizations",
    rows: ["S3-012", "S3-068"],
  },
} as const;
