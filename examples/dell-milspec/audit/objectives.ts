import type { Claim, Figure } from "florin";

const criteria = "Success Criteria";
const kpis = "Financial KPIs";
const operational = "Operational KPIs";
const tiers = ["enterprise", "government", "essential"];
const ofTiers = (one: string): Readonly<Record<string, string>> =>
  Object.fromEntries(tiers.map((tier) => [tier, one]));

/** Aims that are stated more than once (S4-045, S4-048, S4-050). */
export const objectiveFigures = {
  "break-even-year": {
    section: "Cost Structure and Profitability",
    description: "Break-even by design in the third year.",
    is: "3",
    rows: ["S4-045"],
  },
  "margin-from-year": {
    section: "Cost Structure and Profitability",
    description: "The year from which the operating margin is 20-25%.",
    is: "4",
    rows: ["S4-045"],
  },
  "least-gross-margin": { section: criteria, is: "40%", rows: ["S4-048"] },
  "recurring-growth": {
    section: kpis,
    description: "The least that is asked of the first years, and from the third year on.",
    is: { first: "100% per year", later: "50% per year" },
    unit: "per year",
    rows: ["S4-049"],
  },
} as const satisfies Readonly<Record<string, Figure>>;

const promised = (
  section: string,
  states: Claim["states"],
  unchecked: string,
  row = "S4-040",
): Claim => ({ section, states, unchecked, rows: [row] });

/** What follows from the aims, and what nothing in the document can confirm. */
export const objectiveClaims: Readonly<Record<string, Claim>> = {
  "recurring-in-three-years": {
    section: criteria,
    states: ">= 10M USD per year",
    formula: "subscriptions-by-node.y3",
    rows: ["S4-043", "S4-048"],
  },
  "gross-margin-of-success": {
    section: criteria,
    states: ">= 40%",
    metric: "gross-margin",
    formula: "gross-profit / revenue.y3",
    rows: ["S4-045", "S4-048"],
  },
  "vendor-partnerships": promised(criteria, ">= 3", "No partner is said to have signed.", "S4-048"),
  contributors: promised(criteria, ">= 1_000 persons", "No contributors are counted.", "S4-048"),
  "profitable-operations": {
    section: criteria,
    description: "Months before the year that breaks even.",
    states: "<= 18 months",
    formula: "(break-even-year - 1) * 12 months",
    because: "The plan breaks even in its third year, by design, so not in its first 24 months.",
    rows: ["S4-045", "S4-048"],
  },

  "recurring-growth": {
    section: kpis,
    states: { y2: "> 100%", y3: "> 50%" },
    formula: "subscriptions.{column} / subscriptions-before.{column} - 1",
    rows: ["S4-049"],
  },
  "recurring-growth-in-y1": promised(
    kpis,
    "> 100%",
    "No recurring revenue before the first year is given.",
    "S4-049",
  ),
  "customer-growth-y2": {
    section: kpis,
    description: "By the nodes of a tier.",
    states: ofTiers("> 150%"),
    formula: "nodes-{column}.y2 / nodes-{column}.y1 - 1",
    rows: ["S4-041", "S4-042", "S4-049"],
  },
  "customer-growth-y3": {
    section: kpis,
    description: "By the nodes of a tier.",
    states: ofTiers("> 150%"),
    formula: "nodes-{column}.y3 / nodes-{column}.y2 - 1",
    because: "Government nodes grow from 800 to 2,000, by just 150%.",
    rows: ["S4-042", "S4-043", "S4-049"],
  },
  "monthly-growth": {
    section: kpis,
    description: "Of the subscriptions, compounded over twelve months.",
    states: { y2: "> 8% per month", y3: "> 8% per month" },
    formula: "((subscriptions.{column} / subscriptions-before.{column}) ^ (1 / 12) - 1) / 1 month",
    rows: ["S4-042", "S4-043", "S4-051"],
  },
  "monthly-growth-by-yearly": {
    section: kpis,
    description: "What the yearly growth that the same list asks for is a month.",
    states: { first: "> 8% per month", later: "> 8% per month" },
    formula: "monthly-growth(recurring-growth.{column})",
    because: {
      first: "Twice as much a year is 5.9% a month; 8% a month would be 152% a year.",
      later: "Half as much again a year is 3.4% a month; 8% a month would be 152% a year.",
    },
    rows: ["S4-049", "S4-051"],
  },
  "gross-margin-kpi": {
    section: kpis,
    states: "> 70%",
    metric: "gross-margin",
    formula: "gross-profit / revenue.y3",
    rows: ["S4-045", "S4-050"],
  },
  "gross-margin-twice": {
    section: kpis,
    description: "The gross margin that is aimed at.",
    states: "> 70%",
    formula: "least-gross-margin",
    because: "The success criteria are content with 40%.",
    rows: ["S4-048", "S4-050"],
  },
  "year-of-margin": {
    section: kpis,
    description: "The year by which the operating margin is 20%.",
    states: "5",
    formula: "margin-from-year",
    because: "The cost section has 20-25% from the fourth year on.",
    rows: ["S4-045", "S4-050"],
  },
  "year-of-break-even": {
    section: kpis,
    states: "3",
    formula: "break-even-year",
    rows: ["S4-045", "S4-050"],
  },

  "government-breach-cost": promised(
    "Government/Military Customers",
    { low: "1M USD", high: "10M USD" },
    "No breach and no cost of one is given.",
  ),
  "government-certification": promised(
    "Government/Military Customers",
    { low: "6 months", high: "12 months" },
    "Neither of the two durations is given.",
  ),
  "government-ownership": promised(
    "Government/Military Customers",
    { low: "30%", high: "50%" },
    "No proprietary solution is priced; Red Hat's dearest node costs half of the government tier.",
  ),
  "government-overhead": promised(
    "Government/Military Customers",
    { low: "20%", high: "40%" },
    "No overhead is given.",
  ),
  "enterprise-return": promised(
    "Enterprise Customers",
    { low: "300%", high: "500%" },
    "No benefit is given in money.",
  ),
  "enterprise-incidents": promised(
    "Enterprise Customers",
    { low: "70%", high: "90%" },
    "No incidents are counted.",
  ),
  "enterprise-compliance": promised(
    "Enterprise Customers",
    { low: "40%", high: "60%" },
    "No cost of compliance is given.",
  ),
  "enterprise-efficiency": promised(
    "Enterprise Customers",
    { low: "25%", high: "45%" },
    "No operating cost is given.",
  ),
  "cloud-premium": promised(
    "Cloud Service Providers",
    { low: "20%", high: "40%" },
    "No price of a standard offering is given.",
  ),
  "cloud-retention": promised(
    "Cloud Service Providers",
    { low: "15%", high: "25%" },
    "No retention of a provider is given.",
  ),
  "cloud-government-market": promised(
    "Cloud Service Providers",
    ">= 100M USD",
    "Nothing says whose revenue it is, or of what.",
  ),
  "cloud-operations": promised(
    "Cloud Service Providers",
    { low: "30%", high: "50%" },
    "No cost of security operations is given.",
  ),

  "promoter-score": promised(operational, "> 50", "No survey is given.", "S4-052"),
  "ticket-resolution": promised(operational, "< 24 hours", "No tickets are counted.", "S4-052"),
  "feature-use": promised(operational, "> 80%", "No use is counted.", "S4-052"),
  "critical-response": promised(operational, "< 24 hours", "No response is timed.", "S4-054"),
  uptime: promised(operational, "> 99.9%", "No outage is given.", "S4-054"),
  "benchmark-rank": promised(operational, "<= 10%", "No comparison is given.", "S4-054"),
};
