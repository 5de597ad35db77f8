import type { Figure } from "florin";
import { byYear } from "./figures.ts";

/** The parts of a year's expenses, each as large as it is in the third (S2-044, S2-056): only that year is divided. */
export const budget: Figure = {
  section: "Cash Flow Projections",
  unit: "USD per month",
  columns: ["sales-and-marketing", "research", "administration"],
  is: `(${byYear("expenses")}) * year-3-costs.{column} / expenses.y3 in USD per month`,
  rows: ["S2-044", "S2-056"],
};

const ofPlan = (plan: "developer" | "team" | "business" | "enterprise", name: string) =>
  ({
    kind: "per-customer",
    name: `Serving ${name} customers`,
    function: "cost-of-revenue",
    stream: "subscriptions",
    segment: plan,
    amount: `plans.${plan}.cost`,
    rows: ["S2-023", "S2-024", "S2-025", "S2-026"],
  }) as const;

/**
 * What the business spends: serving customers costs what the tiers and streams say, whoever comes; the rest is the budget of the cash flow
 * table, spent as planned. The document hires nobody by number, so salaries stand in the budgets.
 */
export const costs = {
  developers: ofPlan("developer", "Developer"),
  teams: ofPlan("team", "Team"),
  businesses: ofPlan("business", "Business"),
  enterprises: ofPlan("enterprise", "Enterprise"),
  infrastructure: {
    kind: "per-unit",
    name: "Infrastructure of managed inference",
    description: "Of customers by use; what subscribers run stands in the cost of their tier.",
    function: "cost-of-revenue",
    stream: "managed",
    meter: "operations",
    amount: "infrastructure-cost",
    rows: ["S2-043"],
  },
  "licence-delivery": {
    kind: "share",
    name: "Delivering licences",
    function: "cost-of-revenue",
    stream: "licences",
    rate: "1 - stream-margin.licences",
    of: "revenue",
    ofStream: "licences",
    rows: ["S2-045"],
  },
  "service-delivery": {
    kind: "share",
    name: "Delivering services",
    function: "cost-of-revenue",
    stream: "services",
    rate: "1 - stream-margin.services",
    of: "revenue",
    ofStream: "services",
    rows: ["S2-045"],
  },
  selling: {
    kind: "fixed",
    name: "Sales and marketing beside what customers cost to win",
    function: "sales-and-marketing",
    amount: "max(0 USD per month, budget.sales-and-marketing - forecast.acquisition-cost)",
    rows: ["S2-044", "S2-056"],
  },
  research: {
    kind: "fixed",
    name: "Research and development",
    function: "research-and-development",
    amount: "budget.research",
    rows: ["S2-044", "S2-056"],
  },
  administration: {
    kind: "fixed",
    name: "General and administrative",
    function: "administration",
    amount: "budget.administration",
    rows: ["S2-044", "S2-056"],
  },
} as const;

/**
 * Invoices are paid after 45 days on average (S2-046). Nothing is there at first, as in the cash flow table (S2-058), and no round is named
 * ("investment rounds", without a figure): so the cash shows what is needed.
 */
export const capital = { opening: "0 USD", collectedAfter: "1.5 months" } as const;
