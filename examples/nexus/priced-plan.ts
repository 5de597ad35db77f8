import type { Figure, Scenario, Target } from "florin";
import { usd } from "florin";

// The parts of the plan that `priced.ts` puts together with its prices. The model to forecast is that one:
// florin forecast examples/nexus/priced.ts

/** Sixty months from January 2026. */
export const horizon = { from: "2026-01", years: 5 } as const;

/**
 * Who comes and what they buy: the four segments of the first document (S0-016 to S0-019), the four billing models of the second, each
 * by a way of its own. Every number is made up.
 */
export const segments = {
  // S0-007, S0-016, S0-020: visitors of docs and API, some of whom pay; others stay on the free edition until they do.
  "platform-teams": {
    name: "Dev and platform teams",
    acquisition: {
      kind: "funnel",
      top: "1_000 persons per month * 1.02 ^ (month-number() - 1)",
      stages: [
        { id: "signed-up", converts: "6%" },
        { id: "in-use", converts: "40%", takes: "1 month" },
      ],
    },
    purchases: {
      free: {
        share: "70%",
        plan: "community",
        churn: { kind: "monthly", rate: "8% per month" },
        moves: { seats: "4% per month" },
      },
      seats: {
        share: "20%",
        plan: "seat",
        cadence: "monthly",
        quantity: "8",
        churn: { kind: "by-age", rates: ["4% per month", "2% per month"] },
        moves: { hybrid: "1% per month" },
      },
      hybrid: {
        share: "10%",
        plan: "hybrid",
        cadence: "monthly",
        usage: {
          "api-calls": "1.2M calls per month + 20k calls per month * month-number()",
          nodes: "3 nodes per month",
        },
        churn: { kind: "monthly", rate: "1.5% per month" },
      },
    },
    channels: {
      "product-led": { share: "85%", cost: "60 USD per customer" },
      community: { share: "15%", cost: "20 USD per customer" },
    },
    rows: ["S0-007", "S0-016", "S0-020", "S0-023"],
  },
  // S0-017: products built on the platform.
  isvs: {
    name: "ISVs and vertical SaaS",
    opening: "4 customers",
    acquisition: { kind: "growth", first: "2 customers per month", rate: "3% per month" },
    purchases: {
      tenants: {
        share: "40%",
        plan: "tenant",
        cadence: "monthly",
        quantity: "3",
        usage: { "api-calls": "40_000 calls per month" },
        churn: { kind: "monthly", rate: "2% per month" },
      },
      yearly: {
        share: "35%",
        plan: "subscription",
        cadence: "annual",
        churn: { kind: "at-renewal", share: "12%" },
      },
      usage: {
        share: "25%",
        plan: "usage-based",
        usage: {
          "api-calls": "900k calls per month",
          decisions: "50_000 decisions per month",
          compute: "400k seconds per month",
          transactions: "3_000 transactions per month",
          "console-calls": "2_000 calls per month",
        },
        churn: { kind: "monthly", rate: "2% per month" },
      },
      licence: { share: "10%", licence: "term" },
    },
    channels: {
      direct: { share: "60%", cost: "3_000 USD per customer" },
      partners: { share: "40%", cost: "1_800 USD per customer" },
    },
    rows: ["S0-006", "S0-017", "S1-001", "S1-002"],
  },
  // S0-018: contracts, reserved capacity, perpetual licences.
  enterprises: {
    name: "Enterprises",
    acquisition: {
      kind: "targets",
      atYearEnd: ["4 customers", "12 customers", "26 customers", "44 customers", "66 customers"],
    },
    purchases: {
      contract: {
        share: "60%",
        plan: "enterprise",
        cadence: "annual",
        agreed: { base: usd(90_000) },
        contract: { template: "enterprise" },
        churn: { kind: "at-renewal", share: "5%" },
      },
      capacity: {
        share: "40%",
        plan: "capacity-based",
        quantities: { nodes: 12 },
        contract: { template: "billed-monthly" },
        usage: { nodes: "13 nodes per month", throughput: "900 requests per month" },
        churn: { kind: "monthly", rate: "0.8% per month" },
      },
      licence: { share: "25%", licence: "perpetual" },
    },
    channels: {
      direct: { share: "70%", cost: "25_000 USD per customer" },
      partners: { share: "30%", cost: "15_000 USD per customer" },
    },
    rows: ["S0-006", "S0-018", "S0-021", "S1-003"],
  },
  // S0-019: who sells on the marketplace.
  builders: {
    name: "Builders on the platform",
    acquisition: {
      kind: "bass",
      market: "800 customers",
      innovation: "0.4% per month",
      imitation: "6% per month",
    },
    purchases: {
      banded: {
        share: "100%",
        plan: "usage-band",
        usage: { "api-calls": "80_000 calls per month + 1_000 calls per month * month-number()" },
        churn: { kind: "shifted-beta-geometric", alpha: "1", beta: "14" },
      },
      listing: { share: "60%", offer: "listing" },
    },
    channels: { community: { share: "100%", cost: "90 USD per customer" } },
    rows: ["S0-004", "S0-019"],
  },
} as const;

/** S0-004: what builders sell to others. The platform invoices it and pays the sellers their part, which is a cost (S0-010). */
export const income = {
  "marketplace-sales": {
    name: "Sales on the marketplace",
    stream: "marketplace",
    amount: "forecast.customers.builders * sales-per-builder",
    rows: ["S0-004", "S0-034"],
  },
} as const;

const people = <Function extends string>(
  name: string,
  which: Function,
  count: string,
  salary: string,
  rows: readonly string[],
) =>
  ({
    kind: "headcount",
    name,
    function: which,
    people: count,
    salary,
    onTop: "20%",
    rows,
  }) as const;

/** The four classes of costs of the first document (S0-010 to S0-013), with people who start when the plan says (S0-027). */
export const costs = {
  // S0-010: infrastructure, support, payment processing, marketplace payouts.
  infrastructure: {
    kind: "per-customer",
    name: "Infrastructure",
    function: "cost-of-revenue",
    stream: "subscriptions",
    amount: "9 USD per customer per month",
    rows: ["S0-010", "S0-027"],
  },
  compute: {
    kind: "per-unit",
    name: "Compute",
    function: "cost-of-revenue",
    stream: "usage",
    meter: "compute",
    amount: "0.00003 USD per second",
    rows: ["S0-010"],
  },
  nodes: {
    kind: "per-unit",
    name: "Nodes",
    function: "cost-of-revenue",
    stream: "capacity",
    meter: "nodes",
    amount: "110 USD per node",
    rows: ["S0-010"],
  },
  support: {
    ...people(
      "Support",
      "cost-of-revenue",
      "1 employee + floor(forecast.customers / 150 customers) * 1 employee",
      "60k USD per employee per year",
      ["S0-010"],
    ),
    stream: "subscriptions",
  },
  "payment-processing": {
    kind: "share",
    name: "Payment processing",
    function: "cost-of-revenue",
    rate: "2.4%",
    of: "collections",
    rows: ["S0-010"],
  },
  payouts: {
    kind: "fixed",
    name: "Marketplace payouts",
    function: "cost-of-revenue",
    stream: "marketplace",
    amount: "income.marketplace-sales * shares.marketplace-sales.split.partner",
    rows: ["S0-004", "S0-010"],
  },
  // S0-011
  engineering: people(
    "Engineering and product",
    "research-and-development",
    "7 employees + floor((month-number() - 1) / 3) * 1 employee",
    "130k USD per employee per year",
    ["S0-011", "S0-024"],
  ),
  // S0-012: marketing, sales, partnerships, customer success.
  marketing: {
    kind: "fixed",
    name: "Marketing beside what customers cost to win",
    function: "sales-and-marketing",
    amount: "8_000 USD per month + 12% * forecast.revenue",
    rows: ["S0-012"],
  },
  sales: people(
    "Sales and partnerships",
    "sales-and-marketing",
    "2 employees + floor((month-number() - 1) / 6) * 1 employee",
    "100k USD per employee per year",
    ["S0-012"],
  ),
  // S0-008: integrators who co-sell have the commission that the model states.
  "co-selling": {
    kind: "partner-share",
    name: "Commissions of integrators",
    function: "sales-and-marketing",
    partner: "integrators",
    ofStream: "enterprise",
    through: "30%",
    rows: ["S0-008", "S0-012"],
  },
  "customer-success": {
    kind: "fixed",
    name: "Customer success",
    function: "sales-and-marketing",
    amount: "customer-success * (1 - success-in-cogs)",
    rows: ["S0-012"],
  },
  "customer-success-in-cogs": {
    kind: "fixed",
    name: "Customer success, as cost of revenue",
    function: "cost-of-revenue",
    stream: "subscriptions",
    amount: "customer-success * success-in-cogs",
    rows: ["S0-012"],
  },
  // S0-013; S0-027: compliance later.
  administration: people(
    "Legal, finance, administration",
    "administration",
    "1 employee + floor((month-number() - 1) / 12) * 1 employee",
    "95k USD per employee per year",
    ["S0-013"],
  ),
  compliance: people(
    "Compliance",
    "administration",
    "if(month-number() >= 13, 1 employee, 0 employees)",
    "95k USD per employee per year",
    ["S0-013", "S0-027"],
  ),
} as const;

/** Cash at the beginning, days to pay, and a round. */
export const capital = { opening: "1.5M USD", collectedAfter: "1 month", paidLate: "15%" } as const;

export const funding = {
  seed: { name: "Seed round", month: "2026-09", amount: "2.5M USD" },
} as const;

const saas = ["subscriptions", "usage", "capacity"] as const;
const sum = (figure: string): string =>
  saas.map((stream) => `forecast.${figure}.${stream}`).join(" + ");

/** What the plan assumes beside its segments, and the figures that its targets look at. */
export const planFigures: Readonly<Record<string, Figure>> = {
  "sales-per-builder": { is: "350 USD per customer per month", rows: ["S0-004"] },
  "success-managers": { is: "ceiling(forecast.customers.enterprises / 10 customers)" },
  "customer-success": {
    description: "One for ten enterprises.",
    is: "success-managers * (84k USD per year in USD per month)",
    unit: "USD per month",
    rows: ["S0-012"],
  },
  "success-in-cogs": {
    description: "0: customer success is part of sales and marketing; 1: of the cost of revenue.",
    is: "0",
    rows: ["S0-012"],
  },
  "saas-revenue": { is: sum("revenue"), unit: "USD per month" },
  "saas-cost": { is: sum("cost-of-revenue"), unit: "USD per month" },
  "saas-margin": {
    description:
      "Of subscriptions, use and capacity; customer success stands where the plan puts it.",
    is: "1 - saas-cost / saas-revenue",
    rows: ["S0-014"],
  },
  "margin-without-success": {
    is: "1 - (saas-cost - costs.customer-success-in-cogs) / saas-revenue",
    rows: ["S0-012", "S0-014"],
  },
  "margin-with-success": {
    is: "1 - (saas-cost + costs.customer-success) / saas-revenue",
    rows: ["S0-012", "S0-014"],
  },
  "last-loss": {
    description: "The last month of the plan that ends in a loss; 0 where none does.",
    is: "highest(if(forecast.ebitda < 0, month-number(), 0))",
  },
  "break-even-month": {
    description: "The month from which no month is a loss any more, counted from the plan's first.",
    is: "last-loss + 1",
    rows: ["S0-015"],
  },
};

/** S0-014, S0-015, and that the money lasts. */
export const targets: Readonly<Record<string, Target>> = {
  "gross-margin": {
    name: "Gross margin (SaaS) of 70% or more",
    figure: "saas-margin",
    atLeast: "70%",
    rows: ["S0-014"],
  },
  "gross-margin-in-year-3": {
    name: "Gross margin (SaaS) of 70% or more, customer success counted in",
    figure: "margin-with-success",
    atLeast: "70%",
    by: "2028-12",
    rows: ["S0-012", "S0-014"],
  },
  "break-even": {
    name: "Profitable for good within four years",
    figure: "break-even-month",
    atMost: "48",
    by: "2030-12",
    rows: ["S0-015"],
  },
  cash: { name: "Never out of cash", figure: "forecast.cash", atLeast: "0 USD" },
};

export const scenarios: Readonly<Record<string, Scenario>> = {
  "success-in-cogs": {
    name: "Customer success as cost of revenue",
    set: { "success-in-cogs": "1" },
    rows: ["S0-012"],
  },
  "slow-marketplace": {
    name: "Builders who come at half the pace",
    set: {
      "segments.builders.innovation": "0.2% per month",
      "segments.builders.imitation": "3% per month",
    },
    rows: ["S0-019"],
  },
};
