import { flat, perUnit, range, usd } from "florin";

/**
 * Ways of delivery (S2-007): on site at twice the rate, and four in five engagements remote. The seed doubles "rates", so
 * the factor is on what has a rate; a project agrees its travel with its price.
 */
const delivery = {
  deliveryMultipliers: { remote: 1, "on-site": 2 },
  deliveryMix: { remote: "80%", "on-site": "20%" },
} as const;

/** The service portfolio: rates (S2-031), and projects whose price is agreed within a range (S2-032). */
export const offers = {
  "performance-optimization": {
    name: "Performance Optimization",
    description: "Model-specific tuning.",
    stream: "services",
    per: "hour",
    price: perUnit(usd(500)),
    ...delivery,
    rows: ["S2-006", "S2-031"],
  },
  "custom-integration": {
    name: "Custom Integration",
    description: "API integration and deployment.",
    stream: "services",
    per: "day",
    price: perUnit(usd(2_000)),
    ...delivery,
    rows: ["S2-006", "S2-031"],
  },
  "architecture-consulting": {
    name: "Architecture Consulting",
    description: "Infrastructure design.",
    stream: "services",
    per: "hour",
    price: perUnit(usd(750)),
    ...delivery,
    rows: ["S2-006", "S2-031"],
  },
  training: {
    name: "Training and Certification",
    description: "Developer enablement.",
    stream: "services",
    per: "person",
    price: perUnit(usd(2_500)),
    ...delivery,
    rows: ["S2-006", "S2-031"],
  },
  "model-migration": {
    name: "Model Migration",
    description: "Depends on complexity.",
    stream: "services",
    per: "project",
    price: flat(range(usd(25_000), usd(100_000))),
    rows: ["S2-006", "S2-032"],
  },
  "feature-development": {
    name: "Custom Feature Development",
    stream: "services",
    per: "project",
    price: flat(range(usd(50_000), usd(250_000))),
    audience: "Strategic customers",
    rows: ["S2-006", "S2-032"],
  },
  "performance-audit": {
    name: "Performance Audit",
    description: "Comprehensive analysis.",
    stream: "services",
    per: "project",
    price: flat(range(usd(15_000), usd(50_000))),
    rows: ["S2-006", "S2-032"],
  },
  implementation: {
    name: "Implementation Services",
    description: "Deployment assistance.",
    stream: "services",
    per: "project",
    price: flat(range(usd(10_000), usd(75_000))),
    rows: ["S2-006", "S2-032"],
  },
} as const;

/** Fees that depend on the result: "performance improvement guarantees", with no figure in the seed (S2-009). */
export const outcomes = {
  "performance-improvement": {
    name: "Success-based optimization",
    stream: "services",
    basis: "improvement",
    baseline: {
      measured: "operations a second of the customer's own models, before the work begins",
    },
    rate: "negotiated",
    every: "quarterly",
    guarantee: { improvement: "negotiated", remedy: "refund" },
    rows: ["S2-009"],
  },
} as const;
