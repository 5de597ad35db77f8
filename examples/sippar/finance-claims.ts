import type { Claim } from "florin";
import { between } from "./figures.ts";

type Claims = Readonly<Record<string, Claim>>;

const projections = "Conservative Financial Projections";
const units = "Unit Economics and Customer Metrics";
const funding = "Series A Funding Requirements";
const investors = "Return on Investment Analysis";

const ebitda = {
  y1: between("-1.4M USD per year", "-1.3M USD per year"),
  y2: between("-1.25M USD per year", "6M USD per year"),
  y3: between("10M USD per year", "38M USD per year"),
} as const;

const profitClaims: Claims = {
  "revenue-twice": {
    section: projections,
    description: "Against the sums of the roadmap.",
    states: {
      y1: between("675k USD per year", "2.6M USD per year"),
      y2: between("4.75M USD per year", "18M USD per year"),
      y3: between("25M USD per year", "73M USD per year"),
    },
    formula:
      "target-infrastructure.{column} + target-fees.{column} + target-platform.{column} + target-data.{column}",
    rows: ["S3-051", "S3-052", "S3-053", "S3-054"],
  },
  ebitda: {
    section: projections,
    description: "Revenue times gross margin, less operating expenses.",
    states: ebitda,
    formula: "revenue.{column} * gross-margin.{column} - operating-expenses.{column}",
    because: {
      y1: "The cost of revenue is left out: at the printed margins the first year loses 1.53 to 1.92 million dollars.",
      y2: "The cost of revenue is left out: at the printed margins the second year comes to -2.44 to 3.3 million dollars.",
      y3: "The cost of revenue is left out: at the printed margins the third year comes to 5 to 30.7 million dollars.",
    },
    rows: ["S3-037", "S3-054"],
  },
  "ebitda-without-cost-of-revenue": {
    section: projections,
    description: "How the printed figures come about: revenue less operating expenses alone.",
    states: ebitda,
    formula: "revenue.{column} - operating-expenses.{column}",
    rows: ["S3-054"],
  },
  "cost-advantage": {
    section: "Scalability and Operational Leverage",
    states: between("60%", "80%"),
    unchecked: "No cost without the shared infrastructure is given.",
    rows: ["S3-038"],
  },
};

const unitClaims: Claims = {
  "average-contract": {
    section: units,
    description: "Revenue of a client in the projection.",
    states: {
      y1: "750k USD per customer per year",
      y2: "750k USD per customer per year",
      y3: "750k USD per customer per year",
    },
    formula: "target-infrastructure.{column} / clients.{column}",
    because: "The projection has 500,000 dollars a client in every year, the price of Foundation.",
    rows: ["S3-030", "S3-042"],
  },
  "five-years-of-contract": {
    section: units,
    description: "Five years of the average contract value.",
    states: between("3M USD per customer", "7M USD per customer"),
    formula: "contract-value * lifetime.enterprise",
    rows: ["S3-030"],
  },
  "ltv-of-contracts": {
    section: units,
    description: "Contract value times gross margin over churn.",
    states: between("3M USD per customer", "7M USD per customer"),
    formula: "contract-value * gross-margin.y3 / churn.enterprise",
    bounds: "widest",
    because: "Contract value, margin and churn give 6 to 13.5 million dollars.",
    rows: ["S3-030"],
  },
  "lifetime-of-customers": {
    section: units,
    states: { enterprise: "5 years", platform: "3 years" },
    formula: "1 / churn.{column}",
    because: {
      enterprise:
        "Where 5 to 10% leave a year a customer stays 10 to 20 years; the lifetime value counts five.",
      platform:
        "Where 15 to 25% leave a year a customer stays 4 to 6.7 years; the lifetime value counts three.",
    },
    rows: ["S3-030", "S3-031"],
  },
  "payback-of-contracts": {
    section: units,
    states: between("3 months", "6 months"),
    metric: "cac-payback",
    of: "enterprise",
    formula: "cac.enterprise / ((contract-value in USD per customer per month) * gross-margin.y3)",
    bounds: "widest",
    because:
      "A contract earns 50,000 to 56,000 dollars a month after its costs, so 50,000 to 75,000 are back after 0.9 to 1.5 months.",
    rows: ["S3-030"],
  },
  "arpu-by-tiers": {
    section: units,
    description: "The platform's projection over its paying customers.",
    states: {
      y1: between("150 USD per customer per month", "500 USD per customer per month"),
      y2: between("150 USD per customer per month", "500 USD per customer per month"),
      y3: between("150 USD per customer per month", "500 USD per customer per month"),
    },
    formula:
      "projected-platform.{column} / paying-customers.{column} in USD per customer per month",
    because:
      "No paid tier costs less than 500 dollars; the projected customers pay more than a thousand on average.",
    rows: ["S3-031", "S3-046", "S3-047", "S3-048", "S3-049"],
  },
  "arpu-by-roadmap": {
    section: units,
    description: "The roadmap's revenue of the platform over its users.",
    states: {
      y1: between("150 USD per customer per month", "500 USD per customer per month"),
      y2: between("150 USD per customer per month", "500 USD per customer per month"),
      y3: between("150 USD per customer per month", "500 USD per customer per month"),
    },
    formula: "target-platform.{column} / milestone-users.{column} in USD per customer per month",
    because: {
      y1: "The roadmap has 83 to 250 dollars a user.",
      y2: "The roadmap has 83 to 250 dollars a user.",
      y3: "The roadmap has 42 to 117 dollars a user.",
    },
    rows: ["S3-031", "S3-051", "S3-052", "S3-053", "S3-055"],
  },
  "three-years-of-arpu": {
    section: units,
    states: between("10k USD per customer", "50k USD per customer"),
    formula: "arpu * lifetime.platform in USD per customer",
    because: "Three years of 150 to 500 dollars a month are 5,400 to 18,000 dollars.",
    rows: ["S3-031"],
  },
  "ltv-of-platform": {
    section: units,
    description: "Revenue of a user times gross margin over churn.",
    states: between("10k USD per customer", "50k USD per customer"),
    formula: "arpu * gross-margin.y3 / churn.platform in USD per customer",
    bounds: "widest",
    because: "Revenue of a user, margin and churn give 5,760 to 36,000 dollars.",
    rows: ["S3-031"],
  },
  "payback-of-platform": {
    section: units,
    states: between("6 months", "12 months"),
    metric: "cac-payback",
    of: "platform",
    formula: "cac.platform / (arpu * gross-margin.y3)",
    because:
      "Low with low and high with high the cost of winning a user is back after 4.2 to 4.4 months.",
    rows: ["S3-031"],
  },
};

const fundingClaims: Claims = {
  "uses-of-funds": {
    section: funding,
    states: "100%",
    formula:
      "use-of-funds.sales + use-of-funds.product + use-of-funds.operations + use-of-funds.reserves",
    rows: ["S3-039"],
  },
  valuation: {
    section: investors,
    description: "Ten to fifteen times the revenue of the third year.",
    states: between("250M USD", "1B USD"),
    formula: "revenue.y3 * revenue-multiple * 1 year",
    rows: ["S3-040", "S3-053"],
  },
  "valuation-of-infrastructure": {
    section: investors,
    description: "The multiple is one for enterprise infrastructure, so it is laid on that stream.",
    states: between("250M USD", "1B USD"),
    formula: "target-infrastructure.y3 * revenue-multiple * 1 year",
    because:
      "Infrastructure alone, to which the multiple belongs, gives 150 to 660 million dollars.",
    rows: ["S3-040", "S3-053"],
  },
  "size-of-market": {
    section: investors,
    states: ">= 200B USD",
    unchecked: "No count of the market is given.",
    rows: ["S3-040"],
  },
  "return-of-investors": {
    section: investors,
    states: between("40%", "60%"),
    unchecked: "Neither the price nor the share of the investors is given.",
    rows: ["S3-040"],
  },
};

/** The financial projections, the unit economics and the funding. */
export const financeClaims: Claims = { ...profitClaims, ...unitClaims, ...fundingClaims };
