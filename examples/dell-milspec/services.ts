import { flat, negotiated, perUnit, range, usd } from "florin";

/** Services that recur: managed services (S4-021) and the online training platform (S4-020). */
export const servicePlans = {
  // S4-021: $500 a node and month, besides the node's own subscription. The volume discounts of S4-018 stand under the
  // subscription tiers, so they do not reach it.
  "security-monitoring": {
    name: "24x7 security monitoring",
    stream: "services",
    product: "managed-soc",
    per: "node",
    prices: { monthly: perUnit(usd(500)) },
    sla: "around-the-clock",
    rows: ["S4-005", "S4-021"],
  },
  "threat-intelligence": {
    name: "Threat intelligence",
    stream: "services",
    product: "managed-soc",
    prices: { monthly: flat(range(usd(10_000), usd(50_000))) },
    requiresContract: true,
    rows: ["S4-005", "S4-021"],
  },
  "compliance-management": {
    name: "Compliance management",
    stream: "services",
    product: "compliance-automation",
    prices: { annual: flat(range(usd(20_000), usd(100_000))) },
    requiresContract: true,
    rows: ["S4-005", "S4-021"],
  },
  "online-training": {
    name: "Online training platform",
    stream: "services",
    product: "training-platform",
    per: "person",
    prices: { annual: perUnit(usd(500)) },
    rows: ["S4-004", "S4-020"],
  },
} as const;

/** Services sold once (S4-003, S4-004, S4-005): rates by what they are counted in, and ranges that a contract settles. */
export const serviceOffers = {
  deployment: {
    name: "Deployment and configuration",
    stream: "services",
    product: "services",
    per: "day",
    price: perUnit(range(usd(2_000), usd(5_000))),
    rows: ["S4-003", "S4-019"],
  },
  "custom-integration": {
    name: "Custom integration development",
    stream: "services",
    product: "services",
    per: "project",
    price: perUnit(range(usd(200_000), usd(500_000))),
    rows: ["S4-003", "S4-019"],
  },
  "security-assessment": {
    name: "Security assessment and hardening",
    stream: "services",
    product: "services",
    per: "engagement",
    price: perUnit(range(usd(50_000), usd(200_000))),
    rows: ["S4-003", "S4-019"],
  },
  "certification-assistance": {
    name: "Compliance certification assistance",
    stream: "services",
    product: "compliance-automation",
    per: "certification",
    price: perUnit(range(usd(100_000), usd(300_000))),
    rows: ["S4-003", "S4-019"],
  },
  // Twelve people for two weeks are 24 person-weeks.
  "administrator-training": {
    name: "Administrator training",
    stream: "services",
    product: "training-platform",
    per: "person-week",
    price: perUnit(usd(2_500)),
    rows: ["S4-004", "S4-020"],
  },
  "operator-training": {
    name: "Security operator training",
    stream: "services",
    product: "training-platform",
    per: "person-week",
    price: perUnit(usd(3_500)),
    rows: ["S4-004", "S4-020"],
  },
  "custom-training": {
    name: "Custom training program",
    stream: "services",
    product: "training-platform",
    per: "program",
    price: perUnit(range(usd(25_000), usd(100_000))),
    rows: ["S4-004", "S4-020"],
  },
  "incident-response": {
    name: "Incident response",
    stream: "services",
    product: "managed-soc",
    per: "incident",
    price: perUnit(range(usd(5_000), usd(25_000))),
    rows: ["S4-005", "S4-021"],
  },
  // S4-059: "consulting services revenue" with Intel, without a figure.
  consulting: {
    name: "Joint development consulting",
    stream: "services",
    product: "services",
    per: "day",
    price: perUnit(negotiated),
    requiresContract: true,
    audience: "Intel Corporation",
    rows: ["S4-059"],
  },
} as const;
