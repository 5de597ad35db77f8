import type { Claim } from "florin";
import { contribution } from "./contribution.ts";
import { between } from "./figures.ts";

type Claims = Readonly<Record<string, Claim>>;

const platform = "Revenue Stream 3: Platform-as-a-Service (PaaS)";
const data = "Revenue Stream 4: Data & Analytics";

/** Customers of a tier at its monthly price, for a year. */
const tier = (
  plan: string,
  y1: readonly [string, string],
  y2: readonly [string, string],
  y3: readonly [string, string],
  rows: readonly string[],
): Claims => ({
  [`revenue-of-${plan}`]: {
    section: platform,
    states: Object.fromEntries(
      Object.entries({ y1, y2, y3 }).map(([year, [low, high]]) => [
        year,
        between(`${low} USD per year`, `${high} USD per year`),
      ]),
    ),
    formula: `customers-${plan}.{column} * plans.${plan}.prices.monthly in USD per year`,
    rows,
  },
});

const platformClaims: Claims = {
  ...contribution(
    platform,
    "platform",
    "10%",
    "By the chapters' own projections the platform is 18% to 30% of the third year's revenue.",
    ["S3-041", "S3-049"],
  ),
  ...tier("professional", ["120k", "600k"], ["600k", "3M"], ["3M", "12M"], ["S3-024", "S3-046"]),
  ...tier("business", ["150k", "600k"], ["600k", "3M"], ["3M", "12M"], ["S3-025", "S3-047"]),
  ...tier(
    "platform-enterprise",
    ["120k", "600k"],
    ["600k", "2.4M"],
    ["2.4M", "6M"],
    ["S3-026", "S3-048"],
  ),
  "platform-total": {
    section: platform,
    states: {
      y1: between("390k USD per year", "1.8M USD per year"),
      y2: between("1.8M USD per year", "8.4M USD per year"),
      y3: between("8.4M USD per year", "30M USD per year"),
    },
    formula:
      "customers-professional.{column} * plans.professional.prices.monthly + customers-business.{column} * plans.business.prices.monthly + customers-platform-enterprise.{column} * plans.platform-enterprise.prices.monthly in USD per year",
    rows: ["S3-049"],
  },
  "conversion-of-free-users": {
    section: platform,
    states: between("15%", "25%"),
    unchecked: "No number of free users is given.",
    rows: ["S3-034"],
  },
  "upsell-of-customers": {
    section: platform,
    states: between("40%", "60%"),
    unchecked: "No moves between tiers are given.",
    rows: ["S3-034"],
  },
  "ecosystem-revenue": {
    section: platform,
    states: between("20%", "30%"),
    unchecked: "No sales of partners are given, of which the commissions would be.",
    rows: ["S3-034"],
  },
};

const dataClaims: Claims = {
  ...contribution(
    data,
    "data",
    "5%",
    "By the chapters' own projections data are 9% to 11% of the third year's revenue.",
    ["S3-041", "S3-050"],
  ),
  "data-revenue": {
    section: data,
    description: "Analytics customers and projects at both ends of their prices.",
    states: {
      y1: between("125k USD per year", "1M USD per year"),
      y2: between("625k USD per year", "5M USD per year"),
      y3: between("3M USD per year", "15M USD per year"),
    },
    formula:
      "customers-analytics.{column} * plans.enterprise-analytics.prices.annual + projects.{column} * offers.research.price",
    because: {
      y1: "Two to five customers and one or two projects cost 150,000 to 3.25 million dollars by the price list.",
      y2: "Ten to 25 customers and five to ten projects cost 750,000 to 16.25 million dollars by the price list.",
      y3: "Fifty to a hundred customers and 15 to 30 projects cost 2.75 to 55 million dollars by the price list.",
    },
    rows: ["S3-027", "S3-050"],
  },
  "network-value": {
    section: data,
    states: between("50%", "100%"),
    unchecked: "No value of the data is given, before or after.",
    rows: ["S3-035"],
  },
  "consulting-margin": {
    section: data,
    states: between("70%", "90%"),
    unchecked: "No cost of a project is given.",
    rows: ["S3-035"],
  },
  "partnership-revenue": {
    section: data,
    states: between("20%", "40%"),
    unchecked: "No revenue of partnerships is given.",
    rows: ["S3-035"],
  },
};

/** The chapters of the platform and the data. */
export const productClaims: Claims = { ...platformClaims, ...dataClaims };
