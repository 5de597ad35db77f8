import type { Figure } from "florin";

/** From one figure to another: documents that plan in ranges mean low with low and high with high. */
export const between = (low: string, high: string) => ({ low, high });

/** One range for each of the three years. */
const years = (y1: Range, y2: Range, y3: Range, unit: string): Figure["is"] => ({
  y1: inUnit(y1, unit),
  y2: inUnit(y2, unit),
  y3: inUnit(y3, unit),
});

type Range = readonly [string, string];

const inUnit = ([low, high]: Range, unit: string) => between(`${low} ${unit}`, `${high} ${unit}`);

const yearly = "USD per year";
const eachYear = ["y1", "y2", "y3"];

/** A stream's revenue by one of the document's tables, with where it stands. */
const revenueOf = (section: string, y1: Range, y2: Range, y3: Range, rows: readonly string[]) =>
  ({ section, is: years(y1, y2, y3, yearly), unit: yearly, rows }) as const;

const sections = {
  infrastructure: "Revenue Stream 1: Enterprise Infrastructure Contracts",
  fees: "Revenue Stream 2: Transaction & Usage Fees",
  platform: "Revenue Stream 3: Platform-as-a-Service (PaaS)",
  data: "Revenue Stream 4: Data & Analytics",
} as const;

/** What each stream's own chapter projects. */
const projections: Readonly<Record<string, Figure>> = {
  clients: {
    section: sections.infrastructure,
    description: "Enterprise clients at the end of each year.",
    is: years(["1", "4"], ["6", "24"], ["30", "88"], "customers"),
    rows: ["S3-042"],
  },
  "projected-infrastructure": revenueOf(
    sections.infrastructure,
    ["500k", "2M"],
    ["3M", "12M"],
    ["15M", "44M"],
    ["S3-042"],
  ),
  "x402-transactions": {
    section: sections.fees,
    is: years(["1M", "5M"], ["10M", "50M"], ["100M", "1B"], "transactions per year"),
    rows: ["S3-043"],
  },
  "cross-chain-volume": {
    section: sections.fees,
    is: years(["10M", "100M"], ["100M", "1B"], ["1B", "10B"], yearly),
    rows: ["S3-044"],
  },
  "x402-revenue": revenueOf(
    sections.fees,
    ["10k", "250k"],
    ["100k", "2.5M"],
    ["1M", "25M"],
    ["S3-043"],
  ),
  "cross-chain-revenue": revenueOf(
    sections.fees,
    ["10k", "500k"],
    ["100k", "5M"],
    ["1M", "50M"],
    ["S3-044"],
  ),
  "projected-fees": revenueOf(
    sections.fees,
    ["20k", "750k"],
    ["200k", "7.5M"],
    ["2M", "75M"],
    ["S3-045"],
  ),
  "customers-professional": {
    section: sections.platform,
    is: years(["20", "100"], ["100", "500"], ["500", "2_000"], "customers"),
    rows: ["S3-046"],
  },
  "customers-business": {
    section: sections.platform,
    is: years(["5", "20"], ["20", "100"], ["100", "400"], "customers"),
    rows: ["S3-047"],
  },
  "customers-platform-enterprise": {
    section: sections.platform,
    is: years(["1", "5"], ["5", "20"], ["20", "50"], "customers"),
    rows: ["S3-048"],
  },
  "paying-customers": {
    description: "Customers of the three tiers that cost something.",
    columns: eachYear,
    is: "customers-professional.{column} + customers-business.{column} + customers-platform-enterprise.{column}",
    unit: "customers",
  },
  "projected-platform": revenueOf(
    sections.platform,
    ["390k", "1.8M"],
    ["1.8M", "8.4M"],
    ["8.4M", "30M"],
    ["S3-049"],
  ),
  "customers-analytics": {
    section: sections.data,
    is: years(["2", "5"], ["10", "25"], ["50", "100"], "customers"),
    rows: ["S3-050"],
  },
  projects: {
    section: sections.data,
    is: years(["1", "2"], ["5", "10"], ["15", "30"], "projects per year"),
    rows: ["S3-050"],
  },
  "projected-data": revenueOf(
    sections.data,
    ["125k", "1M"],
    ["625k", "5M"],
    ["3M", "15M"],
    ["S3-050"],
  ),
  projected: {
    description: "What the four chapters come to together.",
    columns: eachYear,
    is: "projected-infrastructure.{column} + projected-fees.{column} + projected-platform.{column} + projected-data.{column}",
    unit: yearly,
  },
};

const roadmapSection = "Three-Year Revenue Roadmap";

/** What the roadmap aims at: it repeats the first stream's projection and none of the others'. */
const roadmap: Readonly<Record<string, Figure>> = {
  revenue: revenueOf(
    roadmapSection,
    ["675k", "2.6M"],
    ["4.75M", "18M"],
    ["25M", "73M"],
    ["S3-051", "S3-052", "S3-053"],
  ),
  "target-infrastructure": revenueOf(
    roadmapSection,
    ["500k", "2M"],
    ["3M", "12M"],
    ["15M", "44M"],
    ["S3-051", "S3-052", "S3-053"],
  ),
  "target-fees": revenueOf(
    roadmapSection,
    ["50k", "200k"],
    ["500k", "2M"],
    ["6M", "18M"],
    ["S3-051", "S3-052", "S3-053"],
  ),
  "target-platform": revenueOf(
    roadmapSection,
    ["100k", "300k"],
    ["1M", "3M"],
    ["2.5M", "7M"],
    ["S3-051", "S3-052", "S3-053"],
  ),
  "target-data": revenueOf(
    roadmapSection,
    ["25k", "100k"],
    ["250k", "1M"],
    ["1.25M", "4M"],
    ["S3-051", "S3-052", "S3-053"],
  ),
  "milestone-clients": {
    section: roadmapSection,
    is: years(["1", "4"], ["6", "24"], ["30", "80"], "customers"),
    rows: ["S3-055"],
  },
  "milestone-users": {
    section: roadmapSection,
    is: { y1: "100 customers", y2: "1_000 customers", y3: "5_000 customers" },
    rows: ["S3-055"],
  },
};

const finance: Readonly<Record<string, Figure>> = {
  "gross-margin": {
    section: "Conservative Financial Projections",
    is: { y1: between("70%", "80%"), y2: between("75%", "85%"), y3: between("80%", "90%") },
    rows: ["S3-037"],
  },
  "operating-expenses": {
    section: "Conservative Financial Projections",
    is: years(["2M", "4M"], ["6M", "12M"], ["15M", "35M"], yearly),
    rows: ["S3-037"],
  },
  "stated-ebitda": {
    section: "Conservative Financial Projections",
    description: "The first year's low end is the smaller loss, as it is printed.",
    is: {
      y2: between("-1.25M USD per year", "6M USD per year"),
      y3: between("10M USD per year", "38M USD per year"),
    },
    rows: ["S3-054"],
  },
  "contract-value": {
    section: "Unit Economics and Customer Metrics",
    is: "750k USD per customer per year",
    metric: "arpa",
    of: "enterprise",
    rows: ["S3-030"],
  },
  arpu: {
    section: "Unit Economics and Customer Metrics",
    description: "Average revenue of a platform user.",
    is: between("150 USD per customer per month", "500 USD per customer per month"),
    metric: "arpa",
    of: "platform",
    rows: ["S3-031"],
  },
  cac: {
    section: "Unit Economics and Customer Metrics",
    is: {
      enterprise: between("50k USD per customer", "75k USD per customer"),
      platform: between("500 USD per customer", "2_000 USD per customer"),
    },
    metric: "cac",
    rows: ["S3-030", "S3-031"],
  },
  "stated-ltv": {
    section: "Unit Economics and Customer Metrics",
    is: {
      enterprise: between("3M USD per customer", "7M USD per customer"),
      platform: between("10k USD per customer", "50k USD per customer"),
    },
    metric: "ltv",
    rows: ["S3-030", "S3-031"],
  },
  lifetime: {
    section: "Unit Economics and Customer Metrics",
    is: { enterprise: "5 years", platform: "3 years" },
    metric: "customer-lifetime",
    rows: ["S3-030", "S3-031"],
  },
  churn: {
    section: "Unit Economics and Customer Metrics",
    is: {
      enterprise: between("5% per year", "10% per year"),
      platform: between("15% per year", "25% per year"),
    },
    metric: "logo-churn",
    rows: ["S3-030", "S3-031"],
  },
  "sales-cycle": {
    section: sections.infrastructure,
    is: between("9 months", "18 months"),
    rows: ["S3-029"],
  },
  expansion: {
    section: "Customer Metrics",
    description: "What customers buy more in a year.",
    is: "25% per year",
    rows: ["S3-059"],
  },
  upsell: { section: sections.platform, is: between("40%", "60%"), rows: ["S3-034"] },
  "outcome-expansion": {
    section: sections.infrastructure,
    is: between("25%", "35%"),
    rows: ["S3-032"],
  },
  "series-a": {
    section: "Series A Funding Requirements",
    is: between("3M USD", "10M USD"),
    rows: ["S3-039"],
  },
  "use-of-funds": {
    section: "Series A Funding Requirements",
    is: { sales: "40%", product: "25%", operations: "20%", reserves: "15%" },
    rows: ["S3-039"],
  },
  "revenue-multiple": {
    section: "Return on Investment Analysis",
    is: between("10", "15"),
    rows: ["S3-040"],
  },
  market: {
    section: "Return on Investment Analysis",
    description: "The opportunity that is named; no period stands beside it, a year is meant.",
    is: "200B USD per year",
    rows: ["S3-040"],
  },
};

const readings: Readonly<Record<string, Figure>> = {
  "upper-end": {
    description: "At which end of the ranges everything is looked at: 0% low, 100% high.",
    is: between("0%", "100%"),
  },
  "contract-price": {
    description: "From the price of Foundation to that of Enterprise.",
    is: "plans.foundation.prices.annual + (plans.enterprise.prices.annual - plans.foundation.prices.annual) * upper-end",
    unit: "USD per customer per year",
    rows: ["S3-017"],
  },
  "x402-fee": {
    description: "From the fee of a micro-payment to that of a small one.",
    is: "plans.x402-payments.charges.payments.price.1 + (plans.x402-payments.charges.payments.price.2 - plans.x402-payments.charges.payments.price.1) * upper-end",
    unit: "USD",
    rows: ["S3-020"],
  },
};

/** What the business model assumes, most of it in ranges; years are those of its roadmap. */
export const figures: Readonly<Record<string, Figure>> = {
  ...readings,
  ...projections,
  ...roadmap,
  ...finance,
};
