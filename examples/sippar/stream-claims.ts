import type { Claim } from "florin";
import { contribution } from "./contribution.ts";
import { between } from "./figures.ts";

type Claims = Readonly<Record<string, Claim>>;

const infrastructure = "Revenue Stream 1: Enterprise Infrastructure Contracts";
const fees = "Revenue Stream 2: Transaction & Usage Fees";

/** The summary: shares of what the third year is to come to. */
export const summaryClaims: Claims = {
  "summary-share": {
    section: "Strategic Revenue Framework",
    description: "At both ends of the range that is printed beside the share.",
    states: {
      infrastructure: between("60%", "60%"),
      fees: between("25%", "25%"),
      platform: between("10%", "10%"),
      data: between("5%", "5%"),
    },
    formula: "target-{column}.y3 / revenue.y3",
    because: {
      fees: "At the low end fees are 6 million dollars of 25 million, which is 24%.",
    },
    rows: ["S3-041"],
  },
  "summary-total": {
    section: "Strategic Revenue Framework",
    states: between("25M USD per year", "73M USD per year"),
    formula: "target-infrastructure.y3 + target-fees.y3 + target-platform.y3 + target-data.y3",
    rows: ["S3-041"],
  },
  "summary-adds-up": {
    section: "Strategic Revenue Framework",
    states: "100%",
    formula: "60% + 25% + 10% + 5%",
    rows: ["S3-041"],
  },
  "summary-is-projected": {
    section: "Strategic Revenue Framework",
    description: "The summary of the third year against the chapters of the streams.",
    states: between("25M USD per year", "73M USD per year"),
    formula: "projected.y3",
    because:
      "The chapters of the four streams come to 28.4 to 164 million dollars in the third year.",
    rows: ["S3-041", "S3-042", "S3-045", "S3-049", "S3-050"],
  },
};

const infrastructureClaims: Claims = {
  ...contribution(
    infrastructure,
    "infrastructure",
    "60%",
    "By the chapters' own projections contracts are 53% of the third year's revenue at the low end and 27% at the high one.",
    ["S3-041", "S3-042"],
  ),
  "contract-value-range": {
    section: infrastructure,
    states: between("500k USD per customer per year", "2M USD per customer per year"),
    formula: "contract-price",
    rows: ["S3-016", "S3-017"],
  },
  "contract-value-of-projection": {
    section: infrastructure,
    description: "Revenue of a client in the projection, against the average contract value.",
    states: {
      y1: between("500k USD per customer per year", "2M USD per customer per year"),
      y2: between("500k USD per customer per year", "2M USD per customer per year"),
      y3: between("500k USD per customer per year", "2M USD per customer per year"),
    },
    formula: "projected-infrastructure.{column} / clients.{column}",
    rows: ["S3-016", "S3-042"],
  },
  "infrastructure-revenue": {
    section: infrastructure,
    states: {
      y1: between("500k USD per year", "2M USD per year"),
      y2: between("3M USD per year", "12M USD per year"),
      y3: between("15M USD per year", "44M USD per year"),
    },
    formula: "clients.{column} * plans.foundation.prices.annual",
    rows: ["S3-017", "S3-042"],
  },
  "infrastructure-at-average-value": {
    section: infrastructure,
    description: "The same clients at the average contract value of the unit economics.",
    states: {
      y1: between("500k USD per year", "2M USD per year"),
      y2: between("3M USD per year", "12M USD per year"),
      y3: between("15M USD per year", "44M USD per year"),
    },
    formula: "clients.{column} * contract-value",
    because:
      "At the average of 750,000 dollars a contract the same clients bring half as much again.",
    rows: ["S3-030", "S3-042"],
  },
  "new-clients-in-year-1": {
    section: infrastructure,
    states: between("1 customer per year", "4 customers per year"),
    formula: "clients.y1 / 1 year",
    rows: ["S3-029", "S3-042"],
  },
  "new-clients-in-year-3": {
    section: infrastructure,
    states: between("10 customers per year", "20 customers per year"),
    formula: "(clients.y3 - clients.y2) / 1 year",
    because: "From 6 to 24 clients to 30 to 88 it takes 24 to 64 new ones in a year, not 10 to 20.",
    rows: ["S3-029", "S3-042"],
  },
  "acquisition-cost-twice": {
    section: infrastructure,
    states: between("50k USD per customer", "100k USD per customer"),
    metric: "cac",
    of: "enterprise",
    formula: "cac.enterprise",
    because: "The unit economics say 50,000 to 75,000 dollars for the same customer.",
    rows: ["S3-029", "S3-030"],
  },
  "lifetime-value-of-contracts": {
    section: infrastructure,
    description: "Five years of the average contract value.",
    states: between("3M USD per customer", "10M USD per customer"),
    metric: "ltv",
    of: "enterprise",
    formula: "contract-price * lifetime.enterprise",
    because:
      "Five years of the smallest contract are 2.5 million dollars, a sixth less than is said.",
    rows: ["S3-016", "S3-029"],
  },
  "lifetime-value-twice": {
    section: infrastructure,
    states: between("3M USD per customer", "10M USD per customer"),
    formula: "stated-ltv.enterprise",
    because: "The unit economics say 3 to 7 million dollars for the same customer and term.",
    rows: ["S3-029", "S3-030"],
  },
  "retention-of-commitments": {
    section: infrastructure,
    states: ">= 80%",
    metric: "customer-retention",
    of: "enterprise",
    formula: "1 - churn.enterprise * 1 year",
    rows: ["S3-030", "S3-032"],
  },
  "lifetime-of-commitments": {
    section: infrastructure,
    states: "2.5",
    unchecked: "Neither the lifetime value nor the term without a commitment is given.",
    rows: ["S3-032"],
  },
  "savings-of-customers": {
    section: infrastructure,
    states: between("60%", "80%"),
    unchecked: "The cost of the traditional solutions is not given.",
    rows: ["S3-036"],
  },
  "bridge-losses": {
    section: infrastructure,
    states: ">= 2B USD",
    unchecked: "No losses at bridges are listed.",
    rows: ["S3-036"],
  },
  "development-speed": {
    section: infrastructure,
    states: "7",
    unchecked: "No measured times of development are given.",
    rows: ["S3-036"],
  },
  "pricing-premium": {
    section: infrastructure,
    states: between("40%", "60%"),
    unchecked: "No price on the basis of cost is given to compare with.",
    rows: ["S3-032"],
  },
  "outcome-expansion": {
    section: infrastructure,
    states: between("25%", "35%"),
    unchecked: "No revenue of customers before and after is given.",
    rows: ["S3-032"],
  },
};

/** What a payment or transfer costs as a share of its value. */
const envelope = (states: Readonly<Record<string, string>>, because: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(states).map(([id, formula]): [string, Claim] => [
      `fee-of-${id}`,
      {
        section: fees,
        states: between("0.01%", "0.5%"),
        formula,
        ...(because[id] === undefined ? {} : { because: because[id] }),
        rows: ["S3-019", "S3-020", "S3-021", "S3-022"],
      },
    ]),
  );

const x402 = "plans.x402-payments.charges.payments.price";
const transfers = "plans.cross-chain.charges";

const feeClaims: Claims = {
  ...contribution(fees, "fees", "25%", undefined, ["S3-041", "S3-045"]),
  ...envelope(
    {
      "a-dollar-by-micro-payment": `${x402}.1 / 1 USD`,
      "a-dollar-by-small-payment": `${x402}.2 / 1 USD`,
      "a-hundred-dollars": `${x402}.2 / 100 USD`,
      "medium-payments": `${x402}.3`,
      "large-payments": `${x402}.4`,
      "standard-transfers": `${transfers}.standard.price`,
      "enterprise-transfers": `${transfers}.enterprise.price`,
      "high-frequency-trading": `${transfers}.high-frequency.price`,
      agents: "plans.agent-transactions.charges.agents.price",
    },
    {
      "a-dollar-by-micro-payment":
        "A cent is more than 1% of any payment below a dollar, where the stream ends at 0.5%.",
      "a-dollar-by-small-payment":
        "Five cents on a dollar are 5%, ten times the highest fee of the stream.",
      agents: "Agents pay from 0.001%, a tenth of the lowest fee of the stream.",
    },
  ),
  "x402-revenue": {
    section: fees,
    description: "Low at the fee of micro-payments, high at that of small ones.",
    states: {
      y1: between("10k USD per year", "250k USD per year"),
      y2: between("100k USD per year", "2.5M USD per year"),
      y3: between("1M USD per year", "25M USD per year"),
    },
    formula: "x402-transactions.{column} * x402-fee / 1 transaction",
    because: {
      y3: "A billion payments at five cents are 50 million dollars, twice what is printed.",
    },
    rows: ["S3-020", "S3-043"],
  },
  "cross-chain-revenue": {
    section: fees,
    description: "At the fee of standard transfers, the highest there is.",
    states: {
      y1: between("10k USD per year", "500k USD per year"),
      y2: between("100k USD per year", "5M USD per year"),
      y3: between("1M USD per year", "50M USD per year"),
    },
    formula: `cross-chain-volume.{column} * ${transfers}.standard.price`,
    because:
      "The highest fee is 0.1%; the high end needs 0.5%, which no transfer across chains is charged.",
    rows: ["S3-021", "S3-044"],
  },
  "fees-total": {
    section: fees,
    states: {
      y1: between("20k USD per year", "750k USD per year"),
      y2: between("200k USD per year", "7.5M USD per year"),
      y3: between("2M USD per year", "75M USD per year"),
    },
    formula: "x402-revenue.{column} + cross-chain-revenue.{column}",
    rows: ["S3-045"],
  },
  "growth-of-payments": {
    section: fees,
    description: "Transactions of the third year over those of the first.",
    states: between("10", "100"),
    formula: "x402-transactions.y3 / x402-transactions.y1",
    because: "The projection has 100 to 200 times the first year's transactions.",
    rows: ["S3-033", "S3-043"],
  },
  "growth-of-transfers": {
    section: fees,
    description: "Volume of the third year over that of the first.",
    states: between("10", "100"),
    formula: "cross-chain-volume.y3 / cross-chain-volume.y1",
    rows: ["S3-033", "S3-044"],
  },
  "dynamic-pricing": {
    section: fees,
    states: between("30%", "50%"),
    unchecked: "No revenue at flat rates is given to compare with.",
    rows: ["S3-033"],
  },
  "trading-premium": {
    section: fees,
    states: between("20%", "40%"),
    unchecked: "The fee that the premium is upon is not given.",
    rows: ["S3-033"],
  },
};

/** The chapters of the contracts and the fees. */
export const streamClaims: Claims = { ...infrastructureClaims, ...feeClaims };
