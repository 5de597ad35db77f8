import type { Claim, Figure } from "florin";

const section = "3-Year Revenue Projections";
const years = ["y1", "y2", "y3"] as const;
const rows = ["S4-041", "S4-042", "S4-043"];
const streams = ["subscriptions", "services", "hardware", "intellectual-property"] as const;

const ofYears = (unit: string, ...amounts: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(years.map((year, index) => [year, `${amounts[index]} ${unit}`]));

/** The projection of three years, as it is printed (S4-041 to S4-043), and the mix that it is to have (S4-027). */
export const revenueFigures = {
  mix: {
    section: "Multi-Stream Revenue Architecture",
    is: { subscriptions: "60%", services: "25%", hardware: "10%", "intellectual-property": "5%" },
    rows: ["S4-027"],
  },
  "nodes-enterprise": {
    section,
    is: ofYears("nodes", "500", "2_000", "6_000"),
    unit: "nodes",
    rows,
  },
  "nodes-government": { section, is: ofYears("nodes", "200", "800", "2_000"), unit: "nodes", rows },
  "nodes-essential": {
    section,
    is: ofYears("nodes", "1_000", "3_000", "8_000"),
    unit: "nodes",
    rows,
  },
  nodes: {
    columns: years,
    is: "nodes-enterprise.{column} + nodes-government.{column} + nodes-essential.{column}",
    unit: "nodes",
  },
  "enterprise-average": {
    section,
    description: "The average price of an enterprise node.",
    is: "1_500 USD per node per year",
    rows,
  },
  subscriptions: {
    section,
    is: ofYears("USD per year", "2.5M", "8.5M", "22.0M"),
    unit: "USD per year",
    rows,
  },
  services: {
    section,
    is: ofYears("USD per year", "1.5M", "4.0M", "8.0M"),
    unit: "USD per year",
    rows,
  },
  hardware: {
    section,
    is: ofYears("USD per year", "0.5M", "1.5M", "3.5M"),
    unit: "USD per year",
    rows,
  },
  "intellectual-property": {
    section,
    description: "The first year has none.",
    is: ofYears("USD per year", "0M", "1.0M", "2.5M"),
    unit: "USD per year",
    rows,
  },
  revenue: {
    section,
    is: ofYears("USD per year", "4.5M", "15.0M", "36.0M"),
    unit: "USD per year",
    rows,
  },
  "subscriptions-before": {
    is: { y2: "subscriptions.y1", y3: "subscriptions.y2" },
    unit: "USD per year",
  },
  "revenue-before": { is: { y2: "revenue.y1", y3: "revenue.y2" }, unit: "USD per year" },
  implementations: {
    section,
    is: ofYears("projects per year", "10", "25", "40"),
    unit: "projects per year",
    rows,
  },
  "implementation-price": {
    section,
    is: ofYears("USD per project", "100k", "120k", "150k"),
    unit: "USD per project",
    rows,
  },
  trainings: {
    section,
    is: ofYears("engagements per year", "50", "100", "200"),
    unit: "engagements per year",
    rows,
  },
  "training-price": {
    section,
    is: ofYears("USD per engagement", "10k", "15k", "20k"),
    unit: "USD per engagement",
    rows,
  },
  "technology-licences": {
    section,
    description: "Major ones, sold in the year.",
    is: { y2: "2 per year", y3: "5 per year" },
    unit: "per year",
    rows: ["S4-042", "S4-043"],
  },
  "subscriptions-by-node": {
    description: "Nodes at the prices that the projection names.",
    columns: years,
    is: "nodes-enterprise.{column} * enterprise-average + nodes-government.{column} * plans.government.prices.annual + nodes-essential.{column} * plans.essential.prices.annual",
    unit: "USD per year",
  },
  "services-by-engagement": {
    columns: years,
    is: "implementations.{column} * implementation-price.{column} + trainings.{column} * training-price.{column}",
    unit: "USD per year",
  },
} as const satisfies Readonly<Record<string, Figure>>;

const shareClaim = (
  stream: (typeof streams)[number],
  share: string,
  because: string,
): Readonly<Record<string, Claim>> => ({
  [`share-of-${stream}`]: {
    section,
    description: "The mix of the streams against the projection.",
    states: { y1: share, y2: share, y3: share },
    formula: `${stream}.{column} / revenue.{column}`,
    because,
    rows: ["S4-027", ...rows],
  },
});

const technologies = ["npu-patents", "dsmil-architecture", "security-protocol"] as const;

const licenceClaim = (year: "y2" | "y3", stated: string): Claim => ({
  section,
  description: "Could so many licences of one technology, at its printed fees, be the sum?",
  states: Object.fromEntries(technologies.map((one) => [one, stated])),
  formula: `technology-licences.${year} * licences.{column}.fee`,
  because:
    "A licence of the NPU patents is a million dollars at least, twice what is left for each.",
  rows: ["S4-024", "S4-042", "S4-043"],
});

/** What follows from the projection. */
export const revenueClaims: Readonly<Record<string, Claim>> = {
  "mix-adds-up": {
    section: "Multi-Stream Revenue Architecture",
    states: "100%",
    formula: streams.map((stream) => `mix.${stream}`).join(" + "),
    rows: ["S4-027"],
  },
  ...shareClaim(
    "subscriptions",
    "60%",
    "Subscriptions are 56% of the projected revenue, then 57%, then 61%.",
  ),
  ...shareClaim(
    "services",
    "25%",
    "Services are a third of the projected revenue in the first year and fall to 22% in the third.",
  ),
  ...shareClaim("hardware", "10%", "Hardware is 11% of the first year's projected revenue."),
  ...shareClaim(
    "intellectual-property",
    "5%",
    "No licence is projected in the first year, and 7% of the revenue in the next two.",
  ),

  "price-of-enterprise-nodes": {
    section,
    states: ofYears("USD per node per year", "1_500", "1_500", "1_500"),
    formula: "plans.enterprise.prices.annual",
    because:
      "The Enterprise tier costs 3,500 dollars a node; 1,500 is the list price of Professional.",
    rows: ["S4-016", ...rows],
  },
  "price-of-professional-nodes": {
    section,
    description: "The average of the enterprise nodes, read as the Professional tier.",
    states: ofYears("USD per node per year", "1_500", "1_500", "1_500"),
    formula: "plans.professional.prices.annual",
    rows: ["S4-015", ...rows],
  },
  "price-of-government-nodes": {
    section,
    states: ofYears("USD per node per year", "5_000", "5_000", "5_000"),
    formula: "plans.government.prices.annual",
    rows: ["S4-017", ...rows],
  },
  "price-of-essential-nodes": {
    section,
    states: ofYears("USD per node per year", "500", "500", "500"),
    formula: "plans.essential.prices.annual",
    rows: ["S4-014", ...rows],
  },
  "price-through-integrators": {
    section,
    description: "What is left of the government price where an integrator sells.",
    states: ofYears("USD per node per year", "5_000", "5_000", "5_000"),
    formula: "plans.government.prices.annual * (1 - channel-discount)",
    because:
      "Integrators get 20-40% off, which leaves 3,000 to 4,000 dollars; the projection has every government node at list.",
    rows: ["S4-010", ...rows],
  },

  "subscription-revenue": {
    section,
    states: ofYears("USD per year", "2.5M", "8.5M", "22.0M"),
    formula: "subscriptions-by-node.{column}",
    because: {
      y1: "750,000 for enterprise, a million for government and 500,000 for essential nodes are 2.25 million dollars.",
      y3: "9 million for enterprise, 10 for government and 4 for essential nodes are 23 million dollars.",
    },
    rows,
  },
  "services-revenue": {
    section,
    states: ofYears("USD per year", "1.5M", "4.0M", "8.0M"),
    formula: "services-by-engagement.{column}",
    because: {
      y2: "3 million dollars of implementations and 1.5 of training are 4.5 million.",
      y3: "6 million dollars of implementations and 4 of training are 10 million.",
    },
    rows,
  },
  "hardware-revenue": {
    section,
    states: ofYears("USD per year", "0.5M", "1.5M", "3.5M"),
    unchecked: "Neither Dell's sales nor a number of certified systems or vendors is given.",
    rows,
  },
  "licence-revenue-y2": licenceClaim("y2", "1.0M USD per year"),
  "licence-revenue-y3": licenceClaim("y3", "2.5M USD per year"),
  "total-revenue": {
    section,
    states: ofYears("USD per year", "4.5M", "15.0M", "36.0M"),
    formula: streams.map((stream) => `${stream}.{column}`).join(" + "),
    rows,
  },
  "total-revenue-by-part": {
    section,
    description: "The total with nodes and engagements at their prices.",
    states: ofYears("USD per year", "4.5M", "15.0M", "36.0M"),
    formula:
      "subscriptions-by-node.{column} + services-by-engagement.{column} + hardware.{column} + intellectual-property.{column}",
    because: {
      y1: "The nodes come to 250,000 dollars less than their printed sum.",
      y2: "The services come to half a million dollars more than their printed sum.",
      y3: "Nodes and services come to three million dollars more than their printed sums.",
    },
    rows,
  },

  growth: {
    section,
    states: "300% per year",
    formula: "((revenue.y3 / revenue.y1) ^ (1 / 2) - 1) / 1 year",
    because:
      "Eight times in the two years from 2026 to 2028 are 183% a year; 300% a year would be sixteen times.",
    rows: ["S4-044"],
  },
  "growth-over-three-periods": {
    section,
    description: "The same over three periods, as the words have it.",
    states: "300% per year",
    formula: "((revenue.y3 / revenue.y1) ^ (1 / 3) - 1) / 1 year",
    because: "Eight times in three years are twice a year, a growth of 100%.",
    rows: ["S4-044"],
  },
  "growth-from-year-to-year": {
    section,
    description: "Does any one year grow so?",
    states: { y2: "300%", y3: "300%" },
    formula: "revenue.{column} / revenue-before.{column} - 1",
    because: "Revenue grows by 233% to 2027, and by 140% to 2028.",
    rows: ["S4-044"],
  },
};
