import type { Claim, Figure } from "florin";

const years = [1, 2, 3] as const;
const rows = ["S4-041", "S4-042", "S4-043"];
const projection = "3-Year Revenue Projections";
const costs = "Cost Structure and Profitability";
const kpis = "Financial KPIs";

const ofYears = (...amounts: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(years.map((year, index) => [`y${year}`, `${amounts[index]} USD per year`]));

const yearly = (flow: string): Figure => ({
  is: Object.fromEntries(years.map((year) => [`y${year}`, `sum-of-year(${flow}, ${year})`])),
  unit: "USD per year",
});

/** What the plan comes to in each projected year. */
export const forecastFigures: Readonly<Record<string, Figure>> = {
  "billed-subscriptions": yearly("forecast.billings.subscriptions"),
  "earned-subscriptions": yearly("forecast.revenue.subscriptions"),
  billed: yearly("forecast.billings"),
  earned: yearly("forecast.revenue"),
};

/** What the document states, held against what the plan forecasts of its own customers, prices and costs. */
export const forecastClaims: Readonly<Record<string, Claim>> = {
  "subscriptions-as-billed": {
    section: projection,
    description:
      "Every node of a year's end is invoiced once in the year, when it comes or renews.",
    states: ofYears("2.5M", "8.5M", "22.0M"),
    formula: "billed-subscriptions.{column}",
    because: {
      y1: "Nodes are invoiced at 2.25 million dollars in 2026.",
      y3: "Nodes are invoiced at 23 million dollars in 2028.",
    },
    rows,
  },
  "subscriptions-as-earned": {
    section: projection,
    description: "A year that is paid ahead is earned over the year.",
    states: ofYears("2.5M", "8.5M", "22.0M"),
    formula: "earned-subscriptions.{column}",
    because:
      "Nodes come over the year and are earned by the day, so much of what a year invoices is the next one's revenue.",
    rows,
  },
  "revenue-as-billed": {
    section: projection,
    states: ofYears("4.5M", "15.0M", "36.0M"),
    formula: "billed.{column}",
    because: "With nodes and engagements at their prices, 4.25, 15.5 and 39 million are invoiced.",
    rows,
  },
  "revenue-as-earned": {
    section: projection,
    states: ofYears("4.5M", "15.0M", "36.0M"),
    formula: "earned.{column}",
    because: "3.2, 12.6 and 32.4 million are earned; the rest of what is invoiced is deferred.",
    rows,
  },
  "operating-margin-as-forecast": {
    section: costs,
    description:
      "With the people of the third year, and the other costs at their shares of revenue.",
    states: "0%",
    formula: "sum-of-year(forecast.ebitda, 3) / earned.y3",
    because:
      "What is earned is less than what is projected and the people cost the same, so the third year ends with a loss.",
    rows: ["S4-035", "S4-036", "S4-045"],
  },
  "gross-margin-as-forecast": {
    section: costs,
    description:
      "With operations, cloud infrastructure, security and compliance for cost of revenue.",
    states: "75%",
    formula: "sum-of-year(forecast.gross-profit, 3) / earned.y3",
    because: "What keeps the platform running costs 16% of the revenue.",
    rows: ["S4-035", "S4-036", "S4-045"],
  },
  "operating-margin-of-year-4": {
    section: costs,
    description:
      "With growth at the least that the KPIs ask for, and nobody hired after the third year.",
    states: { low: "20%", high: "25%" },
    formula: "sum-of-year(forecast.ebitda, 4) / sum-of-year(forecast.revenue, 4)",
    because:
      "It comes to 19.4% while winning customers stays within the sales budget, and to 15% at the upper end of acquisition costs and churn.",
    rows: ["S4-045", "S4-049"],
  },
  "operating-margin-of-year-5": {
    section: kpis,
    states: ">= 20%",
    formula: "sum-of-year(forecast.ebitda, 5) / sum-of-year(forecast.revenue, 5)",
    rows: ["S4-049", "S4-050"],
  },
  "recurring-as-forecast": {
    section: "Success Criteria",
    states: ">= 10M USD per year",
    formula: "end-of-year(forecast.mrr, 3) in USD per year",
    rows: ["S4-048"],
  },
  "acquisition-as-forecast": {
    section: costs,
    description:
      "All customers who are won in the third year, those who replace the lost ones too.",
    states: "13.2M USD per year",
    formula: "sum-of-year(forecast.acquisition-cost, 3)",
    rows: ["S4-031", "S4-034", "S4-035", "S4-036"],
  },
  "net-retention-as-forecast": {
    section: kpis,
    description: "Of the recurring revenue at the end of the second year, a year later.",
    states: "> 95%",
    formula:
      "1 - sum-of-year(forecast.churned-mrr, 3) * 1 year / (end-of-year(forecast.mrr, 2) * 1 month)",
    because: "The churn takes a fifth to a third of it, and no expansion is planned.",
    rows: ["S4-034", "S4-049"],
  },
  "cash-of-first-round": {
    section: "Funding Requirements",
    description: "What is left of it when the next one comes.",
    states: ">= 0 USD",
    formula: "at-month(forecast.cash, 21)",
    rows: ["S4-046"],
  },
  "cash-before-first-round": {
    section: "Funding Requirements",
    description: "The first three months.",
    states: ">= 0 USD",
    formula: "at-month(forecast.cash, 3)",
    because: "No money is said to be there before the round of the second quarter.",
    rows: ["S4-046"],
  },
};
