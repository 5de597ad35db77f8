import type { Figure } from "florin";
import { between, figures } from "./figures.ts";
import { inYear } from "./segments.ts";

/** The document is of September 2025; its first year is taken to be 2026. */
export const horizon = { from: "2026-01", years: 3 } as const;

/**
 * What the business spends. The document has a gross margin and operating expenses for each year and no parts of either; the expenses are
 * split as the funds are to be used (S3-039), which is ours. Winning customers is among the expenses, so it is taken off those of sales.
 */
export const costs = {
  "cost-of-revenue": {
    kind: "share",
    name: "Cost of revenue",
    function: "cost-of-revenue",
    rate: `1 - (${inYear("gross-margin")})`,
    of: "revenue",
    rows: ["S3-037"],
  },
  sales: {
    kind: "fixed",
    name: "Sales and marketing, beside what winning customers costs",
    function: "sales-and-marketing",
    amount: "expenses * use-of-funds.sales - forecast.acquisition-cost",
    rows: ["S3-037", "S3-039"],
  },
  product: {
    kind: "fixed",
    name: "Product development",
    function: "research-and-development",
    amount: "expenses * use-of-funds.product",
    rows: ["S3-037", "S3-039"],
  },
  operations: {
    kind: "fixed",
    name: "Operations, legal and compliance",
    function: "administration",
    amount: "expenses * (use-of-funds.operations + use-of-funds.reserves)",
    rows: ["S3-037", "S3-039"],
  },
} as const;

export const costFigures = {
  expenses: {
    description: "Operating expenses of a month.",
    is: `(${inYear("operating-expenses")}) in USD per month`,
    unit: "USD per month",
    rows: ["S3-037"],
  },
} as const;

/** What the document expects of its strategies, upon revenue that it does not name (S3-033 to S3-035); none in the plan itself. */
export const leverFigures: Readonly<Record<string, Figure>> = {
  "expected-impact": {
    is: {
      "dynamic-pricing": between("30%", "50%"),
      ecosystem: between("20%", "30%"),
      "data-partnerships": between("20%", "40%"),
    },
    rows: ["S3-033", "S3-034", "S3-035"],
  },
  impact: {
    description: "What of it is planned.",
    is: { "dynamic-pricing": "0%", ecosystem: "0%", "data-partnerships": "0%" },
    rows: ["S3-033", "S3-034", "S3-035"],
  },
};

/** Revenue upon that of customers. */
export const income = {
  "dynamic-pricing": {
    name: "Dynamic pricing of fees",
    stream: "fees",
    amount: "forecast.earned.fees * impact.dynamic-pricing",
    rows: ["S3-033"],
  },
  ecosystem: {
    name: "Commissions, marketplace and certification",
    stream: "platform",
    amount: "forecast.earned.platform * impact.ecosystem",
    rows: ["S3-013", "S3-034"],
  },
  "data-partnerships": {
    name: "Data partnerships",
    stream: "data",
    amount: "forecast.earned.data * impact.data-partnerships",
    rows: ["S3-035"],
  },
} as const;

/** Invoices are due after 30 days (`terms.ts`); the document names no cash to begin with. */
export const capital = { collectedAfter: "1 month" } as const;

/** The document gives no month for it; the first is ours. */
export const funding = {
  "series-a": { name: "Series A", month: "2026-01", amount: "series-a", rows: ["S3-039"] },
} as const;

/** One end of the ranges of figures, as a scenario tells it. */
const endOf = (end: "low" | "high", ids: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ids.flatMap((id) => {
      const is: Figure["is"] | undefined = figures[id]?.is;
      const columns = typeof is === "object" ? Object.entries(is) : [];
      return columns.flatMap(([column, value]: [string, unknown]): [string, string][] =>
        isRange(value) ? [[`${id}.${column}`, value[end]]] : [],
      );
    }),
  );

const isRange = (value: unknown): value is { readonly low: string; readonly high: string } =>
  typeof value === "object" && value !== null && "low" in value && "high" in value;

/** What is more at the high end of the document's projections. */
const more = [
  "clients",
  "x402-transactions",
  "cross-chain-volume",
  "customers-professional",
  "customers-business",
  "customers-platform-enterprise",
  "customers-analytics",
  "projects",
  "gross-margin",
  "operating-expenses",
];

/** What is better where it is less. */
const less = ["churn", "cac"];

/**
 * The plan itself stands in the middle of all ranges. Both ends pair low with low, as the document does; churn and acquisition costs, which it
 * pairs with nothing, are at their worse end in the low case.
 */
export const scenarios = {
  low: {
    name: "The low end of all ranges",
    set: { ...endOf("low", more), ...endOf("high", less), "series-a": "3M USD" },
    rows: ["S3-037", "S3-041"],
  },
  high: {
    name: "The high end of all ranges",
    set: { ...endOf("high", more), ...endOf("low", less), "series-a": "10M USD" },
    rows: ["S3-037", "S3-041"],
  },
  "average-contract": {
    name: "Contracts of 750,000 dollars on average",
    set: { "share-of-growth": "50%", "share-of-two-years": "100%" },
    rows: ["S3-030"],
  },
  "expected-impacts": {
    name: "What the document expects of its strategies",
    description:
      "Of those that follow from a figure: prices that are billed are told otherwise by another version.",
    set: {
      "impact.dynamic-pricing": "expected-impact.dynamic-pricing",
      "impact.ecosystem": "expected-impact.ecosystem",
      "impact.data-partnerships": "expected-impact.data-partnerships",
      "contract-expansion": "outcome-expansion / 1 year",
      "platform-expansion": "upsell / 1 year",
    },
    rows: ["S3-032", "S3-033", "S3-034", "S3-035"],
  },
} as const;
