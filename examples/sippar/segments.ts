/** A figure of the roadmap's three years, as it holds in each month of the plan. */
export const inYear = (figure: string): string =>
  `if(year-number() = 1, ${figure}.y1, if(year-number() = 2, ${figure}.y2, ${figure}.y3))`;

/** Of the customers that are won in a year, the part that the chapter's table has of a tier. */
const partOf = (tier: string): string => {
  const own = `customers-${tier}`;
  const all = "paying-customers";
  return `if(year-number() = 1, ${own}.y1 / ${all}.y1, if(year-number() = 2, (${own}.y2 - ${own}.y1) / (${all}.y2 - ${all}.y1), (${own}.y3 - ${own}.y2) / (${all}.y3 - ${all}.y2)))`;
};

/** Contracts end after whole years; who is lost by then is what a year loses, over and over (S3-030). */
const contractChurn = { kind: "monthly", rate: "monthly-loss(churn.enterprise)" } as const;

const platformChurn = { kind: "monthly", rate: "monthly-loss(churn.platform)" } as const;

/** How many move up a tier in a year, so that those who stay pay the printed 25% more (S3-059). */
const moveUp = (expansion: string, from: string, to: string, cadence: string): string =>
  `monthly-loss(${expansion} / (plans.${to}.prices.${cadence} / plans.${from}.prices.${cadence} - 1))`;

/** What every account sends in a month: the year's projection over the accounts that are to be there by then. */
const each = (projected: string, segment: string): string =>
  `(${inYear(projected)}) / segments.${segment}.target * 1 customer in`;

const platformAccounts = ["paying-customers.y1", "paying-customers.y2", "paying-customers.y3"];

/** Who comes, and what of the catalogue they buy. */
export const segments = {
  enterprise: {
    name: "Enterprise clients",
    description:
      "Clients by the projection (S3-042), which counts every one at the price of Foundation. Contracts run two or three years (S3-001); the document has no split, and half of each is ours. Three years earn the commitment discount, which the projection leaves out. Those of two years move up to Growth, as many as make the printed 25% of expansion.",
    acquisition: {
      kind: "targets",
      atYearEnd: ["clients.y1", "clients.y2", "clients.y3"],
    },
    purchases: {
      "foundation-two-years": {
        share: "(1 - share-of-growth) * share-of-two-years",
        plan: "foundation",
        termYears: 2,
        churn: contractChurn,
        moves: {
          "growth-two-years": moveUp("contract-expansion", "foundation", "growth", "annual"),
        },
      },
      "foundation-three-years": {
        share: "(1 - share-of-growth) * (1 - share-of-two-years)",
        plan: "foundation",
        contract: { template: "infrastructure", months: 36 },
        agreedDiscounts: { relationship: "0%" },
        churn: contractChurn,
      },
      "growth-two-years": {
        share: "share-of-growth",
        plan: "growth",
        termYears: 2,
        churn: contractChurn,
      },
    },
    channels: {
      sales: { share: "100%", cost: "cac.enterprise", rows: ["S3-030"] },
    },
    rows: ["S3-001", "S3-017", "S3-018", "S3-029", "S3-042"],
  },

  platform: {
    name: "Platform customers",
    description:
      "Paying customers by the table of tiers. Free ones pay nothing and are counted nowhere, so they are left out. What moves up is ours: as many as make the printed 25% of expansion.",
    acquisition: { kind: "targets", atYearEnd: platformAccounts },
    purchases: {
      professional: {
        share: partOf("professional"),
        plan: "professional",
        churn: platformChurn,
        moves: { business: moveUp("platform-expansion", "professional", "business", "monthly") },
      },
      business: {
        share: partOf("business"),
        plan: "business",
        churn: platformChurn,
        moves: {
          enterprise: moveUp("platform-expansion", "business", "platform-enterprise", "monthly"),
        },
      },
      enterprise: {
        share: partOf("platform-enterprise"),
        plan: "platform-enterprise",
        churn: platformChurn,
      },
    },
    channels: {
      "self-serve": { share: "100%", cost: "cac.platform", rows: ["S3-031"] },
    },
    rows: ["S3-031", "S3-046", "S3-047", "S3-048"],
  },

  payments: {
    name: "Payment accounts",
    description:
      "Accounts that take X402 payments, no further customers: as many as the platform has, which is ours. Half of the payments are of 50 cents and half of ten dollars, ours too: the projection counts from a cent a payment to five.",
    acquisition: { kind: "targets", atYearEnd: platformAccounts },
    purchases: {
      x402: {
        share: "100%",
        plan: "x402-payments",
        usage: {
          "x402-payments": [
            {
              is: "payments-each * 50% * value-of-payment.micro",
              events: "payments-each * 50% / 1 transaction",
              with: { rail: "x402" },
            },
            {
              is: "payments-each * 50% * value-of-payment.small",
              events: "payments-each * 50% / 1 transaction",
              with: { rail: "x402" },
            },
          ],
        },
        churn: platformChurn,
      },
    },
    rows: ["S3-020", "S3-043"],
  },

  transfers: {
    name: "Transfer accounts",
    description:
      "Accounts that transfer across chains, no further customers: as many as the platform has, which is ours. All transfers are standard ones, which the projection's low end counts with.",
    acquisition: { kind: "targets", atYearEnd: platformAccounts },
    purchases: {
      transfers: {
        share: "100%",
        plan: "cross-chain",
        usage: {
          "standard-transfers": [{ is: "transfers-each", with: { rail: "cross-chain" } }],
        },
        churn: platformChurn,
      },
    },
    rows: ["S3-021", "S3-044"],
  },

  analytics: {
    name: "Analytics customers",
    description:
      "Customers of the Enterprise Analytics Suite at the lowest price of its range: the projection of the stream lies nearest to it.",
    acquisition: {
      kind: "targets",
      atYearEnd: ["customers-analytics.y1", "customers-analytics.y2", "customers-analytics.y3"],
    },
    purchases: {
      suite: {
        share: "100%",
        plan: "enterprise-analytics",
        agreed: { base: "25000 USD" },
        churn: contractChurn,
      },
    },
    rows: ["S3-027", "S3-050"],
  },

  research: {
    name: "Research clients",
    description: "One project each, at the lowest price of its range.",
    acquisition: {
      kind: "monthly",
      customers: `(${inYear("projects")}) * 1 customer / 1 project in customers per month`,
    },
    purchases: {
      project: { share: "100%", offer: "research", agreed: { base: "100000 USD" } },
    },
    rows: ["S3-027", "S3-050"],
  },
} as const;

/** Figures of the plan that no document tells, and those that its customers are computed from. */
export const planFigures = {
  "share-of-growth": {
    description:
      "New clients on the Growth tier: none in the projection. Half of them would make the average contract of 750,000 dollars.",
    is: "0%",
    rows: ["S3-030", "S3-042"],
  },
  "share-of-two-years": {
    description: "New clients who sign for two years; the others sign for three. Ours.",
    is: "50%",
    rows: ["S3-001"],
  },
  "contract-expansion": {
    description: "What clients whose term is over buy more, of each year of it.",
    is: "expansion",
    unit: "per year",
    rows: ["S3-059"],
  },
  "platform-expansion": {
    description: "What platform customers buy more in a year.",
    is: "expansion",
    unit: "per year",
    rows: ["S3-059"],
  },
  "value-of-payment": {
    description: "What a micro-payment and a small one are worth. Ours.",
    is: { micro: "0.50 USD / 1 transaction", small: "10 USD / 1 transaction" },
    rows: ["S3-020"],
  },
  "payments-each": {
    description: "X402 payments of one account in a month.",
    is: `${each("x402-transactions", "payments")} transactions per month`,
    unit: "transactions per month",
    rows: ["S3-043"],
  },
  "transfers-each": {
    description: "What one account transfers in a month.",
    is: `${each("cross-chain-volume", "transfers")} USD per month`,
    unit: "USD per month",
    rows: ["S3-044"],
  },
  "payments-a-month": {
    description: "X402 payments of all accounts.",
    is: "payments-each * forecast.customers.payments / 1 customer",
    unit: "transactions per month",
    rows: ["S3-043"],
  },
} as const;
