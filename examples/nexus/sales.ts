import { negotiated } from "florin";
import { families } from "./plans.ts";

/** Sold once, or for a place in the marketplace. Not priced, so not sold. */
export const offers = {
  "professional-services": {
    name: "Professional services",
    stream: "enterprise",
    product: "enterprise",
    per: "engagement",
    requiresContract: true,
    sold: false,
    rows: ["S0-005", "S0-009"],
  },
  listing: {
    name: "Marketplace listing",
    stream: "marketplace",
    product: "platform",
    per: "listing",
    sold: false,
    rows: ["S0-004", "S0-009"],
  },
} as const;

/** What the licence manager gates: for ever, or for a term (S0-006, S0-033). The seed gives no term; a year is ours. */
export const licences = {
  perpetual: {
    name: "Perpetual licence",
    kind: "perpetual",
    stream: "licences",
    product: "monetization",
    fee: negotiated,
    requiresContract: true,
    features: families,
    rows: ["S0-006", "S0-009", "S0-033"],
  },
  term: {
    name: "Term licence",
    kind: "term",
    termMonths: 12,
    stream: "licences",
    product: "monetization",
    fee: negotiated,
    requiresContract: true,
    features: families,
    rows: ["S0-006", "S0-009", "S0-033"],
  },
} as const;

/** Integrators, resellers and marketplace providers: co-sell and referral (S0-008). Rates are theirs to negotiate. */
export const partners = {
  integrators: {
    name: "Integrators",
    role: "integrator",
    commission: { rate: negotiated, base: "co-sold contracts", attribution: "first" },
    rows: ["S0-008"],
  },
  resellers: { name: "Resellers", role: "reseller", rows: ["S0-008"] },
  referrers: {
    name: "Referral partners",
    role: "referrer",
    commission: { rate: negotiated, base: "first-year subscription", attribution: "first" },
    rows: ["S0-008"],
  },
  "marketplace-providers": {
    name: "Marketplace providers",
    role: "marketplace",
    rows: ["S0-008", "S1-009"],
  },
  sellers: {
    name: "Builders who sell on the platform",
    role: "seller",
    rows: ["S0-004", "S0-019"],
  },
} as const;

/** What the platform keeps of what is sold on its marketplace (S0-004). */
export const shares = {
  "marketplace-sales": {
    name: "Marketplace revenue share",
    partner: "sellers",
    base: "marketplace sales",
    rate: negotiated,
    to: "us",
    stream: "marketplace",
    reportedBy: "us",
    rows: ["S0-004", "S0-034"],
  },
} as const;

/** How customers are reached. A cloud marketplace bills its own customers, and we never invoice the same use (S1-009). */
export const channels = {
  "product-led": { name: "Product-led", kind: "self-serve", billedBy: "us", rows: ["S0-020"] },
  direct: {
    name: "Direct sales",
    kind: "direct",
    billedBy: "us",
    plans: ["enterprise", "subscription", "usage-based", "capacity-based", "hybrid"],
    rows: ["S0-021"],
  },
  partners: {
    name: "Partners",
    kind: "partner",
    partner: "resellers",
    billedBy: "us",
    rows: ["S0-008"],
  },
  community: { name: "Community", kind: "community", billedBy: "us", rows: ["S0-007"] },
  "own-marketplace": {
    name: "Nexus marketplace",
    kind: "marketplace",
    partner: "sellers",
    billedBy: "us",
    rows: ["S0-004", "S0-034"],
  },
  "cloud-marketplaces": {
    name: "Cloud marketplaces",
    kind: "marketplace",
    partner: "marketplace-providers",
    billedBy: "channel",
    fee: negotiated,
    rows: ["S1-009", "S1-021"],
  },
} as const;
