import { flat, perUnit, usd } from "florin";

/** What the platform's plans and the contract tiers differ in (S3-017, S3-023 to S3-026). */
export const features = {
  transactions: {
    name: "Transactions a month",
    kind: "limit",
    unit: "transaction",
    rows: ["S3-002", "S3-017", "S3-023"],
  },
  support: {
    name: "Support",
    kind: "level",
    levels: ["community", "email-and-chat", "dedicated", "priority"],
    rows: ["S3-023", "S3-024", "S3-025", "S3-026"],
  },
  sdk: {
    name: "SDK and API",
    kind: "level",
    levels: ["basic", "full"],
    rows: ["S3-023", "S3-024"],
  },
  analytics: {
    name: "Analytics and monitoring",
    kind: "level",
    levels: ["limited", "advanced"],
    rows: ["S3-023", "S3-024"],
  },
  "white-label": {
    name: "White label",
    kind: "level",
    levels: ["options", "full"],
    rows: ["S3-017", "S3-025", "S3-026", "S3-078"],
  },
  "service-level-agreement": { name: "SLA", kind: "flag", rows: ["S3-011", "S3-024"] },
  webhooks: { name: "Custom integrations and webhooks", kind: "flag", rows: ["S3-025", "S3-078"] },
  compliance: { name: "Advanced security and compliance", kind: "flag", rows: ["S3-025"] },
  "success-manager": { name: "Dedicated customer success manager", kind: "flag", rows: ["S3-026"] },
  "custom-development": {
    name: "Custom development and integration",
    kind: "flag",
    rows: ["S3-017", "S3-026"],
  },
  "premium-features": { name: "Premium features", kind: "flag", rows: ["S3-017"] },
} as const;

/**
 * Transactions that a month of the plan already pays for. No tier prints a price for the one after its last, so it is
 * blocked and not billed: see `README.md`, "Choices".
 */
export const allowance = (transactions: number) =>
  ({
    transactions: {
      name: "Transactions",
      meter: "transactions",
      price: perUnit(usd(0)),
      included: transactions,
      overage: "block",
      alertAt: ["80%", "100%"],
    },
  }) as const;

/** "Unlimited transactions": counted and shown on the invoice, at nothing. */
export const unlimited = {
  transactions: { name: "Transactions", meter: "transactions", price: perUnit(usd(0)) },
} as const;

/** What every paid tier has; a dearer one keeps what the one below it lists. */
const paidFeatures = {
  sdk: "full",
  analytics: "advanced",
  "service-level-agreement": true,
} as const;

/** Stream 3, platform as a service: four tiers by the month (S3-011). */
export const platformPlans = {
  // S3-023: free, up to 1,000 transactions a month.
  developer: {
    name: "Developer",
    stream: "platform",
    product: "platform",
    audience: "Developers, platform trial and proof of concept",
    prices: { monthly: flat(usd(0)) },
    charges: allowance(1_000),
    features: { transactions: 1_000, support: "community", sdk: "basic", analytics: "limited" },
    upgradesTo: ["professional"],
    rows: ["S3-011", "S3-023", "S3-063", "S3-066"],
  },
  // S3-024: $500 a month, up to 100,000.
  professional: {
    name: "Professional",
    stream: "platform",
    product: "platform",
    audience: "Developers in production, small and medium enterprises",
    prices: { monthly: flat(usd(500)) },
    charges: allowance(100_000),
    features: { ...paidFeatures, transactions: 100_000, support: "email-and-chat" },
    sla: "availability",
    upgradesTo: ["business"],
    rows: ["S3-011", "S3-024", "S3-063"],
  },
  // S3-025: $2,500 a month, up to 1,000,000.
  business: {
    name: "Business",
    stream: "platform",
    product: "platform",
    audience: "Scaling enterprises, AI companies",
    prices: { monthly: flat(usd(2_500)) },
    charges: allowance(1_000_000),
    features: {
      ...paidFeatures,
      transactions: 1_000_000,
      support: "dedicated",
      "white-label": "options",
      webhooks: true,
      compliance: true,
    },
    sla: "availability",
    // S3-063: the developer's journey ends in a contract.
    upgradesTo: ["platform-enterprise", "foundation"],
    rows: ["S3-011", "S3-025", "S3-063"],
  },
  // S3-026: $10,000 a month, unlimited. Named apart from the contract tier "Enterprise" of S3-017.
  "platform-enterprise": {
    name: "Platform Enterprise",
    stream: "platform",
    product: "platform",
    audience: "Enterprises on the shared platform",
    prices: { monthly: flat(usd(10_000)) },
    charges: unlimited,
    features: {
      ...paidFeatures,
      transactions: "unlimited",
      support: "priority",
      "white-label": "full",
      webhooks: true,
      compliance: true,
      "success-manager": true,
      "custom-development": true,
    },
    sla: "availability",
    upgradesTo: ["custom"],
    rows: ["S3-011", "S3-026", "S3-063"],
  },
} as const;

/** "99.9% uptime" of Professional (S3-024). The seed gives no credit for missing it, so a breach fills a book by hand. */
export const slas = {
  availability: {
    name: "Availability",
    uptime: "99.9%",
    measuredOver: "monthly",
    credit: "sla-credit",
    rows: ["S3-011", "S3-024", "S3-026"],
  },
} as const;

/** Upgrade prompts by use (S3-066, S3-067). The seed names no share of the allowance; 80% and all of it are ours. */
export const alerts = {
  "developer-upgrade": {
    name: "Developer near its allowance",
    meter: "transactions",
    at: ["80%", "100%"],
    of: "included",
    plans: ["developer"],
    notify: ["customer"],
    suggest: "professional",
    rows: ["S3-066", "S3-067"],
  },
  "professional-upgrade": {
    name: "Professional near its allowance",
    meter: "transactions",
    at: ["80%", "100%"],
    of: "included",
    plans: ["professional"],
    notify: ["customer", "sales"],
    suggest: "business",
    rows: ["S3-067"],
  },
  "business-upgrade": {
    name: "Business near its allowance",
    meter: "transactions",
    at: ["80%", "100%"],
    of: "included",
    plans: ["business"],
    notify: ["customer", "sales"],
    suggest: "platform-enterprise",
    rows: ["S3-067"],
  },
  "foundation-upgrade": {
    name: "Foundation near its allowance",
    meter: "transactions",
    at: ["80%", "100%"],
    of: "included",
    plans: ["foundation"],
    notify: ["customer", "sales"],
    suggest: "growth",
    rows: ["S3-002", "S3-067"],
  },
  "growth-upgrade": {
    name: "Growth near its allowance",
    meter: "transactions",
    at: ["80%", "100%"],
    of: "included",
    plans: ["growth"],
    notify: ["customer", "sales"],
    suggest: "enterprise",
    rows: ["S3-002", "S3-067"],
  },
} as const;
