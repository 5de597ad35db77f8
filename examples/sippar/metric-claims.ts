import type { Claim } from "florin";
import { between } from "./figures.ts";

type Claims = Readonly<Record<string, Claim>>;

const revenue = "Revenue Metrics";
const quality = "Revenue Quality Metrics";
const customers = "Customer Metrics";
const operations = "Operational Metrics";

const revenueClaims: Claims = {
  "monthly-growth-to-y2": {
    section: revenue,
    states: ">= 15%",
    formula: "(revenue.y2 / revenue.y1) ^ (1 / 12) - 1",
    rows: ["S3-051", "S3-052", "S3-057"],
  },
  "monthly-growth-to-y3": {
    section: revenue,
    states: ">= 15%",
    formula: "(revenue.y3 / revenue.y2) ^ (1 / 12) - 1",
    because: "From the second year to the third the plan grows by 12.4 to 14.8% a month.",
    rows: ["S3-052", "S3-053", "S3-057"],
  },
  arr: {
    section: revenue,
    description: "Without the fees on transactions, which recur by no agreement.",
    states: between("25M USD per year", "73M USD per year"),
    formula: "revenue.y3 - target-fees.y3",
    because: "A quarter of it are fees on transactions; 19 to 55 million dollars recur.",
    rows: ["S3-041", "S3-053", "S3-057"],
  },
  "ltv-goal": {
    section: revenue,
    states: { enterprise: ">= 3M USD per customer", platform: ">= 25k USD per customer" },
    metric: "ltv",
    formula: "stated-ltv.{column}",
    because: { platform: "The unit economics begin at 10,000 dollars." },
    rows: ["S3-030", "S3-031", "S3-057"],
  },
  "ltv-to-cac": {
    section: revenue,
    description: "By the printed figures of the unit economics.",
    states: { enterprise: ">= 10", platform: ">= 5" },
    metric: "ltv-to-cac",
    formula: "stated-ltv.{column} / cac.{column}",
    bounds: "widest",
    rows: ["S3-030", "S3-031", "S3-057"],
  },
  "ltv-to-cac-of-arpu": {
    section: revenue,
    description: "By three years of what a user pays.",
    states: ">= 5",
    formula: "(arpu * lifetime.platform in USD per customer) / cac.platform",
    bounds: "widest",
    because: "Three years of 150 dollars a month are 2.7 times the 2,000 that a user may cost.",
    rows: ["S3-031", "S3-057"],
  },
};

const qualityClaims: Claims = {
  "recurring-share": {
    section: quality,
    description: "All but the fees on transactions, by the roadmap.",
    states: { y1: ">= 80%", y2: ">= 80%", y3: ">= 80%" },
    formula: "1 - target-fees.{column} / revenue.{column}",
    because: { y3: "Fees are a quarter of the third year's revenue, so 75% of it recurs." },
    rows: ["S3-051", "S3-052", "S3-053", "S3-058"],
  },
  "recurring-share-by-chapters": {
    section: quality,
    description: "All but the fees on transactions, by the chapters of the streams.",
    states: { y1: ">= 80%", y2: ">= 80%", y3: ">= 80%" },
    formula: "1 - projected-fees.{column} / projected.{column}",
    because: {
      y2: "At the high end fees are 7.5 million dollars of 32.9 million, so 77% recurs.",
      y3: "At the high end fees are 75 million dollars of 164 million, so 54% recurs.",
    },
    rows: ["S3-045", "S3-058"],
  },
  "gross-retention": {
    section: quality,
    states: { enterprise: ">= 95%", platform: ">= 95%" },
    metric: "grr",
    formula: "1 - churn.{column} * 1 year",
    because: {
      enterprise: "Where 5 to 10% leave a year 90 to 95% of the revenue stays.",
      platform: "Where 15 to 25% leave a year 75 to 85% of the revenue stays.",
    },
    rows: ["S3-030", "S3-031", "S3-058"],
  },
  "net-retention": {
    section: quality,
    description: "What stays, and the 25% that customers are to buy more.",
    states: { enterprise: ">= 120%", platform: ">= 120%" },
    metric: "nrr",
    formula: "1 - churn.{column} * 1 year + expansion * 1 year",
    because: {
      enterprise: "90 to 95% that stay and 25% that are bought more are 115 to 120%.",
      platform: "75 to 85% that stay and 25% that are bought more are 100 to 110%.",
    },
    rows: ["S3-030", "S3-031", "S3-058", "S3-059"],
  },
  "net-retention-by-upsell": {
    section: quality,
    description:
      "What stays, and the 40 to 60% that the platform's chapter expects to be bought more.",
    states: ">= 120%",
    formula: "1 - churn.platform * 1 year + upsell",
    bounds: "widest",
    because: "75% that stay and 40% that are bought more are 115%.",
    rows: ["S3-031", "S3-034", "S3-058"],
  },
  "largest-customer": {
    section: quality,
    description: "A contract at the lowest price, against all revenue.",
    states: { y1: "<= 20%", y2: "<= 20%", y3: "<= 20%" },
    formula: "plans.foundation.prices.annual * 1 customer / revenue.{column}",
    because: {
      y1: "With one client of 675,000 dollars of revenue 74% come from it.",
    },
    rows: ["S3-017", "S3-051", "S3-052", "S3-053", "S3-058"],
  },
  "largest-customer-on-enterprise": {
    section: quality,
    description: "A contract of the Enterprise tier, against all revenue.",
    states: { y2: "<= 20%", y3: "<= 20%" },
    formula: "plans.enterprise.prices.annual * 1 customer / revenue.{column}",
    because: { y2: "Two million dollars of 4.75 million are 42%." },
    rows: ["S3-017", "S3-052", "S3-053", "S3-058"],
  },
};

/** What customers' engagement is to be: surveys and events that a document has none of. */
const engaged = (states: string, unchecked: string): Claim => ({
  section: customers,
  states,
  unchecked,
  rows: ["S3-060"],
});

const customerClaims: Claims = {
  "acquisition-cost": {
    section: customers,
    states: { enterprise: "< 75k USD per customer", platform: "< 2k USD per customer" },
    metric: "cac",
    formula: "cac.{column}",
    because: {
      enterprise:
        "The unit economics go up to just 75,000 dollars, and the stream's chapter to 100,000.",
      platform: "The unit economics go up to just 2,000 dollars.",
    },
    rows: ["S3-029", "S3-030", "S3-031", "S3-059"],
  },
  "new-clients-a-month": {
    section: customers,
    description: "From the end of the first year to that of the second.",
    states: ">= 1 customer per month",
    formula: "(clients.y2 - clients.y1) / 12 months",
    because: "From one client to six in a year is less than one in two months.",
    rows: ["S3-042", "S3-059"],
  },
  "new-users-a-month": {
    section: customers,
    description: "Paying customers, from the end of the first year to that of the second.",
    states: ">= 50 customers per month",
    formula: "(paying-customers.y2 - paying-customers.y1) / 12 months",
    because: "From 26 to 125 customers are 8 a month, and from 125 to 620 they are 41.",
    rows: ["S3-046", "S3-047", "S3-048", "S3-059"],
  },
  "new-users-by-roadmap": {
    section: customers,
    states: ">= 50 customers per month",
    formula: "(milestone-users.y2 - milestone-users.y1) / 12 months",
    rows: ["S3-055", "S3-059"],
  },
  "churn-goal": {
    section: customers,
    states: { enterprise: "< 10% per year", platform: "< 25% per year" },
    metric: "logo-churn",
    formula: "churn.{column}",
    because: {
      enterprise: "The unit economics go up to just 10%, not less.",
      platform: "The unit economics go up to just 25%, not less.",
    },
    rows: ["S3-030", "S3-031", "S3-059"],
  },
  "expansion-by-outcome": {
    section: customers,
    states: ">= 25%",
    formula: "outcome-expansion",
    rows: ["S3-032", "S3-059"],
  },
  "expansion-by-upsell": {
    section: customers,
    states: ">= 25%",
    formula: "upsell",
    rows: ["S3-034", "S3-059"],
  },
  "health-score": engaged("> 8", "No customer's health is scored."),
  "feature-adoption": engaged("> 80%", "No use of features is counted."),
  "reference-rate": engaged("> 50%", "No customer is asked for a reference."),
  "promoter-score": engaged("> 50", "No survey is given."),
};

const operationClaims: Claims = {
  "revenue-per-employee": {
    section: operations,
    states: ">= 250k USD per employee per year",
    unchecked: "No number of employees is given.",
    rows: ["S3-061"],
  },
  "gross-margin-goal": {
    section: operations,
    description: "By the third year's projection.",
    states: between("80%", "90%"),
    metric: "gross-margin",
    formula: "gross-margin.y3",
    rows: ["S3-037", "S3-061"],
  },
  "operating-leverage": {
    section: operations,
    description: "Of the third year's additional revenue, by the printed EBITDA.",
    states: ">= 60%",
    formula: "(stated-ebitda.y3 - stated-ebitda.y2) / (revenue.y3 - revenue.y2)",
    because: "By its own figures 56 to 58% of the additional revenue of the third year are left.",
    rows: ["S3-054", "S3-061"],
  },
  "operating-leverage-with-cost": {
    section: operations,
    description: "The same at the printed margins.",
    states: ">= 60%",
    formula:
      "(revenue.y3 * gross-margin.y3 - operating-expenses.y3 - revenue.y2 * gross-margin.y2 + operating-expenses.y2) / (revenue.y3 - revenue.y2)",
    because: "At the printed margins 37 to 50% of the additional revenue are left.",
    rows: ["S3-037", "S3-061"],
  },
  "cash-flow-positive": {
    section: operations,
    states: between("18 months", "24 months"),
    unchecked: "The document plans by years and gives no cash flow.",
    rows: ["S3-061"],
  },
  "market-share": {
    section: operations,
    states: ">= 25%",
    formula: "target-infrastructure.y3 / market",
    because:
      "Of the 200 billion dollars that are named as the market 15 to 44 million are about 0.02%; no smaller market is given.",
    rows: ["S3-040", "S3-062"],
  },
};

/** The key figures that the business wants to be measured by. */
export const metricClaims: Claims = {
  ...revenueClaims,
  ...qualityClaims,
  ...customerClaims,
  ...operationClaims,
};
