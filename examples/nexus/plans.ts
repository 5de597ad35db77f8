import { flat, negotiated, perUnit, usd } from "florin";

/** The figure is the contract's; the documents state none. */
const feeByContract = flat(negotiated);
const unitByContract = perUnit(negotiated);

/** The six families of the platform. */
export const families = {
  distributed: true,
  data: true,
  intelligence: true,
  optimization: true,
  ai: true,
  trust: true,
} as const;

/** Every family, without the enterprise layer. */
const platformFeatures = {
  ...families,
  "multi-tenant": true,
  rbac: true,
} as const;

const enterpriseFeatures = {
  ...platformFeatures,
  compliance: true,
  governance: true,
  "service-level-agreement": true,
  policy: true,
  audit: true,
  support: "enterprise",
} as const;

/** The subscription tiers of S0, by what they are counted in (S0-002). No tier has a price, so none is sold (S0-009). */
const tiers = {
  community: {
    name: "Community",
    description: "Open-source and freemium components.",
    stream: "subscriptions",
    product: "saas-layer",
    audience: "Dev and platform teams, builders on the platform",
    prices: { monthly: flat(usd(0)) },
    features: { support: "community" },
    upgradesTo: ["tenant", "seat", "usage-band"],
    rows: ["S0-007", "S0-016", "S0-020"],
  },
  tenant: {
    name: "Tenant subscription",
    stream: "subscriptions",
    product: "saas-layer",
    audience: "ISVs and vertical SaaS",
    per: "tenant",
    features: { ...platformFeatures, support: "standard" },
    sold: false,
    upgradesTo: ["enterprise"],
    rows: ["S0-002", "S0-009", "S0-017"],
  },
  seat: {
    name: "Seat subscription",
    stream: "subscriptions",
    product: "saas-layer",
    audience: "Dev and platform teams",
    per: "seat",
    features: { ...platformFeatures, support: "standard" },
    sold: false,
    upgradesTo: ["enterprise"],
    rows: ["S0-002", "S0-009", "S0-016"],
  },
  "usage-band": {
    name: "Usage-band subscription",
    description: "One fee for the band that the month's API calls fall into.",
    stream: "subscriptions",
    product: "saas-layer",
    audience: "Builders on the platform",
    features: { ...platformFeatures, support: "standard" },
    sold: false,
    upgradesTo: ["enterprise"],
    rows: ["S0-002", "S0-009", "S0-019"],
  },
  enterprise: {
    name: "Enterprise",
    description: "Compliance, SLA and support, as one contract states them.",
    stream: "enterprise",
    product: "enterprise",
    audience: "Large organisations, regulated",
    prices: { monthly: feeByContract, annual: feeByContract },
    requiresContract: true,
    features: enterpriseFeatures,
    sla: "enterprise",
    rows: ["S0-005", "S0-018", "S0-021", "S0-050"],
  },
} as const;

/**
 * The four billing models of S1. The documents say how each one is billed and no figure (S1-022), so every figure is
 * negotiated: a contract that states it can be billed today, and without one Florin refuses and names what is missing.
 */
const billingModels = {
  // S1-001: recurring, monthly or annual.
  subscription: {
    name: "Subscription",
    stream: "subscriptions",
    product: "commercial",
    prices: { monthly: feeByContract, annual: feeByContract },
    requiresContract: true,
    features: { ...platformFeatures, support: "standard" },
    rows: ["S1-001", "S1-020", "S1-022"],
  },
  // S1-002, S1-020: one price for each metered unit.
  "usage-based": {
    name: "Usage-based",
    stream: "usage",
    product: "commercial",
    charges: {
      "api-calls": { meter: "api-calls", price: unitByContract },
      decisions: { meter: "decisions", price: unitByContract },
      compute: { meter: "compute", price: unitByContract },
      transactions: { meter: "transactions", price: unitByContract },
      "feature-uses": { meter: "feature-uses", price: unitByContract },
      "console-calls": { meter: "console-calls", price: unitByContract },
    },
    requiresContract: true,
    features: { ...platformFeatures, support: "standard" },
    rows: ["S0-003", "S0-041", "S1-002", "S1-020", "S1-022"],
  },
  // S1-003: what is reserved is paid, used or not. A negotiated capacity price is a price a reserved node.
  "capacity-based": {
    name: "Capacity-based",
    description: "Nodes reserved by contract and paid whether used or not.",
    stream: "capacity",
    product: "commercial",
    per: "node",
    prices: { monthly: unitByContract, annual: unitByContract },
    requiresContract: true,
    features: { ...platformFeatures, support: "standard" },
    rows: ["S1-003", "S1-020", "S1-022"],
  },
  // S1-004: base and over-use on one invoice.
  hybrid: {
    name: "Hybrid",
    description: "A base subscription, with use beyond what it includes billed on top.",
    stream: "subscriptions",
    product: "commercial",
    prices: { monthly: feeByContract, annual: feeByContract },
    charges: {
      "api-calls": {
        stream: "usage",
        meter: "api-calls",
        price: unitByContract,
        overage: "bill",
      },
    },
    requiresContract: true,
    features: { ...platformFeatures, support: "standard" },
    rows: ["S1-004", "S1-008", "S1-022"],
  },
} as const;

/** All plans, and which of them are only drafts. */
export const plans = { ...tiers, ...billingModels } as const;

/** What is bought besides a plan. */
export const addons = {
  "reserved-throughput": {
    name: "Reserved throughput",
    description: "Throughput reserved by contract and paid whether used or not.",
    stream: "capacity",
    product: "commercial",
    per: "request per second",
    prices: { monthly: unitByContract, annual: unitByContract },
    plans: ["capacity-based", "hybrid"],
    requiresContract: true,
    rows: ["S1-003", "S1-022"],
  },
  "premium-support": {
    name: "Enterprise support",
    stream: "enterprise",
    plans: ["tenant", "seat", "usage-band", "subscription", "hybrid"],
    features: { support: "enterprise" },
    requiresContract: true,
    sold: false,
    rows: ["S0-005", "S0-009"],
  },
  compliance: {
    name: "Compliance",
    stream: "enterprise",
    plans: ["tenant", "seat", "usage-band", "subscription", "hybrid"],
    features: { compliance: true, audit: true },
    requiresContract: true,
    sold: false,
    rows: ["S0-005", "S0-009", "S0-045"],
  },
} as const;
