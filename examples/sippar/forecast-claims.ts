import type { Claim, Figure } from "florin";
import { between } from "./figures.ts";

type Claims = Readonly<Record<string, Claim>>;
type Range = readonly [string, string];

const yearly = (y1: Range, y2: Range, y3: Range) =>
  Object.fromEntries(
    Object.entries({ y1, y2, y3 }).map(([year, [low, high]]) => [
      year,
      between(`${low} USD per year`, `${high} USD per year`),
    ]),
  );

/** What a flow of the forecast adds up to in each year. */
const byYear = (flow: string): Figure => ({
  is: {
    y1: `sum-of-year(${flow}, 1)`,
    y2: `sum-of-year(${flow}, 2)`,
    y3: `sum-of-year(${flow}, 3)`,
  },
  unit: "USD per year",
});

export const forecastFigures: Readonly<Record<string, Figure>> = {
  "billed-infrastructure": byYear("forecast.revenue.infrastructure"),
  "billed-fees": byYear("forecast.revenue.fees"),
  "billed-platform": byYear("forecast.revenue.platform"),
  "billed-data": byYear("forecast.revenue.data"),
  "billed-revenue": byYear("forecast.revenue"),
  "billed-ebitda": byYear("forecast.ebitda"),
};

/** A stream's projection against what its customers are billed by the price list, month by month. */
const asBilled = (
  stream: string,
  section: string,
  states: Claim["states"],
  because: NonNullable<Claim["because"]>,
  rows: readonly string[],
): Claims => ({
  [`${stream}-as-billed`]: {
    section,
    description: "The same customers, billed month by month, as revenue is recognised.",
    states,
    formula: `billed-${stream}.{column}`,
    because,
    rows,
  },
});

/** The projections held against what the document's own customers pay at its own prices. */
export const forecastClaims: Claims = {
  ...asBilled(
    "infrastructure",
    "Revenue Stream 1: Enterprise Infrastructure Contracts",
    yearly(["500k", "2M"], ["3M", "12M"], ["15M", "44M"]),
    "The projection counts every client for whole years and none with the discount for three years; clients who come month by month earn 50 to 62% of it.",
    ["S3-001", "S3-018", "S3-042"],
  ),
  ...asBilled(
    "fees",
    "Revenue Stream 2: Transaction & Usage Fees",
    yearly(["20k", "750k"], ["200k", "7.5M"], ["2M", "75M"]),
    "Half of the payments at a cent and half at five, and all transfers at 0.1%, bring twice the low end and a third to a little over half of the high one.",
    ["S3-020", "S3-021", "S3-045"],
  ),
  ...asBilled(
    "platform",
    "Revenue Stream 3: Platform-as-a-Service (PaaS)",
    yearly(["390k", "1.8M"], ["1.8M", "8.4M"], ["8.4M", "30M"]),
    "Customers who come in the course of a year pay for the months in which they are there: 57 to 74% of what the projection counts for whole years.",
    ["S3-046", "S3-047", "S3-048", "S3-049"],
  ),
  ...asBilled(
    "data",
    "Revenue Stream 4: Data & Analytics",
    yearly(["125k", "1M"], ["625k", "5M"], ["3M", "15M"]),
    "At the lowest prices of their ranges customers and projects bring about the low end in the first two years, and 27 to 31% of the high one in each.",
    ["S3-027", "S3-050"],
  ),
  ...asBilled(
    "revenue",
    "Conservative Financial Projections",
    yearly(["675k", "2.6M"], ["4.75M", "18M"], ["25M", "73M"]),
    {
      y1: "The total is nearly met by other streams than it is made of: contracts bring half of theirs, the platform two to three times its own.",
      y2: "Contracts bring 57% of what the roadmap has, and the platform a quarter more to nearly twice its own.",
      y3: "At the high end fees and platform bring 62 million dollars where the roadmap has 25, and contracts 27 where it has 44.",
    },
    ["S3-051", "S3-052", "S3-053"],
  ),
  ...asBilled(
    "ebitda",
    "Conservative Financial Projections",
    yearly(["-1.4M", "-1.3M"], ["-1.25M", "6M"], ["10M", "38M"]),
    {
      y1: "At the printed margins and expenses what is billed leaves a loss of 1.55 to 1.96 million dollars.",
      y2: "At the printed margins and expenses what is billed leaves -2.98 to 2.1 million dollars.",
      y3: "At the printed margins and expenses what is billed leaves 1.9 to 49.8 million dollars.",
    },
    ["S3-037", "S3-054"],
  ),
};
