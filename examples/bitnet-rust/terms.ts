import { percentOff, termDiscount } from "florin";

/** How customers pay. The seed names terms and automation (S2-011, S2-012), not the methods: the usual three are ours. */
export const payment = {
  methods: {
    card: { name: "Card", kind: "card", automatic: true },
    ach: { name: "ACH debit", kind: "ach", automatic: true },
    invoice: { name: "Invoice and bank transfer", kind: "invoice" },
  },
  terms: { monthly: { kind: "net", days: 30 }, annual: { kind: "upfront" } },
  fallback: ["card", "ach"],
  retryDays: [1, 3, 7],
} as const;

/**
 * Discounts besides the bands of the price list (S2-013, S2-018).
 *
 * Paying annually is no discount here: the annual prices already contain it. Where the seed names a discount and no
 * figure, the figure is negotiated, and nothing is taken off until a contract states it.
 */
export const discounts = {
  trial: {
    ...percentOff("100%", { reason: "promotional", eligibility: "new customers, for the trial" }),
    name: "Trial period",
    appliesTo: "recurring",
    rows: ["S2-018"],
  },
  // S2-034: the one figure the seed has for committing to a year. For monthly payers who sign for one.
  "annual-commitment": {
    ...termDiscount([{ years: 1, percent: "15%" }]),
    name: "Annual commitment",
    appliesTo: "recurring",
    rows: ["S2-013", "S2-034"],
  },
  academic: {
    ...percentOff("negotiated", { reason: "academic", eligibility: "research and teaching" }),
    name: "Academic discount",
    rows: ["S2-018"],
  },
  growth: {
    ...percentOff("negotiated", { reason: "promotional", eligibility: "startups, while small" }),
    name: "Growth-based pricing",
    rows: ["S2-018"],
  },
  "strategic-account": {
    ...percentOff("negotiated", { reason: "negotiated", eligibility: "strategic accounts" }),
    name: "Negotiated enterprise price",
    rows: ["S2-013"],
  },
} as const;

/** Trial first, as it leaves nothing for the others; then what was committed to, then what was negotiated. */
export const discountOrder = [
  "trial",
  "annual-commitment",
  "academic",
  "growth",
  "strategic-account",
] as const;

/** Who may have them. */
export const eligibilities = {
  "new-customer": { name: "New customer", discounts: ["trial"], rows: ["S2-018"] },
  academic: {
    name: "Research and teaching",
    when: { property: "segment", equals: "research" },
    discounts: ["academic"],
    renewAfterMonths: 12,
    rows: ["S2-018"],
  },
  startup: {
    name: "Startup",
    when: { property: "segment", equals: "startup" },
    discounts: ["growth"],
    rows: ["S2-018"],
  },
} as const;

/** What large customers sign. The seed asks for a penalty on leaving early and states none: each contract does. */
export const contracts = {
  enterprise: {
    name: "Enterprise agreement",
    plans: ["enterprise"],
    term: 12,
    renewal: { automatic: true, noticeDays: 30 },
    discounts: ["strategic-account"],
    earlyTermination: { noticeDays: 30 },
    sla: "availability",
    rows: ["S2-013", "S2-017", "S2-022"],
  },
} as const;

/** Uptime, answer and solution times (S2-067); the seed gives no credit for missing them. */
export const slas = {
  availability: {
    name: "Availability and support",
    uptime: "99.9%",
    responseHours: 24,
    resolutionHours: 48,
    rows: ["S2-025", "S2-067"],
  },
} as const;

/** Prices elsewhere are "currency and market-adjusted" (S2-013). None is printed, so none is sold there yet. */
export const priceLists = {
  europe: { name: "Europe", currency: "EUR", rows: ["S2-013"] },
  "asia-pacific": { name: "Asia-Pacific", currency: "USD", rows: ["S2-013"] },
} as const;

/** How customers come (S2-040). */
export const channels = {
  inbound: { name: "Inbound marketing", kind: "self-serve", billedBy: "us", rows: ["S2-040"] },
  direct: {
    name: "Direct sales",
    kind: "direct",
    billedBy: "us",
    plans: ["enterprise"],
    rows: ["S2-040", "S2-072"],
  },
  partner: {
    name: "Partner channel",
    kind: "partner",
    partner: "certified-partners",
    billedBy: "us",
    rows: ["S2-008", "S2-040"],
  },
  community: { name: "Open-source community", kind: "community", billedBy: "us", rows: ["S2-086"] },
} as const;

/** Messages that begin an upgrade: once a period each. */
export const alerts = {
  "developer-capacity": {
    name: "Developer near its capacity",
    meter: "operations",
    at: ["80%"],
    of: "included",
    plans: ["developer"],
    notify: ["customer", "sales"],
    suggest: "team",
    rows: ["S2-010"],
  },
} as const;

/** What the nearest alternative costs: "10x cheaper than Hugging Face" (S2-029). */
export const benchmarks = {
  "hugging-face": {
    name: "Hugging Face",
    kind: "direct",
    price: "0.01 USD",
    per: "1,000 operations",
    comparedWith: "managed-inference",
    asOf: "2025-08-29",
    rows: ["S2-029"],
  },
} as const;

/** The rules that the business sets for its own prices. */
export const policies = {
  "value-capture": {
    name: "Price at 20% of savings",
    kind: "value-capture",
    rate: "20%",
    of: "customer savings on current infrastructure spend",
    rows: ["S2-033"],
  },
  "return-guarantee": {
    name: "At least five times the price",
    kind: "return-guarantee",
    multiple: 5,
    rows: ["S2-033"],
  },
  positioning: {
    name: "Half of the nearest alternative",
    kind: "relative",
    rate: "50%",
    to: "nearest-alternative",
    rows: ["S2-033"],
  },
  "price-approval": {
    name: "Custom prices need consent",
    kind: "approval",
    of: "price",
    by: "finance",
    rows: ["S2-013"],
  },
  "staggered-renewals": {
    name: "Staggered renewal dates",
    kind: "statement",
    text: "Renewals fall on each contract's own anniversary, never on one common date.",
    rows: ["S2-017"],
  },
  "annual-discount-claim": {
    name: "15% for paying annually",
    kind: "statement",
    text: "The plan states 15% for annual payment; its printed prices give 16.7%. Prices are billed as printed.",
    rows: ["S2-034"],
  },
} as const;
