import type { Claim } from "florin";

const streams = ["subscriptions", "managed", "licences", "services"] as const;

/** Every figure of the revenue model that follows from others, where it stands and what should give it. */
export const claims: Readonly<Record<string, Claim>> = {
  "year-3-share": {
    section: "Hybrid Revenue Strategy",
    states: { subscriptions: "60%", managed: "25%", licences: "10%", services: "5%" },
    formula: "{column}.y3 / revenue.y3",
    rows: ["S2-001"],
  },
  "year-3-total": {
    section: "Hybrid Revenue Strategy",
    states: "25M USD per year",
    formula: "revenue.y3",
  },

  "annual-discount": {
    section: "Pricing Strategy & Tier Analysis",
    states: { developer: "15%", team: "15%", business: "15%" },
    formula:
      "1 - plans.{column}.prices.annual / (plans.{column}.prices.monthly in USD per customer per year)",
    because: "Each annual price is ten months, which is 16.7% off and not 15%.",
    rows: ["S2-019", "S2-020", "S2-021", "S2-034"],
  },
  "mix-adds-up": {
    section: "Pricing Strategy & Tier Analysis",
    states: "100%",
    formula: "mix.developer + mix.team + mix.business + mix.enterprise",
  },
  ...mixClaim("developer", "40%", ""),
  ...mixClaim("team", "35%", "The customer table has 30% of them on Team in the first two years."),
  ...mixClaim("business", "20%", ""),
  ...mixClaim(
    "enterprise",
    "5%",
    "The customer table has twice the share of Enterprise in the first two years.",
  ),

  "tier-margin": {
    section: "Tier Value Proposition & Feature Justification",
    states: { developer: "85%", team: "85%", business: "90%", enterprise: "85%" },
    formula: "1 - plans.{column}.cost / plans.{column}.prices.monthly",
    rows: ["S2-023", "S2-024", "S2-025", "S2-026"],
  },
  "customer-return": {
    section: "Tier Value Proposition & Feature Justification",
    states: { developer: "5", team: "5", business: "5", enterprise: "5" },
    formula: "plans.{column}.value / plans.{column}.prices.monthly",
    rows: ["S2-023", "S2-024", "S2-025", "S2-026"],
  },
  "value-capture": {
    section: "Value-Based Pricing Philosophy",
    states: { developer: "20%", team: "20%", business: "20%", enterprise: "20%" },
    formula: "plans.{column}.prices.monthly / plans.{column}.value",
    rows: ["S2-033"],
  },

  "saas-growth": {
    section: "SaaS Growth Model & Projections",
    states: {
      y1: "1.25M USD per year",
      y2: "7M USD per year",
      y3: "25M USD per year",
      y4: "75M USD per year",
      y5: "150M USD per year",
    },
    formula: "customers.{column} * average-arr.{column}",
    rows: ["S2-035"],
  },
  "saas-growth-is-saas": {
    section: "SaaS Growth Model & Projections",
    description: "The growth model of stream 1 against the subscriptions of the projection.",
    states: {
      y1: "1.25M USD per year",
      y2: "7M USD per year",
      y3: "25M USD per year",
      y4: "75M USD per year",
      y5: "150M USD per year",
    },
    formula: "subscriptions.{column}",
    because:
      "The growth model of the subscriptions comes to the total of all four streams; subscriptions are 60% of it.",
    rows: ["S2-035", "S2-051"],
  },
  tenure: {
    section: "Key SaaS Metrics",
    states: "25 months",
    formula: "1 / churn-ceiling",
    because:
      "A churn of 3% a month is a tenure of 33 months; 25 months are a churn of 4%, above the ceiling.",
    rows: ["S2-037"],
  },
  "combined-churn": {
    section: "Retention & Expansion",
    states: "< 3% per month",
    formula:
      "mix.developer * churn.developer + mix.team * churn.team + mix.business * churn.business + mix.enterprise * churn.enterprise",
    because: "The churn of the segments, by the mix of the tiers, is 3.5% a month.",
    rows: ["S2-065"],
  },
  "churn-below-industry": {
    section: "Key SaaS Metrics",
    description: "The low end of the industry's 5% to 7%.",
    states: {
      developer: "< 5% per month",
      team: "< 5% per month",
      business: "< 5% per month",
      enterprise: "< 5% per month",
    },
    formula: "churn.{column}",
    because: "Developers leave at 5% a month, as the industry's customers do, and are 40% of all.",
    rows: ["S2-037", "S2-038"],
  },
  "gross-retention": {
    section: "Key SaaS Metrics",
    states: "> 97%",
    metric: "grr",
    formula: "1 - annual-loss(churn-ceiling) * 1 year",
    because:
      "At 3% a month 69% of the revenue is left after a year; 97% is what is left after a month.",
    rows: ["S2-061"],
  },
  "net-retention": {
    section: "Key SaaS Metrics",
    states: "> 115%",
    metric: "nrr",
    unchecked: "No rate of expansion is given.",
    rows: ["S2-061"],
  },
  "average-cac": {
    section: "Key SaaS Metrics",
    states: "2_500 USD per customer",
    formula:
      "mix.developer * cac.developer + mix.team * cac.team + mix.business * cac.business + mix.enterprise * cac.enterprise",
    because: "The acquisition costs of the tiers, by their mix, average 3,750 dollars.",
    rows: ["S2-041"],
  },
  "average-ltv": {
    section: "Key SaaS Metrics",
    states: "62_500 USD per customer",
    formula:
      "mix.developer * stated-ltv.developer + mix.team * stated-ltv.team + mix.business * stated-ltv.business + mix.enterprise * stated-ltv.enterprise",
    because: "The lifetime values of the tiers, by their mix, average 56,250 dollars.",
    rows: ["S2-041"],
  },
  "average-ltv-by-tenure": {
    section: "Key SaaS Metrics",
    states: "62_500 USD per customer",
    formula: "(average-arr.y3 in USD per customer per month) * tenure",
    because:
      "Fifty thousand a year for 25 months are 104,167 dollars; 62,500 is the acquisition cost times 25.",
    rows: ["S2-037", "S2-041"],
  },

  "volume-discount": {
    section: "Usage-Based Pricing Model",
    states: { "10m": "20%", "100m": "35%", "1b": "50%" },
    formula: "1 - rate-at.{column} / rate-base",
    rows: ["S2-028"],
  },
  "infrastructure-share": {
    section: "Usage-Based Pricing Model",
    states: "20%",
    formula: "infrastructure-cost / rate-base",
    rows: ["S2-043"],
  },
  "managed-margin": {
    section: "Usage-Based Pricing Model",
    states: { "10m": "80%", "100m": "80%", "1b": "80%" },
    formula: "1 - infrastructure-cost / rate-at.{column}",
    because:
      "The cost does not fall with the rate, so the margin falls with each discount: 75%, 69%, 60%.",
    rows: ["S2-043"],
  },
  "cheaper-than-competitor": {
    section: "Usage-Based Pricing Model",
    states: "10",
    formula: "competitor-rate / rate-base",
    rows: ["S2-029"],
  },
  "half-of-nearest-alternative": {
    section: "Value-Based Pricing Philosophy",
    states: "50%",
    formula: "rate-base / competitor-rate",
    because: "The base rate is a tenth of the competitor's and not half of it.",
    rows: ["S2-033"],
  },
  "managed-revenue-of-operations": {
    section: "Market Penetration Strategy",
    states: { y1: "500k USD per year", y2: "2M USD per year", y3: "6.25M USD per year" },
    formula: "operations.{column} * rate-base in USD per year",
    because:
      "At a tenth of a cent for a thousand, these operations come to 6,000, 24,000 and 72,000 dollars a year, before discounts.",
    rows: ["S2-042"],
  },
  "managed-revenue-twice": {
    section: "Market Penetration Strategy",
    states: { y1: "500k USD per year", y2: "2M USD per year", y3: "6.25M USD per year" },
    formula: "managed.{column}",
    because: "The projection has 250,000 and 1.75 million dollars for the first two years.",
    rows: ["S2-042", "S2-051", "S2-052"],
  },

  ...shareClaims("subscriptions", ["60%", "60%", "60%", "60%", "60%"]),
  ...shareClaims("managed", ["20%", "25%", "25%", "25%", "25%"]),
  ...shareClaims("licences", ["12%", "10%", "10%", "10%", "10%"]),
  ...shareClaims("services", ["8%", "5%", "5%", "5%", "5%"]),
  "total-revenue": {
    section: "5-Year Revenue Projection",
    states: {
      y1: "1.25M USD per year",
      y2: "7M USD per year",
      y3: "25M USD per year",
      y4: "75M USD per year",
      y5: "150M USD per year",
    },
    formula: "revenue.{column}",
    rows: ["S2-051", "S2-052", "S2-053", "S2-054", "S2-055"],
  },
  "monthly-growth": {
    section: "Revenue Metrics",
    states: ">= 15%",
    formula: "(revenue.y5 / revenue.y1) ^ (1 / 48) - 1",
    because:
      "From the first year to the fifth the plan grows by 10.5% a month, compounded over 48 months.",
    rows: ["S2-062"],
  },

  "customers-total": {
    section: "Customer Growth by Segment",
    states: {
      y1: "50 customers",
      y2: "200 customers",
      y3: "500 customers",
      y4: "1_000 customers",
      y5: "1_500 customers",
    },
    formula: "customers.{column}",
    rows: ["S2-036"],
  },

  "ltv-to-cac": {
    section: "Customer Acquisition Cost (CAC) by Segment",
    states: { developer: "15", team: "15", business: "15", enterprise: "15" },
    formula: "stated-ltv.{column} / cac.{column}",
    rows: ["S2-059"],
  },
  payback: {
    section: "Customer Acquisition Cost (CAC) by Segment",
    metric: "cac-payback",
    states: {
      developer: "6 months",
      team: "4 months",
      business: "3 months",
      enterprise: "2 months",
    },
    formula: "cac.{column} / (monthly-price.{column} * margin.{column})",
    because: {
      team: "With its margin of 85% Team pays back in 4.7 months; 4 months leave the margin out.",
      enterprise: "25,000 dollars take 2.9 months at list price and margin.",
    },
    rows: ["S2-059"],
  },
  "payback-below-a-year": {
    section: "Customer Acquisition Cost (CAC) Optimization",
    states: {
      developer: "< 12 months",
      team: "< 12 months",
      business: "< 12 months",
      enterprise: "< 12 months",
    },
    formula: "cac.{column} / (monthly-price.{column} * margin.{column})",
    rows: ["S2-068"],
  },
  "ltv-by-its-formula": {
    section: "Customer Acquisition Cost (CAC) by Segment",
    states: {
      developer: "7_500 USD per customer",
      team: "30_000 USD per customer",
      business: "120_000 USD per customer",
      enterprise: "375_000 USD per customer",
    },
    formula: "monthly-price.{column} * margin.{column} / churn.{column}",
    because: {
      developer:
        "Price, margin and churn give 1,683 dollars; the table has fifteen times the acquisition cost.",
      team: "Price, margin and churn give 14,138 dollars; the table has fifteen times the acquisition cost.",
      business: "Price, margin and churn give 134,955 dollars, more than the table.",
      enterprise: "Price, margin and churn give 849,915 dollars, more than twice the table.",
    },
    rows: ["S2-059", "S2-060"],
  },
  "ltv-as-printed": {
    section: "Customer Lifetime Value (LTV) Calculation",
    states: {
      developer: "20_196 USD per customer",
      team: "169_660 USD per customer",
      business: "1_619_460 USD per customer",
      enterprise: "10_198_830 USD per customer",
    },
    formula: "monthly-price.{column} * margin.{column} / churn.{column}",
    because:
      "A year's revenue is divided by a month's churn, which makes it twelve times too much.",
    rows: ["S2-060"],
  },
  "ltv-printed-twice": {
    section: "Customer Lifetime Value (LTV) Calculation",
    states: {
      developer: "20_196 USD per customer",
      team: "169_660 USD per customer",
      business: "1_619_460 USD per customer",
      enterprise: "10_198_830 USD per customer",
    },
    formula: "stated-ltv.{column}",
    because: "The table of acquisition costs has another lifetime value for the same tier.",
    rows: ["S2-059", "S2-060"],
  },
  "annual-revenue-per-customer": {
    section: "Customer Lifetime Value (LTV) Calculation",
    states: {
      developer: "1_188 USD per customer per year",
      team: "5_988 USD per customer per year",
      business: "35_988 USD per customer per year",
      enterprise: "119_988 USD per customer per year",
    },
    formula: "monthly-price.{column} in USD per customer per year",
    rows: ["S2-060"],
  },
  "arithmetic-of-enterprise-ltv": {
    section: "Customer Lifetime Value (LTV) Calculation",
    description: "The division as it is printed, units left aside.",
    states: "10_198_830",
    formula: "119_988 * 85% / 1%",
    because: "As printed, the division gives 10,198,980.",
    rows: ["S2-060"],
  },

  "cost-share": {
    section: "Operating Expense Breakdown (Year 3)",
    states: { cogs: "20%", "sales-and-marketing": "30%", research: "25%", administration: "10%" },
    formula: "year-3-costs.{column} / revenue.y3",
    rows: ["S2-044"],
  },
  "year-3-ebitda": {
    section: "Operating Expense Breakdown (Year 3)",
    states: "3.75M USD per year",
    formula:
      "revenue.y3 - year-3-costs.cogs - year-3-costs.sales-and-marketing - year-3-costs.research - year-3-costs.administration",
    rows: ["S2-044", "S2-057"],
  },
  "year-3-ebitda-margin": {
    section: "Operating Expense Breakdown (Year 3)",
    states: "15%",
    formula: "ebitda.y3 / revenue.y3",
    rows: ["S2-044"],
  },
  "blended-margin": {
    section: "Gross Margin Analysis by Revenue Stream",
    states: "83%",
    formula: "blended-margin.y3",
    rows: ["S2-045"],
  },
  "blended-margin-by-cost": {
    section: "Gross Margin Analysis by Revenue Stream",
    states: "83%",
    formula: "1 - year-3-costs.cogs / revenue.y3",
    because: "The cost of goods sold is 20% of revenue, which leaves a margin of 80%.",
    rows: ["S2-044", "S2-045"],
  },
  "gross-margin-target": {
    section: "Efficiency Metrics",
    states: "> 80%",
    formula: "1 - year-3-costs.cogs / revenue.y3",
    because: "The plan's own third year has just 80%, not more.",
    rows: ["S2-066"],
  },
  "operating-margin-target": {
    section: "Efficiency Metrics",
    states: "> 40%",
    formula: "ebitda.y5 / revenue.y5",
    because: "The fifth year has 45 million dollars of 150, which is 30%.",
    rows: ["S2-066"],
  },
  "recurring-target": {
    section: "Revenue Metrics",
    states: { y1: "> 85%", y3: "> 85%", y5: "> 85%" },
    formula: "(subscriptions.{column} + managed.{column}) / revenue.{column}",
    because:
      "Subscriptions and managed services are 80% in the first year and just 85% from the second on.",
    rows: ["S2-063"],
  },
  "licence-concentration": {
    section: "Revenue Concentration Risk",
    description: "One Strategic licence, of a year's planned revenue.",
    states: Object.fromEntries(["y1", "y2", "y3", "y4", "y5"].map((year) => [year, "<= 10%"])),
    formula: "licences.strategic.fee / (revenue.{column} * 1 year)",
    because: "A single Strategic licence is 40% of the first year's planned revenue.",
    rows: ["S2-030", "S2-069"],
  },
  "stream-concentration": {
    section: "Revenue Concentration Risk",
    states: Object.fromEntries(streams.map((stream) => [stream, "<= 70%"])),
    formula: "{column}.y5 / revenue.y5",
    rows: ["S2-069"],
  },

  ebitda: {
    section: "Cash Flow Projections",
    states: {
      y1: "-750k USD per year",
      y2: "1M USD per year",
      y3: "3.75M USD per year",
      y4: "15M USD per year",
      y5: "45M USD per year",
    },
    formula: "ebitda.{column}",
    rows: ["S2-057"],
  },
  "cumulative-cash": {
    section: "Cash Flow Projections",
    states: { y1: "-1M USD", y2: "-500k USD", y3: "2.5M USD", y4: "15.5M USD", y5: "55.5M USD" },
    formula: "cash.{column}",
    rows: ["S2-058"],
  },
  "cash-below-ebitda": {
    section: "Cash Flow Projections",
    states: { y1: "-1M USD", y2: "500k USD", y3: "3M USD", y4: "13M USD", y5: "40M USD" },
    unchecked:
      "No capital expenditure, tax or change of working capital is given between EBITDA and free cash flow.",
    rows: ["S2-058"],
  },
  reserve: {
    section: "Cash Flow Optimization",
    description: "Cash at the end of the year over half a year's expenses.",
    states: { y1: ">= 1", y2: ">= 1", y3: ">= 1", y4: ">= 1", y5: ">= 1" },
    formula: "cash.{column} / (expenses.{column} * 1 year / 2)",
    because:
      "Six months of expenses are more than the cash that the plan has; only the fifth year holds them.",
    rows: ["S2-071"],
  },
  "sales-return": {
    section: "Investment & Growth Planning",
    states: "3",
    formula: "(revenue.y3 - revenue.y2) / year-3-costs.sales-and-marketing",
    because:
      "7.5 million dollars of sales and marketing stand against 18 million of growth, 2.4 times.",
    rows: ["S2-070"],
  },

  receivables: {
    section: "Working Capital Requirements",
    states: "3.1M USD",
    formula: "revenue.y3 * 1 year * collection-days / 365",
    rows: ["S2-046"],
  },
  "deferred-revenue": {
    section: "Working Capital Requirements",
    states: "9M USD",
    formula: "subscriptions.y3 * 1 year * paid-annually / 2",
    because:
      "Nine million dollars are billed in a year; spread over the year, about half of that is still to be earned at any time.",
    rows: ["S2-047"],
  },
};

/** The share of a tier in the customer table against the mix of the tier table. */
function mixClaim(segment: string, share: string, because: string): Record<string, Claim> {
  return {
    [`mix-of-${segment}`]: {
      section: "Customer Growth by Segment",
      states: Object.fromEntries(["y1", "y2", "y3", "y4", "y5"].map((year) => [year, share])),
      formula: `customers-${segment}.{column} / customers.{column}`,
      ...(because === "" ? {} : { because }),
      rows: ["S2-036"],
    },
  };
}

/** The percentages that stand beside a stream's revenue. */
function shareClaims(stream: string, shares: readonly string[]): Record<string, Claim> {
  return {
    [`${stream}-share`]: {
      section: "5-Year Revenue Projection",
      states: Object.fromEntries(shares.map((share, index) => [`y${index + 1}`, share])),
      formula: `${stream}.{column} / revenue.{column}`,
      rows: ["S2-051", "S2-052", "S2-053", "S2-054", "S2-055"],
    },
  };
}
