import type { Claim } from "florin";
import { between } from "./figures.ts";

type Claims = Readonly<Record<string, Claim>>;

const years = {
  y1: "Year 1: Foundation & Validation",
  y2: "Year 2: Scale & Market Leadership",
  y3: "Year 3: Market Dominance & Platform Economics",
} as const;

type Year = keyof typeof years;
type Streams<T> = Readonly<Record<"infrastructure" | "fees" | "platform" | "data", T>>;
type Range = readonly [string, string];

/** What the roadmap prints for a year. */
interface PrintedYear {
  readonly total: Range;
  readonly streams: Streams<Range>;
  readonly shares: Streams<string>;
  /** What goes wrong, by claim and stream. */
  readonly because: {
    readonly share: Readonly<Record<string, string>>;
    readonly projected: Readonly<Record<string, string>>;
    readonly total: string;
  };
  readonly row: string;
}

const yearly = ([low, high]: Range) => between(`${low} USD per year`, `${high} USD per year`);

/** Of one year: the total, the shares of the streams at both ends of it, and the streams by their own chapters. */
const claimsOf = (year: Year, { total, streams, shares, because, row }: PrintedYear): Claims => ({
  [`total-of-${year}`]: {
    section: years[year],
    states: yearly(total),
    formula: `target-infrastructure.${year} + target-fees.${year} + target-platform.${year} + target-data.${year}`,
    rows: [row],
  },
  [`share-of-${year}`]: {
    section: years[year],
    description: "At both ends of the range that is printed beside the share.",
    states: Object.fromEntries(
      Object.entries(shares).map(([stream, share]) => [stream, between(share, share)]),
    ),
    formula: `target-{column}.${year} / revenue.${year}`,
    because: because.share,
    rows: [row],
  },
  [`shares-add-up-in-${year}`]: {
    section: years[year],
    states: "100%",
    formula: Object.values(shares).join(" + "),
    rows: [row],
  },
  [`chapters-of-${year}`]: {
    section: years[year],
    description: "The same streams by the projections of their own chapters.",
    states: Object.fromEntries(
      Object.entries(streams).map(([stream, range]) => [stream, yearly(range)]),
    ),
    formula: `projected-{column}.${year}`,
    because: because.projected,
    rows: [row, "S3-042", "S3-045", "S3-049", "S3-050"],
  },
  [`total-by-chapters-of-${year}`]: {
    section: years[year],
    states: yearly(total),
    formula: `projected.${year}`,
    because: because.total,
    rows: [row, "S3-042", "S3-045", "S3-049", "S3-050"],
  },
});

const firstYear: Claims = {
  ...claimsOf("y1", {
    total: ["675k", "2.6M"],
    streams: {
      infrastructure: ["500k", "2M"],
      fees: ["50k", "200k"],
      platform: ["100k", "300k"],
      data: ["25k", "100k"],
    },
    shares: { infrastructure: "74%", fees: "7%", platform: "15%", data: "4%" },
    because: {
      share: {
        infrastructure: "The share is that of the low end; at the high end it is 77%.",
        fees: "The share is that of the low end; at the high end it is 8%.",
        platform: "The share is that of the low end; at the high end it is 12%.",
      },
      projected: {
        fees: "The chapter of the fees projects 20,000 to 750,000 dollars.",
        platform: "The chapter of the platform projects 390,000 to 1.8 million dollars.",
        data: "The chapter of the data projects 125,000 to 1 million dollars.",
      },
      total: "The four chapters project 1.035 to 5.55 million dollars.",
    },
    row: "S3-051",
  }),
  "clients-at-end-of-y1": {
    section: years.y1,
    states: between("1 customer", "4 customers"),
    formula: "clients.y1",
    rows: ["S3-042", "S3-055"],
  },
  "signed-within-y1": {
    section: years.y1,
    description: "Contracts of the first year are sold within it.",
    states: "<= 12 months",
    formula: "sales-cycle",
    because:
      "A sale takes 9 to 18 months, so the slower ones that begin with the year are signed after it.",
    rows: ["S3-029", "S3-055"],
  },
  "users-at-end-of-y1": {
    section: years.y1,
    description: "Users of the Professional and Business tiers.",
    states: ">= 100 customers",
    formula: "customers-professional.y1 + customers-business.y1",
    because: "The chapter of the platform projects 25 to 120 of them.",
    rows: ["S3-046", "S3-047", "S3-055"],
  },
  "users-pay-in-y1": {
    section: years.y1,
    description: "A hundred users of Professional and above, at the price of Professional.",
    states: between("100k USD per year", "300k USD per year"),
    formula: "milestone-users.y1 * plans.professional.prices.monthly in USD per year",
    because:
      "A hundred users at the lowest paid price, 500 dollars a month, pay 600,000 dollars a year.",
    rows: ["S3-024", "S3-051", "S3-055"],
  },
  "transactions-of-y1": {
    section: years.y1,
    states: ">= 1M transactions per year",
    formula: "x402-transactions.y1",
    rows: ["S3-043", "S3-055"],
  },
};

const secondYear: Claims = {
  ...claimsOf("y2", {
    total: ["4.75M", "18M"],
    streams: {
      infrastructure: ["3M", "12M"],
      fees: ["500k", "2M"],
      platform: ["1M", "3M"],
      data: ["250k", "1M"],
    },
    shares: { infrastructure: "63%", fees: "11%", platform: "21%", data: "5%" },
    because: {
      share: {
        infrastructure: "The share is that of the low end; at the high end it is 67%.",
        platform: "The share is that of the low end; at the high end it is 17%.",
        data: "The share is that of the low end; at the high end it is 6%.",
      },
      projected: {
        fees: "The chapter of the fees projects 200,000 to 7.5 million dollars.",
        platform: "The chapter of the platform projects 1.8 to 8.4 million dollars.",
        data: "The chapter of the data projects 625,000 to 5 million dollars.",
      },
      total: "The four chapters project 5.625 to 32.9 million dollars.",
    },
    row: "S3-052",
  }),
  "clients-at-end-of-y2": {
    section: years.y2,
    states: between("6 customers", "24 customers"),
    formula: "clients.y2",
    rows: ["S3-042", "S3-055"],
  },
  "users-at-end-of-y2": {
    section: years.y2,
    states: ">= 1_000 customers",
    formula: "paying-customers.y2",
    because:
      "The chapter of the platform projects 125 to 620 paying customers; free ones are counted nowhere.",
    rows: ["S3-046", "S3-047", "S3-048", "S3-055"],
  },
  "transactions-of-y2": {
    section: years.y2,
    states: ">= 10M transactions per month",
    formula: "x402-transactions.y2 in transactions per month",
    because: "The chapter of the fees projects 10 to 50 million in the whole year.",
    rows: ["S3-043", "S3-055"],
  },
};

const thirdYear: Claims = {
  ...claimsOf("y3", {
    total: ["25M", "73M"],
    streams: {
      infrastructure: ["15M", "44M"],
      fees: ["6M", "18M"],
      platform: ["2.5M", "7M"],
      data: ["1.25M", "4M"],
    },
    shares: { infrastructure: "60%", fees: "25%", platform: "10%", data: "5%" },
    because: {
      share: { fees: "At the low end fees are 6 million dollars of 25 million, which is 24%." },
      projected: {
        fees: "The chapter of the fees projects 2 to 75 million dollars.",
        platform: "The chapter of the platform projects 8.4 to 30 million dollars.",
        data: "The chapter of the data projects 3 to 15 million dollars.",
      },
      total: "The four chapters project 28.4 to 164 million dollars.",
    },
    row: "S3-053",
  }),
  "clients-at-end-of-y3": {
    section: years.y3,
    states: between("30 customers", "80 customers"),
    formula: "clients.y3",
    because: "The chapter of the contracts projects 30 to 88 clients.",
    rows: ["S3-042", "S3-055"],
  },
  "users-at-end-of-y3": {
    section: years.y3,
    states: ">= 5_000 customers",
    formula: "paying-customers.y3",
    because:
      "The chapter of the platform projects 620 to 2,450 paying customers; free ones are counted nowhere.",
    rows: ["S3-046", "S3-047", "S3-048", "S3-055"],
  },
  "transactions-of-y3": {
    section: years.y3,
    states: ">= 100M transactions per month",
    formula: "x402-transactions.y3 in transactions per month",
    because: "The chapter of the fees projects 100 million to a billion in the whole year.",
    rows: ["S3-043", "S3-055"],
  },
};

const phase3 = "Phase 3: Market Leadership";
const phase2 = "Phase 2: Scale";

const phases: Claims = {
  "contracts-at-month-18": {
    section: phase2,
    description: "What three customers pay at the lowest price of a contract.",
    states: ">= 1M USD per year",
    formula: "3 customers * plans.foundation.prices.annual",
    rows: ["S3-017", "S3-056"],
  },
  "users-at-month-18": {
    section: phase2,
    states: ">= 500 customers",
    formula: "paying-customers.y2",
    because:
      "The chapter of the platform projects 125 to 620 paying customers for half a year later.",
    rows: ["S3-046", "S3-047", "S3-048", "S3-056"],
  },
  "transactions-at-month-18": {
    section: phase2,
    description: "On the average of the second year, in whose middle it is.",
    states: ">= 1M transactions per month",
    formula: "x402-transactions.y2 in transactions per month",
    because: "The chapter of the fees projects 833,000 to 4.2 million a month in the second year.",
    rows: ["S3-043", "S3-056"],
  },
  "data-at-month-18": {
    section: phase2,
    description: "By the roadmap of the second year.",
    states: ">= 100k USD per year",
    formula: "target-data.y2",
    rows: ["S3-052", "S3-056"],
  },
  "clients-at-month-36": {
    section: phase3,
    states: ">= 15 customers",
    formula: "milestone-clients.y3",
    rows: ["S3-055", "S3-056"],
  },
  "contracts-at-month-36": {
    section: phase3,
    description:
      "What fifteen customers pay at the contract price that the projection counts with.",
    states: ">= 15M USD per year",
    formula: "15 customers * plans.foundation.prices.annual",
    because:
      "Fifteen customers at the projection's 500,000 dollars pay 7.5 million; 15 million take thirty.",
    rows: ["S3-042", "S3-056"],
  },
  "users-at-month-36": {
    section: phase3,
    states: ">= 2_000 customers",
    formula: "paying-customers.y3",
    because: "The chapter of the platform projects 620 to 2,450 paying customers.",
    rows: ["S3-046", "S3-047", "S3-048", "S3-056"],
  },
  "transactions-at-month-36": {
    section: phase3,
    states: ">= 10M transactions per month",
    formula: "x402-transactions.y3 in transactions per month",
    because:
      "The chapter of the fees projects 8.3 to 83 million a month on the average of that year.",
    rows: ["S3-043", "S3-056"],
  },
  "data-at-month-36": {
    section: phase3,
    states: ">= 2M USD per year",
    formula: "target-data.y3",
    because: "The roadmap's low end has 1.25 million dollars in the third year.",
    rows: ["S3-053", "S3-056"],
  },
  "share-of-market-at-month-36": {
    section: phase3,
    states: ">= 25%",
    formula: "target-infrastructure.y3 / market",
    because:
      "Of the 200 billion dollars that are named as the market 15 to 44 million are about 0.02%; no smaller market is given.",
    rows: ["S3-040", "S3-056"],
  },
};

/** The roadmap of three years. */
export const roadmapClaims: Claims = { ...firstYear, ...secondYear, ...thirdYear };

/** The phases of the implementation, which look at the same months as the roadmap. */
export const phaseClaims: Claims = phases;
