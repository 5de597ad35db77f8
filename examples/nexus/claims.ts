import type { Claim, Figure } from "florin";
import { references, streams } from "./catalogue.ts";
import { families, plans } from "./plans.ts";
import { licences } from "./sales.ts";
import { contracts, credits, payment } from "./terms.ts";

/** How many there are, counted one by one. */
const countOf = (listed: object): string =>
  Object.keys(listed)
    .map(() => "1")
    .join(" + ");

const listedModels = ["subscription", "usage-based", "capacity-based", "hybrid"] as const;

/** How many documents whose path begins so are there. */
const thereIn = (...folders: readonly string[]): string =>
  Object.values(references)
    .filter(({ at }) => folders.some((folder) => at.startsWith(folder)))
    .map(({ missing }) => (missing ? "0" : "1"))
    .join(" + ");

/**
 * What the model has of the things that the two documents list. They state hardly a figure, so what can be checked is mostly whether their
 * lists agree, with each other and with the model that bills by them.
 */
export const figures: Readonly<Record<string, Figure>> = {
  listed: {
    description: "Counted in the model.",
    is: {
      families: countOf(families),
      bases: countOf(Object.values(plans).filter((plan) => "sold" in plan && !plan.sold)),
      streams: countOf(streams),
      licences: countOf(licences),
      "billing-models": countOf(listedModels.filter((id) => id in plans)),
      triggers: countOf(Object.keys(contracts).filter((id) => id.startsWith("billed-"))),
      methods: countOf(payment.methods),
      credits: countOf(credits),
    },
  },
  "named-elsewhere": {
    description: "Counted in the documents, where they name the same thing a second time.",
    is: { "metered-units": "4", "billing-engines": "1", "places-of-compliance": "2" },
  },
  "documents-there": {
    is: {
      business: thereIn("docs/"),
      billing: thereIn("commercial", "api-product", "usage-", "monetization", "distribution"),
    },
  },
};

/** Everything in the two documents that can be held against something else, with the two figures that cannot. */
export const claims: Readonly<Record<string, Claim>> = {
  families: {
    section: "S0 1.1 For Customers; S0 5. Key Resources",
    description: "Distributed systems, data, intelligence, optimization, AI and trust, twice.",
    states: { "value-proposition": "6", "key-resources": "6" },
    formula: "listed.families",
    rows: ["S0-025", "S0-051"],
  },
  streams: {
    section: "S0 4. Revenue Streams",
    description: "Subscriptions, usage, marketplace, enterprise, licensing.",
    states: "5",
    formula: "listed.streams",
    because:
      "Reserved capacity is a billing model of its own in the second document and is none of the five revenue streams of the first.",
    rows: ["S0-002", "S0-003", "S0-004", "S0-005", "S0-006", "S1-003"],
  },
  "subscription-bases": {
    section: "S0 4. Revenue Streams",
    description: "Tenant, seat or usage band.",
    states: "3",
    formula: "listed.bases",
    rows: ["S0-002"],
  },
  "licence-kinds": {
    section: "S0 4. Revenue Streams",
    description: "Perpetual or term.",
    states: "2",
    formula: "listed.licences",
    rows: ["S0-006"],
  },
  "compliance-once": {
    section: "S0 7. Cost Structure",
    description: "A cost belongs to one class.",
    states: "1",
    formula: "named-elsewhere.places-of-compliance",
    because:
      "Compliance is a cost of G&A here and an activity of R&D in section 6, so its people could be counted in either.",
    rows: ["S0-013", "S0-024"],
  },
  "gross-margin": {
    section: "S0 7. Cost Structure",
    states: ">= 70%",
    unchecked: "Neither document states a price or a cost.",
    rows: ["S0-014"],
  },
  profitability: {
    section: "S0 7. Cost Structure",
    description: "A path to profitability: an operating margin above nothing.",
    states: "> 0%",
    unchecked:
      "It is said to be in the valuation model, docs/investor/valuation_model.md, which is not there.",
    rows: ["S0-015", "S0-028"],
  },
  "documents-of-the-business-model": {
    section: "S0 8. References",
    states: "5",
    formula: "documents-there.business",
    because: "None of the five documents that it refers to came with it.",
    rows: ["S0-028"],
  },

  "engine-does-not-bill": {
    section: "S1 Principles",
    description: "Engines that perform billing.",
    states: "0",
    formula: "named-elsewhere.billing-engines",
    because: "The first document has usage billed by a billing_engine, an engine by its name.",
    rows: ["S0-032", "S1-011"],
  },
  "documents-of-the-billing-models": {
    section: "S1 Principles; Billing Model Types; Billing Operations",
    states: "8",
    formula: "documents-there.billing",
    because: "None of the eight modules that it refers to came with it.",
    rows: ["S1-018", "S1-019", "S1-020", "S1-021"],
  },
  "billing-models": {
    section: "S1 Purpose; Billing Model Types",
    description: "Subscription, usage-based, capacity-based, hybrid, twice.",
    states: { purpose: "4", table: "4" },
    formula: "listed.billing-models",
    rows: ["S1-001", "S1-002", "S1-003", "S1-004"],
  },
  "metered-units": {
    section: "S1 Billing Model Types",
    description: "API call, decision, compute.",
    states: "3",
    formula: "named-elsewhere.metered-units",
    because:
      "The same row is aligned with four ways to monetize use: transactions have no metered unit.",
    rows: ["S1-002", "S1-020"],
  },
  "invoicing-triggers": {
    section: "S1 Billing Operations",
    description: "Monthly, annual, or triggered by use.",
    states: "3",
    formula: "listed.triggers",
    rows: ["S1-005"],
  },
  "payment-methods": {
    section: "S1 Billing Operations",
    description: "Credit card, ACH, invoice.",
    states: "3",
    formula: "listed.methods",
    rows: ["S1-006"],
  },
  "credit-kinds": {
    section: "S1 Billing Operations",
    description: "SLA credits and promotional credits.",
    states: "2",
    formula: "listed.credits",
    rows: ["S1-007"],
  },
};
