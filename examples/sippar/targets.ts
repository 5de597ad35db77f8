const ends = { y1: "2026-12", y2: "2027-12", y3: "2028-12" } as const;

type Year = keyof typeof ends;

const numberOf: Readonly<Record<Year, number>> = { y1: 1, y2: 2, y3: 3 };

const inYear = (figure: string, year: Year): string => `sum-of-year(${figure}, ${numberOf[year]})`;

const atEnd = (figure: string, year: Year): string => `end-of-year(${figure}, ${numberOf[year]})`;

/** The financial targets: the low end of each range is what has to be reached (S3-051 to S3-054). */
const financial = {
  "revenue-y1": {
    name: "Revenue of the first year",
    figure: inYear("forecast.revenue", "y1"),
    atLeast: "675k USD per year",
    by: ends.y1,
    rows: ["S3-051"],
  },
  "revenue-y2": {
    name: "Revenue of the second year",
    figure: inYear("forecast.revenue", "y2"),
    atLeast: "4.75M USD per year",
    by: ends.y2,
    rows: ["S3-052"],
  },
  "revenue-y3": {
    name: "Revenue of the third year",
    figure: inYear("forecast.revenue", "y3"),
    atLeast: "25M USD per year",
    by: ends.y3,
    rows: ["S3-053"],
  },
  "ebitda-y1": {
    name: "EBITDA of the first year",
    figure: inYear("forecast.ebitda", "y1"),
    atLeast: "-1.4M USD per year",
    by: ends.y1,
    rows: ["S3-054"],
  },
  "ebitda-y2": {
    name: "EBITDA of the second year",
    figure: inYear("forecast.ebitda", "y2"),
    atLeast: "-1.25M USD per year",
    by: ends.y2,
    rows: ["S3-054"],
  },
  "ebitda-y3": {
    name: "EBITDA of the third year",
    figure: inYear("forecast.ebitda", "y3"),
    atLeast: "10M USD per year",
    by: ends.y3,
    rows: ["S3-054"],
  },
} as const;

/** The milestones of the roadmap (S3-055). */
const milestones = {
  "contracts-y1": {
    name: "Enterprise contracts, year 1",
    figure: "forecast.customers.enterprise",
    atLeast: "1 customer",
    by: ends.y1,
    rows: ["S3-055"],
  },
  "contracts-y2": {
    name: "Enterprise contracts, year 2",
    figure: "forecast.customers.enterprise",
    atLeast: "6 customers",
    by: ends.y2,
    rows: ["S3-055"],
  },
  "contracts-y3": {
    name: "Enterprise contracts, year 3",
    figure: "forecast.customers.enterprise",
    atLeast: "30 customers",
    by: ends.y3,
    rows: ["S3-055"],
  },
  "users-y1": {
    name: "Paying platform users, year 1",
    figure: "forecast.customers.platform",
    atLeast: "100 customers",
    by: ends.y1,
    rows: ["S3-055"],
  },
  "users-y2": {
    name: "Paying platform users, year 2",
    figure: "forecast.customers.platform",
    atLeast: "1_000 customers",
    by: ends.y2,
    rows: ["S3-055"],
  },
  "users-y3": {
    name: "Paying platform users, year 3",
    figure: "forecast.customers.platform",
    atLeast: "5_000 customers",
    by: ends.y3,
    rows: ["S3-055"],
  },
  "transactions-y1": {
    name: "Transactions in year 1",
    figure: inYear("payments-a-month", "y1"),
    atLeast: "1M transactions per year",
    by: ends.y1,
    rows: ["S3-055"],
  },
  "transactions-y2": {
    name: "Transactions a month, year 2",
    figure: "payments-a-month",
    atLeast: "10M transactions per month",
    by: ends.y2,
    rows: ["S3-055"],
  },
  "transactions-y3": {
    name: "Transactions a month, year 3",
    figure: "payments-a-month",
    atLeast: "100M transactions per month",
    by: ends.y3,
    rows: ["S3-055"],
  },
} as const;

/** The gates at the end of each phase: months 6, 18 and 36 (S3-056). */
const gates = {
  "users-month-6": {
    name: "Platform users, phase 1",
    figure: "forecast.customers.platform",
    atLeast: "50 customers",
    by: "2026-06",
    rows: ["S3-056"],
  },
  "transactions-month-6": {
    name: "Transactions so far, phase 1",
    figure: "accumulate(payments-a-month, 0 transactions)",
    atLeast: "100k transactions",
    by: "2026-06",
    rows: ["S3-056"],
  },
  "contracts-month-18": {
    name: "Enterprise contracts, phase 2",
    figure: "forecast.customers.enterprise",
    atLeast: "3 customers",
    by: "2027-06",
    rows: ["S3-056"],
  },
  "contract-value-month-18": {
    name: "Value of contracts a year, phase 2",
    figure: "forecast.mrr.enterprise in USD per year",
    atLeast: "1M USD per year",
    by: "2027-06",
    rows: ["S3-056"],
  },
  "users-month-18": {
    name: "Platform users, phase 2",
    figure: "forecast.customers.platform",
    atLeast: "500 customers",
    by: "2027-06",
    rows: ["S3-056"],
  },
  "transactions-month-18": {
    name: "Transactions a month, phase 2",
    figure: "payments-a-month",
    atLeast: "1M transactions per month",
    by: "2027-06",
    rows: ["S3-056"],
  },
  "data-month-18": {
    name: "Data revenue a year, phase 2",
    figure: "forecast.revenue.data in USD per year",
    atLeast: "100k USD per year",
    by: "2027-06",
    rows: ["S3-056"],
  },
  "contracts-month-36": {
    name: "Enterprise contracts, phase 3",
    figure: "forecast.customers.enterprise",
    atLeast: "15 customers",
    by: ends.y3,
    rows: ["S3-056"],
  },
  "contract-value-month-36": {
    name: "Value of contracts a year, phase 3",
    figure: "forecast.mrr.enterprise in USD per year",
    atLeast: "15M USD per year",
    by: ends.y3,
    rows: ["S3-056"],
  },
  "users-month-36": {
    name: "Platform users, phase 3",
    figure: "forecast.customers.platform",
    atLeast: "2_000 customers",
    by: ends.y3,
    rows: ["S3-056"],
  },
  "transactions-month-36": {
    name: "Transactions a month, phase 3",
    figure: "payments-a-month",
    atLeast: "10M transactions per month",
    by: ends.y3,
    rows: ["S3-056"],
  },
  "data-month-36": {
    name: "Data revenue a year, phase 3",
    figure: "forecast.revenue.data in USD per year",
    atLeast: "2M USD per year",
    by: ends.y3,
    rows: ["S3-056"],
  },
} as const;

/** The key figures (S3-057 to S3-061). What is asked of surveys and of the market no plan can tell. */
const keyFigures = {
  "growth-y2": {
    name: "Growth of MRR a month, year 2",
    figure: `(${atEnd("forecast.mrr", "y2")} / ${atEnd("forecast.mrr", "y1")}) ^ (1 / 12) - 1`,
    atLeast: "15%",
    by: ends.y2,
    rows: ["S3-057"],
  },
  "growth-y3": {
    name: "Growth of MRR a month, year 3",
    figure: `(${atEnd("forecast.mrr", "y3")} / ${atEnd("forecast.mrr", "y2")}) ^ (1 / 12) - 1`,
    atLeast: "15%",
    by: ends.y3,
    rows: ["S3-057"],
  },
  arr: {
    name: "ARR, year 3",
    figure: "metrics.arr",
    atLeast: "25M USD per year",
    by: ends.y3,
    rows: ["S3-057"],
  },
  "ltv-enterprise": {
    name: "Lifetime value of enterprise clients",
    figure: "metrics.expected-ltv.enterprise",
    atLeast: "3M USD per customer",
    by: ends.y3,
    rows: ["S3-057"],
  },
  "ltv-platform": {
    name: "Lifetime value of platform customers",
    figure: "metrics.expected-ltv.platform",
    atLeast: "25k USD per customer",
    by: ends.y3,
    rows: ["S3-057"],
  },
  "ltv-to-cac-enterprise": {
    name: "LTV to CAC of enterprise clients",
    figure: "metrics.ltv-to-cac.enterprise",
    atLeast: "10",
    by: ends.y3,
    rows: ["S3-057"],
  },
  "ltv-to-cac-platform": {
    name: "LTV to CAC of platform customers",
    figure: "metrics.ltv-to-cac.platform",
    atLeast: "5",
    by: ends.y3,
    rows: ["S3-057"],
  },
  "recurring-share": {
    name: "Recurring revenue",
    figure: "metrics.recurring-share",
    atLeast: "80%",
    rows: ["S3-058"],
  },
  "gross-retention": {
    name: "Gross revenue retention",
    figure: "metrics.grr",
    atLeast: "95%",
    rows: ["S3-058"],
  },
  "net-retention": {
    name: "Net revenue retention",
    figure: "metrics.nrr",
    atLeast: "120%",
    rows: ["S3-058"],
  },
  concentration: {
    name: "Largest customer",
    figure: "metrics.largest-customer-share",
    atMost: "20%",
    rows: ["S3-058"],
  },
  "cac-enterprise": {
    name: "Cost of winning an enterprise client",
    figure: "metrics.cac.enterprise",
    atMost: "75k USD per customer",
    rows: ["S3-059"],
  },
  "cac-platform": {
    name: "Cost of winning a platform customer",
    figure: "metrics.cac.platform",
    atMost: "2_000 USD per customer",
    rows: ["S3-059"],
  },
  "new-clients-y2": {
    name: "New enterprise clients a month, year 2",
    figure: `${inYear("forecast.new-customers.enterprise", "y2")} in customers per month`,
    atLeast: "1 customer per month",
    by: ends.y2,
    rows: ["S3-059"],
  },
  "new-users-y2": {
    name: "New platform customers a month, year 2",
    figure: `${inYear("forecast.new-customers.platform", "y2")} in customers per month`,
    atLeast: "50 customers per month",
    by: ends.y2,
    rows: ["S3-059"],
  },
  "gross-margin-y3": {
    name: "Gross margin of the third year",
    figure: `${inYear("forecast.gross-profit", "y3")} / ${inYear("forecast.revenue", "y3")}`,
    atLeast: "80%",
    by: ends.y3,
    rows: ["S3-061"],
  },
  "operating-leverage": {
    name: "Additional revenue that is left as EBITDA, year 3",
    figure: `(${inYear("forecast.ebitda", "y3")} - ${inYear("forecast.ebitda", "y2")}) / (${inYear("forecast.revenue", "y3")} - ${inYear("forecast.revenue", "y2")})`,
    atLeast: "60%",
    by: ends.y3,
    rows: ["S3-061"],
  },
  "cash-positive": {
    name: "Cash flow positive by month 24",
    figure: "forecast.cash-flow",
    atLeast: "0 USD per month",
    by: ends.y2,
    rows: ["S3-061"],
  },
  cash: {
    name: "Never out of cash",
    description: "Ours: the document raises funds to that end and does not say so.",
    figure: "forecast.cash",
    atLeast: "0 USD",
    rows: ["S3-039"],
  },
} as const;

/** What the business wants to reach, and by when. */
export const targets = { ...financial, ...milestones, ...gates, ...keyFigures };
