import { capacity, flat, graduated, packages, perUnit, range, seat, usd, volume } from "florin";
import { claims, figures } from "./claims.ts";
import nexus from "./model.ts";
import { plans } from "./plans.ts";
import {
  capital,
  costs,
  funding,
  horizon,
  income,
  planFigures,
  scenarios,
  segments,
  targets,
} from "./priced-plan.ts";
import { channels, licences, offers, partners, shares } from "./sales.ts";
import { contracts, credits, payment, slas } from "./terms.ts";

/**
 * Nexus with figures, to show the mechanics. Every price, allowance, rate and term below is ours, made up for the example:
 * the documents of Nexus state none. What is not named here is as in `model.ts`.
 */
const priced: typeof nexus = {
  ...nexus,
  version: "1-illustrative",
  name: "Nexus Engine (illustrative prices)",
  // S1-006: days until the money is here, and how long an invoice may stand.
  payment: {
    methods: {
      card: { ...payment.methods.card, settlementDays: 2 },
      ach: { ...payment.methods.ach, settlementDays: 4 },
      invoice: payment.methods.invoice,
    },
    terms: { monthly: { kind: "net", days: 30 }, annual: { kind: "upfront" } },
    fallback: ["card", "ach"],
    retryDays: [1, 3, 7],
  },
  plans: {
    ...plans,

    // S0-002: the three bases of a subscription.
    tenant: {
      ...plans.tenant,
      sold: true,
      prices: { monthly: perUnit(usd(200)), annual: perUnit(usd(2_000)) },
      // S1-008, S1-015: past its allowance this plan blocks.
      charges: {
        "api-calls": {
          stream: "usage",
          meter: "api-calls",
          price: perUnit(usd(0)),
          included: 50_000,
          overage: "block",
        },
      },
      quotas: {
        "api-calls": { meter: "api-calls", limit: 50_000, per: "billing-period", overage: "block" },
        burst: { meter: "api-calls", limit: 1_000, per: "minute", overage: "block" },
      },
    },
    seat: {
      ...plans.seat,
      sold: true,
      prices: {
        monthly: seat(usd(25), { minimum: 5 }),
        annual: seat(usd(250), { minimum: 5 }),
      },
    },
    "usage-band": {
      ...plans["usage-band"],
      sold: true,
      charges: {
        band: {
          name: "Usage band",
          meter: "api-calls",
          price: volume([
            { upTo: 100_000, flat: usd(100) },
            { upTo: 1_000_000, flat: usd(700) },
            { flat: usd(5_000) },
          ]),
        },
      },
    },

    // S1-001
    subscription: {
      ...plans.subscription,
      requiresContract: false,
      prices: { monthly: flat(usd(500)), annual: flat(usd(5_000)) },
      grants: ["promotional"],
    },
    // S1-002: a price for each metered unit.
    "usage-based": {
      ...plans["usage-based"],
      requiresContract: false,
      charges: {
        "api-calls": {
          meter: "api-calls",
          price: graduated(
            [
              { upTo: 100_000, unit: usd(1) },
              { upTo: 1_000_000, unit: usd("0.8") },
              { unit: usd("0.5") },
            ],
            { per: 1_000 },
          ),
        },
        decisions: { meter: "decisions", price: perUnit(usd("0.002")) },
        compute: { meter: "compute", price: perUnit(usd("0.0001")) },
        transactions: { meter: "transactions", price: packages(100, usd(5)) },
        "feature-uses": { meter: "feature-uses", price: perUnit(usd("0.01")) },
        "console-calls": { meter: "console-calls", price: perUnit(usd("0.02")) },
      },
    },
    // S1-003: each subscription says what it reserves; the peak is held against it.
    "capacity-based": {
      name: "Capacity-based",
      description: "Nodes and throughput, reserved and paid whether used or not.",
      stream: "capacity",
      product: "commercial",
      features: plans["capacity-based"].features,
      rows: plans["capacity-based"].rows,
      charges: {
        nodes: {
          meter: "nodes",
          price: capacity(usd(400), { overUse: { rule: "bill", price: perUnit(usd(500)) } }),
        },
        throughput: {
          meter: "throughput",
          price: capacity(usd("0.2"), { reserved: 1_000, overUse: { rule: "raise" } }),
        },
      },
    },
    // S1-004: base, included use and both kinds of over-use, on one invoice.
    hybrid: {
      ...plans.hybrid,
      requiresContract: false,
      prices: { monthly: flat(usd(1_000)), annual: flat(usd(10_000)) },
      charges: {
        "api-calls": {
          stream: "usage",
          meter: "api-calls",
          price: perUnit(usd("0.4"), { per: 1_000 }),
          included: 1_000_000,
          overage: "bill",
        },
        nodes: {
          stream: "capacity",
          meter: "nodes",
          price: capacity(usd(350), { reserved: 4, overUse: { rule: "block" } }),
        },
      },
    },
  },

  // S0-005: a project, due in parts. S0-004: the fee for a place in the marketplace.
  offers: {
    "professional-services": {
      ...offers["professional-services"],
      sold: true,
      price: flat(range(usd(20_000), usd(200_000))),
      milestones: [
        { name: "Design accepted", share: "40%" },
        { name: "Live", share: "60%" },
      ],
    },
    listing: { ...offers.listing, sold: true, price: perUnit(usd(99)) },
  },
  // S0-006
  licences: {
    perpetual: { ...licences.perpetual, fee: usd(25_000), requiresContract: false },
    term: { ...licences.term, fee: usd(6_000), requiresContract: false },
  },
  // S0-004: of a sale on the marketplace the platform keeps a fifth.
  shares: {
    "marketplace-sales": {
      ...shares["marketplace-sales"],
      rate: "20%",
      split: { us: "20%", partner: "80%" },
      every: "monthly",
    },
  },
  channels: {
    ...channels,
    "own-marketplace": {
      ...channels["own-marketplace"],
      listingFee: { amount: usd(99), paidBy: "seller" },
    },
    "cloud-marketplaces": { ...channels["cloud-marketplaces"], fee: "3%" },
  },
  // S0-008
  partners: {
    ...partners,
    integrators: {
      ...partners.integrators,
      commission: { ...partners.integrators.commission, rate: "15%" },
    },
    referrers: {
      ...partners.referrers,
      commission: { ...partners.referrers.commission, rate: "10%", forMonths: 12 },
    },
  },
  // S0-047, S1-007: a breach fills the SLA credit book; promotional credit is used first, and expires.
  slas: {
    enterprise: {
      ...slas.enterprise,
      uptime: "99.9%",
      credits: [
        { below: "99.9%", credit: "10%" },
        { below: "99%", credit: "25%" },
      ],
      creditMaximum: "50%",
    },
  },
  credits: {
    promotional: { ...credits.promotional, amount: usd(100), expiresAfterMonths: 6 },
    "sla-credit": { ...credits["sla-credit"], expiresAfterMonths: 12 },
  },
  // S1-005: the third trigger. S1-013: a contract's own price for a call, instead of the plan's.
  contracts: {
    ...contracts,
    "billed-annually": { ...contracts["billed-annually"], netDays: 45 },
    "billed-by-use": {
      ...contracts["billed-by-use"],
      invoicing: { trigger: { kind: "usage-threshold", amount: usd(1_000) } },
      prices: {
        "usage-based": { charges: { "api-calls": perUnit(usd("0.45"), { per: 1_000 }) } },
      },
    },
  },
  // S0-010 to S0-027: a plan of five years, as made up as the prices.
  horizon,
  segments,
  income,
  costs,
  capital,
  funding,
  scenarios,
  targets,
  nouns: ["call", "decision", "second", "transaction", "node", "request"],
  figures: { ...figures, ...planFigures },
  claims: {
    ...claims,
    "gross-margin": {
      section: "S0 7. Cost Structure",
      description: "In the fifth year, with customer success in sales and in the cost of revenue.",
      states: { "without-success": ">= 70%", "with-success": ">= 70%" },
      formula: "end-of-year(margin-{column}, 5)",
      rows: ["S0-012", "S0-014"],
    },
    profitability: {
      section: "S0 7. Cost Structure",
      description: "By the made-up prices and costs; the valuation model is not there.",
      states: "> 0%",
      formula: "sum-of-year(forecast.ebitda, 5) / sum-of-year(forecast.revenue, 5)",
      rows: ["S0-015", "S0-028"],
    },
  },
};

export default priced;
