import type { Figure } from "florin";

const years = ["y1", "y2", "y3", "y4", "y5"];
const segments = ["developer", "team", "business", "enterprise"];

/** What the revenue model assumes: the figures that others follow from. Years are those of its five-year table. */
export const figures: Readonly<Record<string, Figure>> = {
  // S2-051 to S2-055
  subscriptions: {
    section: "5-Year Revenue Projection",
    unit: "USD per year",
    is: {
      y1: "750k USD per year",
      y2: "4.2M USD per year",
      y3: "15M USD per year",
      y4: "45M USD per year",
      y5: "90M USD per year",
    },
    rows: ["S2-051", "S2-052", "S2-053", "S2-054", "S2-055"],
  },
  managed: {
    section: "5-Year Revenue Projection",
    unit: "USD per year",
    is: {
      y1: "250k USD per year",
      y2: "1.75M USD per year",
      y3: "6.25M USD per year",
      y4: "18.75M USD per year",
      y5: "37.5M USD per year",
    },
  },
  licences: {
    section: "5-Year Revenue Projection",
    unit: "USD per year",
    is: {
      y1: "150k USD per year",
      y2: "700k USD per year",
      y3: "2.5M USD per year",
      y4: "7.5M USD per year",
      y5: "15M USD per year",
    },
  },
  services: {
    section: "5-Year Revenue Projection",
    unit: "USD per year",
    is: {
      y1: "100k USD per year",
      y2: "350k USD per year",
      y3: "1.25M USD per year",
      y4: "3.75M USD per year",
      y5: "7.5M USD per year",
    },
  },
  revenue: {
    description: "All four streams.",
    columns: years,
    is: "subscriptions.{column} + managed.{column} + licences.{column} + services.{column}",
    unit: "USD per year",
  },

  // S2-035
  "average-arr": {
    section: "SaaS Growth Model & Projections",
    unit: "USD per customer per year",
    is: {
      y1: "25k USD per customer per year",
      y2: "35k USD per customer per year",
      y3: "50k USD per customer per year",
      y4: "75k USD per customer per year",
      y5: "100k USD per customer per year",
    },
    rows: ["S2-035"],
  },

  // S2-036
  ...customersOf("developer", [20, 80, 200, 400, 600]),
  ...customersOf("team", [15, 60, 175, 350, 525]),
  ...customersOf("business", [10, 40, 100, 200, 300]),
  ...customersOf("enterprise", [5, 20, 25, 50, 75]),
  customers: {
    columns: years,
    is: segments.map((segment) => `customers-${segment}.{column}`).join(" + "),
    unit: "customers",
    rows: ["S2-036"],
  },
  mix: {
    section: "Pricing Strategy & Tier Analysis",
    is: { developer: "40%", team: "35%", business: "20%", enterprise: "5%" },
    rows: ["S2-019", "S2-020", "S2-021", "S2-022"],
  },

  // S2-037, S2-038
  "churn-ceiling": {
    section: "Key SaaS Metrics",
    is: "3% per month",
    metric: "logo-churn",
    rows: ["S2-037"],
  },
  "industry-churn": {
    section: "Key SaaS Metrics",
    is: { low: "5% per month", high: "7% per month" },
    rows: ["S2-037"],
  },
  churn: {
    section: "Customer Lifetime Value (LTV) Calculation",
    is: {
      developer: "5% per month",
      team: "3% per month",
      business: "2% per month",
      enterprise: "1% per month",
    },
    unit: "per month",
    metric: "logo-churn",
    rows: ["S2-038"],
  },
  margin: {
    section: "Tier Value Proposition & Feature Justification",
    is: { developer: "85%", team: "85%", business: "90%", enterprise: "85%" },
    metric: "gross-margin",
    rows: ["S2-023", "S2-024", "S2-025", "S2-026"],
  },
  "monthly-price": {
    description: "List price of a tier.",
    columns: segments,
    is: "plans.{column}.prices.monthly",
    unit: "USD per customer per month",
    metric: "arpa",
  },

  // S2-039
  cac: {
    section: "Customer Acquisition Cost (CAC) by Segment",
    metric: "cac",
    unit: "USD per customer",
    is: {
      developer: "500 USD per customer",
      team: "2_000 USD per customer",
      business: "8_000 USD per customer",
      enterprise: "25_000 USD per customer",
    },
    rows: ["S2-039"],
  },
  "stated-ltv": {
    section: "Customer Acquisition Cost (CAC) by Segment",
    metric: "ltv",
    unit: "USD per customer",
    is: {
      developer: "7_500 USD per customer",
      team: "30_000 USD per customer",
      business: "120_000 USD per customer",
      enterprise: "375_000 USD per customer",
    },
    rows: ["S2-059"],
  },
  "average-cac": { section: "Key SaaS Metrics", is: "2_500 USD per customer", rows: ["S2-041"] },
  tenure: {
    section: "Key SaaS Metrics",
    is: "25 months",
    metric: "customer-lifetime",
    rows: ["S2-037"],
  },

  // S2-027 to S2-029, S2-042, S2-043
  "rate-base": { section: "Usage-Based Pricing Model", is: "0.001 USD / 1_000 operations" },
  "rate-at": {
    section: "Usage-Based Pricing Model",
    description: "Rates from 10M, 100M and 1B operations a month.",
    unit: "USD per operation",
    is: {
      "10m": "0.0008 USD / 1_000 operations",
      "100m": "0.00065 USD / 1_000 operations",
      "1b": "0.0005 USD / 1_000 operations",
    },
    rows: ["S2-028"],
  },
  "infrastructure-cost": {
    section: "Usage-Based Pricing Model",
    is: "0.0002 USD / 1_000 operations",
    rows: ["S2-043"],
  },
  "competitor-rate": {
    section: "Usage-Based Pricing Model",
    is: "0.01 USD / 1_000 operations",
    rows: ["S2-029"],
  },
  operations: {
    section: "Market Penetration Strategy",
    unit: "operations per month",
    is: {
      y1: "500M operations per month",
      y2: "2B operations per month",
      y3: "6B operations per month",
    },
    rows: ["S2-042"],
  },

  // S2-044, S2-045
  "year-3-costs": {
    section: "Operating Expense Breakdown (Year 3)",
    unit: "USD per year",
    is: {
      cogs: "5M USD per year",
      "sales-and-marketing": "7.5M USD per year",
      research: "6.25M USD per year",
      administration: "2.5M USD per year",
    },
    rows: ["S2-044"],
  },
  "stream-margin": {
    section: "Gross Margin Analysis by Revenue Stream",
    is: { subscriptions: "85%", managed: "80%", licences: "90%", services: "70%" },
    rows: ["S2-045"],
  },
  "blended-margin": {
    description: "Margins of the streams, by their revenue.",
    columns: years,
    is: `(${["subscriptions", "managed", "licences", "services"]
      .map((stream) => `${stream}.{column} * stream-margin.${stream}`)
      .join(" + ")}) / revenue.{column}`,
  },

  // S2-056 to S2-058
  expenses: {
    section: "Cash Flow Projections",
    unit: "USD per year",
    is: {
      y1: "2M USD per year",
      y2: "6M USD per year",
      y3: "21.25M USD per year",
      y4: "60M USD per year",
      y5: "105M USD per year",
    },
    rows: ["S2-056"],
  },
  ebitda: { columns: years, is: "revenue.{column} - expenses.{column}", unit: "USD per year" },
  "free-cash-flow": {
    section: "Cash Flow Projections",
    unit: "USD",
    is: { y1: "-1M USD", y2: "500k USD", y3: "3M USD", y4: "13M USD", y5: "40M USD" },
    rows: ["S2-058"],
  },
  cash: {
    description: "At the end of each year, from nothing.",
    is: Object.fromEntries(
      years.map((year, index) => [
        year,
        years
          .slice(0, index + 1)
          .map((one) => `free-cash-flow.${one}`)
          .join(" + "),
      ]),
    ),
    unit: "USD",
  },
  "paid-annually": { section: "Working Capital Requirements", is: "60%", rows: ["S2-047"] },
  "collection-days": { section: "Working Capital Requirements", is: "45", rows: ["S2-046"] },
};

/** The customers of a segment at the end of each year. */
function customersOf(segment: string, counts: readonly number[]): Record<string, Figure> {
  return {
    [`customers-${segment}`]: {
      section: "Customer Growth by Segment",
      unit: "customers",
      is: Object.fromEntries(years.map((year, index) => [year, `${counts[index]} customers`])),
      rows: ["S2-036"],
    },
  };
}

/** A figure of the five-year tables as one that changes with the year. */
export const byYear = (figure: string): string =>
  [1, 2, 3, 4].reduceRight(
    (later, year) => `if(year-number() = ${year}, ${figure}.y${year}, ${later})`,
    `${figure}.y5`,
  );
