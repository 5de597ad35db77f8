import type { Figure, Target } from "florin";

const customers =
  "forecast.customers.enterprise + forecast.customers.government + forecast.customers.essential";
const lost =
  "forecast.lost-customers.enterprise + forecast.lost-customers.government + forecast.lost-customers.essential";

/** Sums of a flow so far, and over the last twelve months. */
const ofAYear = (name: string, flow: string, unit: string): Readonly<Record<string, Figure>> => ({
  [`${name}-so-far`]: { is: `accumulate(${flow}, 0 ${unit})`, unit },
  [`${name}-of-a-year`]: { is: `${name}-so-far - previous(${name}-so-far, 0 ${unit}, 12)`, unit },
});

/** What the targets look at, beside the metrics. Before the plan there is next to nobody, so that growth has something to grow from. */
export const measures: Readonly<Record<string, Figure>> = {
  ...ofAYear("revenue", "forecast.revenue", "USD"),
  ...ofAYear("gross-profit", "forecast.gross-profit", "USD"),
  ...ofAYear("ebitda", "forecast.ebitda", "USD"),
  ...ofAYear("lost-customers", lost, "customers"),
  "node-customers": {
    description: "Without engagements, licensees and vendors.",
    is: customers,
    unit: "customers",
  },
  "node-customers-before": { is: "previous(node-customers, 1 customer, 12)", unit: "customers" },
};

const gates = (
  id: string,
  target: Omit<Target, "by">,
  ...months: readonly string[]
): Readonly<Record<string, Target>> =>
  Object.fromEntries(
    months.map((by) => [
      `${id}-${by.slice(0, 4)}`,
      { ...target, name: `${target.name}, ${by.slice(0, 4)}`, by },
    ]),
  );

const recurringGrowth = {
  name: "Recurring revenue grows in a year",
  figure: "metrics.mrr / metrics.mrr-a-year-before - 1",
  rows: ["S4-049"],
};

/** How long a customer of a segment pays back what it cost, at most (S4-033). */
const paybacks = { enterprise: "18 months", government: "24 months", essential: "12 months" };

const unitEconomics = Object.entries(paybacks).flatMap(
  ([segment, payback]): readonly (readonly [string, Target])[] => [
    [
      `ltv-to-cac-${segment}`,
      {
        name: `Lifetime value to acquisition cost, ${segment}`,
        figure: `metrics.ltv-to-cac.${segment}`,
        atLeast: "3",
        by: "2028-12",
        rows: ["S4-050"],
      },
    ],
    [
      `cac-of-contract-${segment}`,
      {
        name: `Acquisition cost of a year's contract, ${segment}`,
        figure: `metrics.cac.${segment} / (metrics.arpa.${segment} * 12 months)`,
        atMost: "33.33%",
        by: "2028-12",
        rows: ["S4-050"],
      },
    ],
    [
      `payback-${segment}`,
      {
        name: `Payback, ${segment}`,
        figure: `metrics.cac-payback.${segment}`,
        atMost: payback,
        by: "2028-12",
        rows: ["S4-033"],
      },
    ],
  ],
);

/** Success criteria and KPIs that the plan can be held against (S4-033, S4-045, S4-048 to S4-053). */
export const targets: Readonly<Record<string, Target>> = {
  recurring: {
    name: "Annual recurring revenue within three years",
    figure: "forecast.mrr in USD per year",
    atLeast: "10M USD per year",
    by: "2028-12",
    rows: ["S4-048"],
  },
  "gross-margin": {
    name: "Gross margin of the third year, success criteria",
    figure: "gross-profit-of-a-year / revenue-of-a-year",
    atLeast: "40%",
    by: "2028-12",
    rows: ["S4-048"],
  },
  "gross-margin-kpi": {
    name: "Gross margin of the third year, KPIs",
    figure: "gross-profit-of-a-year / revenue-of-a-year",
    atLeast: "70%",
    by: "2028-12",
    rows: ["S4-050"],
  },
  profitable: {
    name: "Profitable operations within 18 months",
    figure: "forecast.ebitda",
    atLeast: "0 USD per month",
    by: "2027-06",
    rows: ["S4-048"],
  },
  "break-even": {
    name: "Break-even of the third year",
    figure: "ebitda-of-a-year",
    atLeast: "0 USD",
    by: "2028-12",
    rows: ["S4-045", "S4-050"],
  },
  ...gates(
    "operating-margin",
    {
      name: "Operating margin",
      figure: "ebitda-of-a-year / revenue-of-a-year",
      atLeast: "20%",
      rows: ["S4-045", "S4-050"],
    },
    "2029-12",
    "2030-12",
  ),
  "revenue-2026": {
    name: "Revenue of 2026",
    figure: "revenue-of-a-year",
    atLeast: "revenue.y1 * 1 year",
    by: "2026-12",
    rows: ["S4-041"],
  },
  "revenue-2027": {
    name: "Revenue of 2027",
    figure: "revenue-of-a-year",
    atLeast: "revenue.y2 * 1 year",
    by: "2027-12",
    rows: ["S4-042"],
  },
  "revenue-2028": {
    name: "Revenue of 2028",
    figure: "revenue-of-a-year",
    atLeast: "revenue.y3 * 1 year",
    by: "2028-12",
    rows: ["S4-043"],
  },
  ...gates("recurring-growth", { ...recurringGrowth, atLeast: "100%" }, "2027-12"),
  ...gates(
    "recurring-growth",
    { ...recurringGrowth, atLeast: "50%" },
    "2028-12",
    "2029-12",
    "2030-12",
  ),
  ...gates(
    "customer-growth",
    {
      name: "Customers grow in a year",
      figure: "node-customers / node-customers-before - 1",
      atLeast: "150%",
      rows: ["S4-049"],
    },
    "2027-12",
    "2028-12",
  ),
  ...gates(
    "net-retention",
    {
      name: "Net revenue retention",
      figure: "metrics.nrr",
      atLeast: "95%",
      rows: ["S4-049"],
    },
    "2027-12",
    "2028-12",
  ),
  ...gates(
    "retention",
    {
      name: "Customers kept over a year",
      figure: "1 - lost-customers-of-a-year / node-customers-before",
      atLeast: "90%",
      rows: ["S4-052"],
    },
    "2027-12",
    "2028-12",
  ),
  ...Object.fromEntries(unitEconomics),
  "monthly-growth": {
    name: "Monthly recurring revenue grows in a month",
    figure: "metrics.mrr / metrics.opening-mrr - 1",
    atLeast: "8%",
    rows: ["S4-051"],
  },
  burn: { name: "Cash burn", figure: "metrics.net-burn", atMost: "burn-limit", rows: ["S4-051"] },
  runway: {
    name: "Runway",
    figure: "metrics.runway",
    atLeast: "18 months",
    rows: ["S4-051"],
  },
  "working-capital": {
    name: "Working capital, of a year's revenue",
    figure:
      "(forecast.receivables + forecast.unbilled - forecast.deferred) / (forecast.revenue * 12 months)",
    atMost: "10%",
    rows: ["S4-051"],
  },
  "revenue-of-a-rep": {
    name: "Revenue of a sales rep in the third year",
    figure: "revenue-of-a-year / sales-reps",
    atLeast: "2M USD per employee",
    by: "2028-12",
    rows: ["S4-053"],
  },
};
