import { atLeast, flat, usd } from "florin";
import {
  coveredByContract,
  inferenceBeyond,
  managedInference,
  operationsIncluded,
} from "./managed-inference.ts";

/** What the plans differ in: bundles, limits, support levels and performance (S2-015), and what licences add (S2-016). */
export const features = {
  support: {
    name: "Support",
    kind: "level",
    levels: ["community", "standard", "priority", "premium", "white-glove"],
    rows: ["S2-015"],
  },
  resources: {
    name: "Performance tier",
    kind: "level",
    levels: ["shared", "higher-allocation", "dedicated"],
    rows: ["S2-015", "S2-024", "S2-025"],
  },
  operations: {
    name: "Operations a month",
    kind: "limit",
    unit: "operation",
    rows: ["S2-015", "S2-016"],
  },
  collaboration: { name: "Team collaboration", kind: "flag", rows: ["S2-024"] },
  "advanced-monitoring": { name: "Advanced monitoring", kind: "flag", rows: ["S2-024"] },
  "enterprise-security": { name: "Enterprise security", kind: "flag", rows: ["S2-025"] },
  "service-level-agreement": { name: "SLA", kind: "flag", rows: ["S2-025"] },
  "on-premise": { name: "On-premise deployment", kind: "flag", rows: ["S2-016", "S2-025"] },
  "success-manager": { name: "Dedicated success manager", kind: "flag", rows: ["S2-026"] },
  "custom-development": { name: "Custom development", kind: "flag", rows: ["S2-026"] },
  "custom-optimization": { name: "Custom optimization", kind: "flag", rows: ["S2-016"] },
  "source-access": { name: "Limited source code access", kind: "flag", rows: ["S2-016"] },
  "priority-features": { name: "Priority feature development", kind: "flag", rows: ["S2-016"] },
} as const;

/**
 * The plans of the tier table.
 *
 * Every annual price is ten months, 16.7% off, where the table prints "(15% discount)": prices are billed as printed and
 * the claim stands beside them as `statedDiscount`, for the check to compare (S2-034).
 *
 * The seed sends an alert "at 80% capacity" and names no capacity (S2-010). Chosen: the edges of its own price list, 10M,
 * 100M and 1B operations a month. Operations past that are billed at the managed price list and count as managed
 * revenue, so growth of use is expansion and never an outage (S2-014).
 */
export const plans = {
  "open-source": {
    name: "Open source",
    description: "Self-hosted, free, the way into the paid plans.",
    stream: "subscriptions",
    product: "bitnet-rust",
    audience: "The community",
    prices: { monthly: flat(usd(0)) },
    features: { support: "community" },
    upgradesTo: ["developer", "managed-inference"],
    rows: ["S2-018", "S2-086"],
  },
  // S2-019, S2-023
  developer: {
    name: "Developer",
    stream: "subscriptions",
    product: "platform",
    audience: "Individual developers",
    prices: { monthly: flat(usd(99)), annual: flat(usd(990)) },
    statedDiscount: "15%",
    charges: inferenceBeyond(operationsIncluded.developer),
    features: {
      support: "standard",
      resources: "shared",
      operations: operationsIncluded.developer,
    },
    unitCost: { amount: usd(15), per: "monthly" },
    facts: {
      margin: "85%",
      mix: "40%",
      customerValue: { amount: usd(500), per: "monthly" },
      customerReturn: 5,
    },
    upgradesTo: ["team"],
    cliff: "intended",
    rows: ["S2-002", "S2-010", "S2-019", "S2-023"],
  },
  // S2-020, S2-024
  team: {
    name: "Team",
    stream: "subscriptions",
    product: "platform",
    audience: "Small teams, startups",
    prices: { monthly: flat(usd(499)), annual: flat(usd(4_990)) },
    statedDiscount: "15%",
    charges: inferenceBeyond(operationsIncluded.team),
    features: {
      support: "priority",
      resources: "higher-allocation",
      operations: operationsIncluded.team,
      collaboration: true,
      "advanced-monitoring": true,
    },
    unitCost: { amount: usd(75), per: "monthly" },
    facts: {
      margin: "85%",
      mix: "35%",
      customerValue: { amount: usd(2_500), per: "monthly" },
      customerReturn: 5,
    },
    upgradesTo: ["business"],
    cliff: "intended",
    rows: ["S2-002", "S2-020", "S2-024"],
  },
  // S2-021, S2-025
  business: {
    name: "Business",
    stream: "subscriptions",
    product: "platform",
    audience: "Growing companies",
    prices: { monthly: flat(usd(2_999)), annual: flat(usd(29_990)) },
    statedDiscount: "15%",
    charges: inferenceBeyond(operationsIncluded.business),
    features: {
      support: "premium",
      resources: "dedicated",
      operations: operationsIncluded.business,
      collaboration: true,
      "advanced-monitoring": true,
      "enterprise-security": true,
      "service-level-agreement": true,
      "on-premise": true,
    },
    unitCost: { amount: usd(300), per: "monthly" },
    facts: {
      margin: "90%",
      mix: "20%",
      customerValue: { amount: usd(15_000), per: "monthly" },
      customerReturn: 5,
    },
    sla: "availability",
    upgradesTo: ["enterprise"],
    cliff: "intended",
    rows: ["S2-002", "S2-021", "S2-025"],
  },
  // S2-022, S2-026: "$9,999+" is a floor, so a contract states the price.
  enterprise: {
    name: "Enterprise",
    stream: "subscriptions",
    product: "platform",
    audience: "Large enterprises",
    prices: { monthly: flat(atLeast(usd(9_999))), annual: flat(atLeast(usd(99_990))) },
    requiresContract: true,
    charges: {
      inference: {
        name: "Inference operations",
        stream: "managed",
        meter: "operations",
        price: coveredByContract,
      },
    },
    features: {
      support: "white-glove",
      resources: "dedicated",
      operations: "unlimited",
      collaboration: true,
      "advanced-monitoring": true,
      "enterprise-security": true,
      "service-level-agreement": true,
      "on-premise": true,
      "success-manager": true,
      "custom-development": true,
    },
    unitCost: { amount: usd(1_500), per: "monthly" },
    facts: {
      margin: "85%",
      mix: "5%",
      customerValue: { amount: atLeast(usd(50_000)), per: "monthly" },
      customerReturn: { atLeast: 5 },
    },
    sla: "availability",
    rows: ["S2-002", "S2-022", "S2-026"],
  },
  "managed-inference": managedInference,
} as const;

/** What grows inside an account. The seed names it and prices nothing, so it is not sold yet. */
export const addons = {
  "extra-seats": {
    name: "Extra seats",
    description: "Team expansion within existing accounts; the seed states no price.",
    stream: "subscriptions",
    per: "seat",
    plans: ["team", "business", "enterprise"],
    sold: false,
    rows: ["S2-014"],
  },
} as const;
