import type { Figure, Scenario, Target } from "florin";

const years = [1, 2, 3, 4, 5] as const;
const tiers = ["developer", "team", "business", "enterprise"] as const;
const streams = ["subscriptions", "managed", "licences", "services"] as const;

const ofTiers = (figure: string): string => tiers.map((id) => `${figure}.${id}`).join(" + ");

/** One figure for each year of the five-year tables. */
const yearly = (formula: (year: number) => string): Readonly<Record<string, string>> =>
  Object.fromEntries(years.map((year) => [`y${year}`, formula(year)]));

/** Figures of the forecast that the document has a word for: what its indicators and its five-year tables look at. */
export const indicators: Readonly<Record<string, Figure>> = {
  ...Object.fromEntries(
    streams.map((stream) => [
      `forecast-${stream}`,
      {
        unit: "USD per year",
        is: yearly((year) => `sum-of-year(forecast.revenue.${stream}, ${year})`),
      },
    ]),
  ),
  "forecast-revenue": {
    unit: "USD per year",
    is: yearly((year) => `sum-of-year(forecast.revenue, ${year})`),
  },
  "forecast-ebitda": {
    unit: "USD per year",
    is: yearly((year) => `sum-of-year(forecast.ebitda, ${year})`),
  },
  "forecast-cash": { unit: "USD", is: yearly((year) => `end-of-year(forecast.cash, ${year})`) },
  "forecast-arr": {
    description: "Of a customer of the tiers at the end of the year.",
    unit: "USD per customer per year",
    is: yearly(
      (year) =>
        `end-of-year((${ofTiers("forecast.mrr")}) / (${ofTiers("forecast.customers")}), ${year}) in USD per customer per year`,
    ),
  },
};

/** Every target that the document sets, in months or by a date; years end in December. */
export const targets: Readonly<Record<string, Target>> = {
  ...gates("revenue", "Revenue", "forecast-revenue", [
    "S2-051",
    "S2-052",
    "S2-053",
    "S2-054",
    "S2-055",
  ]),
  ...gates("ebitda", "EBITDA", "forecast-ebitda", ["S2-057"]),
  "mrr-growth": {
    name: "Recurring revenue grows by 15% a month",
    figure: "metrics.net-new-mrr / metrics.opening-mrr",
    atLeast: "15%",
    rows: ["S2-062"],
  },
  "recurring-share": {
    name: "More than 85% recurring",
    figure: "(forecast.revenue.subscriptions + forecast.revenue.managed) / forecast.revenue",
    atLeast: "85%",
    rows: ["S2-063"],
  },
  churn: {
    name: "Less than 3% of customers lost in a month",
    figure: "metrics.logo-churn",
    atMost: "3%",
    rows: ["S2-037", "S2-065"],
  },
  "gross-retention": {
    name: "Gross retention above 97%",
    figure: "metrics.grr",
    atLeast: "97%",
    rows: ["S2-061"],
  },
  "net-retention": {
    name: "Net retention above 115%",
    figure: "metrics.nrr",
    atLeast: "115%",
    rows: ["S2-061", "S2-065"],
  },
  "gross-margin": {
    name: "Gross margin above 80%",
    figure: "metrics.gross-margin",
    atLeast: "80%",
    rows: ["S2-066"],
  },
  "operating-margin": {
    name: "Operating margin above 40%",
    figure: "forecast-ebitda.y5 / forecast-revenue.y5",
    atLeast: "40%",
    by: "2030-12",
    rows: ["S2-066"],
  },
  ...Object.fromEntries(
    tiers.map((id) => [
      `payback-${id}`,
      {
        name: `${id[0]?.toUpperCase()}${id.slice(1)} pays back within a year`,
        figure: `metrics.cac-payback.${id}`,
        atMost: "12 months",
        rows: ["S2-068"],
      },
    ]),
  ),
  ...Object.fromEntries(
    streams.map((stream) => [
      `share-of-${stream}`,
      {
        name: `At most 70% of revenue from ${stream}`,
        figure: `forecast.revenue.${stream} / forecast.revenue`,
        atMost: "70%",
        rows: ["S2-069"],
      },
    ]),
  ),
  ...Object.fromEntries(
    tiers.map((id) => [
      `share-of-${id}`,
      {
        name: `At most 70% of recurring revenue from ${id} customers`,
        figure: `forecast.mrr.${id} / forecast.mrr`,
        atMost: "70%",
        rows: ["S2-069"],
      },
    ]),
  ),
  "largest-customer": {
    name: "At most 10% of recurring revenue from one customer",
    description: "From the second year on: with the first few customers each is more.",
    figure: "if(year-number() > 1, metrics.largest-customer-share, 0%)",
    atMost: "10%",
    rows: ["S2-069"],
  },
  "sales-return": {
    name: "Three times sales and marketing within a year",
    figure:
      "(forecast-revenue.y3 - forecast-revenue.y2) / sum-of-year(forecast.sales-and-marketing, 3)",
    atLeast: "3",
    by: "2028-12",
    rows: ["S2-070"],
  },
  reserve: {
    name: "Six months of expenses in cash",
    figure: "forecast.cash",
    atLeast: "6 months * forecast.spending",
    rows: ["S2-071"],
  },
};

/** What a five-year table has at the end of each year. */
function gates(
  id: string,
  name: string,
  figure: string,
  rows: readonly string[],
): Record<string, Target> {
  return Object.fromEntries(
    years.map((year) => [
      `${id}-y${year}`,
      {
        name: `${name} of year ${year}`,
        figure: `${figure}.y${year}`,
        atLeast: `${id}.y${year}`,
        by: `${2025 + year}-12`,
        rows,
      },
    ]),
  );
}

/** What would be if: the document's growth initiatives, its other acquisition costs, and two of ours that it lends itself to. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  geography: {
    name: "Europe and Asia-Pacific: a quarter more",
    set: { "lever.geography": "25%" },
    rows: ["S2-050"],
  },
  partners: {
    name: "Channel partners: 15% more",
    set: { "lever.channels": "15%" },
    rows: ["S2-050"],
  },
  products: {
    name: "Product extensions: 20% more",
    set: { "lever.products": "20%" },
    rows: ["S2-050"],
  },
  "large-deals": {
    name: "An enterprise sales team: 40% more large deals",
    set: { "lever.large-deals": "40%" },
    rows: ["S2-050"],
  },
  growth: {
    name: "All four initiatives",
    set: {
      "lever.geography": "25%",
      "lever.channels": "15%",
      "lever.products": "20%",
      "lever.large-deals": "40%",
    },
    rows: ["S2-050"],
  },
  "cac-by-channel": {
    name: "Customers cost what the table of channels says",
    set: Object.fromEntries(
      Object.entries({
        developer: ["inbound", "referral"],
        team: ["inbound", "referral", "partner"],
        business: ["inbound", "direct", "partner"],
        enterprise: ["direct", "partner"],
      }).flatMap(([tier, channels]) =>
        channels.map((channel) => [
          `segments.${tier}.channels.${channel}.cost`,
          `channel-cac.${channel}`,
        ]),
      ),
    ),
    rows: ["S2-040"],
  },
  "industry-churn": {
    name: "Every tier loses what the industry does, 5% to 7% a month",
    set: Object.fromEntries(tiers.map((id) => [`churn.${id}`, "industry-churn"])),
    rows: ["S2-037"],
  },
  half: {
    name: "Half of the customers from the second year on (ours)",
    set: { reach: "0.5" },
  },
};
