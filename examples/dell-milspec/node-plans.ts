import { capacity, flat, perUnit, usd } from "florin";

/** In the model's stacking order; only the volume discount comes by itself. */
const nodeDiscounts = ["volume", "channel-partner", "strategic-account"] as const;

/** Every tier but the free one keeps what the tier below it lists. */
const essentialFeatures = {
  "core-driver": true,
  "configuration-tools": true,
  "community-support": true,
  documentation: "basic",
  security: "standard",
  support: "business-hours",
} as const;

const professionalFeatures = {
  ...essentialFeatures,
  documentation: "training-materials",
  security: "full",
  support: "priority",
  monitoring: true,
  "configuration-assistance": true,
  certification: true,
} as const;

const enterpriseFeatures = {
  ...professionalFeatures,
  security: "complete-platform",
  support: "dedicated-team",
  integration: true,
  "on-site-deployment": true,
  compliance: true,
} as const;

/** Subscription by node and year, in advance (S4-001), and the free core (S4-013). */
const tiers = {
  // S4-013: core driver under GPL v2, basic documentation, forums, standard configuration tools.
  "open-source": {
    name: "Open source",
    stream: "subscriptions",
    product: "core",
    audience: "The open-source community",
    per: "node",
    prices: { annual: flat(usd(0)) },
    features: {
      "core-driver": true,
      "configuration-tools": true,
      "community-support": true,
      documentation: "basic",
    },
    upgradesTo: ["essential"],
    rows: ["S4-013"],
  },
  // S4-014: $500. The seed lists community support and 8x5 support side by side; both are granted.
  essential: {
    name: "Essential",
    stream: "subscriptions",
    product: "platform",
    audience: "Small enterprises, initial adopters",
    per: "node",
    prices: { annual: perUnit(usd(500)) },
    features: essentialFeatures,
    discounts: nodeDiscounts,
    sla: "business-hours",
    upgradesTo: ["professional"],
    rows: ["S4-001", "S4-014"],
  },
  // S4-015: $1,500.
  professional: {
    name: "Professional",
    stream: "subscriptions",
    product: "platform",
    audience: "Mid-market enterprises, government contractors",
    per: "node",
    prices: { annual: perUnit(usd(1_500)) },
    features: professionalFeatures,
    discounts: nodeDiscounts,
    sla: "around-the-clock",
    upgradesTo: ["enterprise"],
    rows: ["S4-001", "S4-015"],
  },
  // S4-016: $3,500.
  enterprise: {
    name: "Enterprise",
    stream: "subscriptions",
    product: "platform",
    audience: "Large enterprises, critical infrastructure",
    per: "node",
    prices: { annual: perUnit(usd(3_500)) },
    features: enterpriseFeatures,
    discounts: nodeDiscounts,
    sla: "around-the-clock",
    rows: ["S4-001", "S4-016"],
  },
  // S4-017: $5,000, for those with clearance.
  government: {
    name: "Government and Military",
    stream: "subscriptions",
    product: "platform",
    audience: "DoD, NATO, government agencies",
    per: "node",
    prices: { annual: perUnit(usd(5_000)) },
    features: {
      ...enterpriseFeatures,
      support: "classified",
      "government-certifications": true,
      "threat-intelligence": true,
      "priority-development": true,
      "training-mode": true,
    },
    discounts: nodeDiscounts,
    eligibility: "cleared-government",
    requiresContract: true,
    sla: "around-the-clock",
    rows: ["S4-001", "S4-017", "S4-060"],
  },
} as const;

/**
 * Nodes that run beyond those subscribed (S4-001): each quarter's peak above the licensed number, at a quarter of the
 * year's price. The licensed number is the reserved quantity, which each subscription states; none below it is paid back.
 *
 * The seed sells by the node and does not say what the 101st node of 100 costs. A quarter is ours: shorter than the year
 * that the nodes are paid for, long enough not to bill a test.
 */
const trueUp = (nodes: `${number}`) =>
  capacity(usd(0), { overUse: { rule: "bill", price: perUnit(usd(nodes)) } });

const trueUpTerms = {
  stream: "subscriptions",
  product: "platform",
  per: "node",
  discounts: nodeDiscounts,
  requiresContract: true,
  rows: ["S4-001"],
} as const;

const trueUps = {
  "essential-true-up": {
    ...trueUpTerms,
    name: "Essential, node true-up",
    charges: {
      nodes: {
        name: "Nodes above those licensed",
        meter: "essential-nodes",
        price: trueUp("125"),
        every: "quarterly",
      },
    },
  },
  "professional-true-up": {
    ...trueUpTerms,
    name: "Professional, node true-up",
    charges: {
      nodes: {
        name: "Nodes above those licensed",
        meter: "professional-nodes",
        price: trueUp("375"),
        every: "quarterly",
      },
    },
  },
  "enterprise-true-up": {
    ...trueUpTerms,
    name: "Enterprise, node true-up",
    charges: {
      nodes: {
        name: "Nodes above those licensed",
        meter: "enterprise-nodes",
        price: trueUp("875"),
        every: "quarterly",
      },
    },
  },
  "government-true-up": {
    ...trueUpTerms,
    name: "Government and Military, node true-up",
    charges: {
      nodes: {
        name: "Nodes above those licensed",
        meter: "government-nodes",
        price: trueUp("1250"),
        every: "quarterly",
      },
    },
    eligibility: "cleared-government",
  },
} as const;

/** Every plan that is counted in nodes, and the free core. */
export const nodePlans = { ...tiers, ...trueUps } as const;
