import type { Claim } from "florin";

const byYear = (figures: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(figures.map((figure, index) => [`y${index + 1}`, figure]));

const money = (figures: readonly string[]) =>
  byYear(figures.map((figure) => `${figure} USD per year`));

/** The projection held against what the model forecasts: the document's own customers at its own prices. */
export const forecastClaims: Readonly<Record<string, Claim>> = {
  "subscriptions-at-list-prices": {
    section: "5-Year Revenue Projection",
    description: "The customers of the customer table, paying what the tier table prints.",
    states: money(["750k", "4.2M", "15M", "45M", "90M"]),
    formula: "forecast-subscriptions.{column}",
    because:
      "The planned customers at the printed prices pay a fifth to two thirds of it: their number grows thirtyfold and the projection 120-fold, with the same prices and nearly the same mix.",
    rows: ["S2-036", "S2-051", "S2-052", "S2-053", "S2-054", "S2-055"],
  },
  "managed-at-list-prices": {
    section: "5-Year Revenue Projection",
    description: "The planned operations at the price list with its bands.",
    states: money(["250k", "1.75M", "6.25M"]),
    formula: "forecast-managed.{column}",
    because:
      "The planned operations at the printed rates are billed at four to fifty thousand dollars a year.",
    rows: ["S2-027", "S2-028", "S2-042"],
  },
  "total-at-list-prices": {
    section: "5-Year Revenue Projection",
    states: money(["1.25M", "7M", "25M", "75M", "150M"]),
    formula: "forecast-revenue.{column}",
    because:
      "Customers at list prices, with licences as many as their projection asks for, come to less than the total in each year and to 27% of it in the fifth.",
    rows: ["S2-051", "S2-052", "S2-053", "S2-054", "S2-055"],
  },
  "average-arr-at-list-prices": {
    section: "SaaS Growth Model & Projections",
    states: byYear(
      ["25k", "35k", "50k", "75k", "100k"].map((figure) => `${figure} USD per customer per year`),
    ),
    formula: "forecast-arr.{column}",
    because:
      "A customer of the planned mix pays some 14,000 to 19,000 dollars a year at list prices, and no more from year to year: nothing in the plan makes the average rise.",
    rows: ["S2-035", "S2-036"],
  },
  "ebitda-at-list-prices": {
    section: "Cash Flow Projections",
    description: "With the expenses of the cash flow table, but cost of revenue as it comes about.",
    states: money(["-750k", "1M", "3.75M", "15M", "45M"]),
    formula: "forecast-ebitda.{column}",
    because:
      "The expenses are planned for a revenue that the prices do not bring, so the loss grows with them.",
    rows: ["S2-056", "S2-057"],
  },
  "cash-at-list-prices": {
    section: "Cash Flow Projections",
    states: byYear(["-1M", "-500k", "2.5M", "15.5M", "55.5M"].map((figure) => `${figure} USD`)),
    formula: "forecast-cash.{column}",
    because:
      "At its own prices the plan needs more money every year, and it names no round that brings it.",
    rows: ["S2-058"],
  },
  "receivables-at-list-prices": {
    section: "Working Capital Requirements",
    states: "3.1M USD",
    formula: "end-of-year(forecast.receivables, 3)",
    because:
      "Forty-five days of what is billed at list prices in the third year come to less than half of it.",
    rows: ["S2-046"],
  },
  "deferred-at-list-prices": {
    section: "Working Capital Requirements",
    states: "9M USD",
    formula: "end-of-year(forecast.deferred.subscriptions, 3)",
    because:
      "What annual customers have paid in advance at the end of the third year comes to a fifth of it.",
    rows: ["S2-047"],
  },
  "ltv-to-cac-at-list-prices": {
    section: "Customer Acquisition Cost (CAC) by Segment",
    description:
      "In the fifth year, by what customers pay, how many leave and what the business keeps.",
    states: { developer: "15", team: "15", business: "15", enterprise: "15" },
    formula: "end-of-year(metrics.ltv-to-cac.{column}, 5)",
    because: {
      developer:
        "A Developer customer brings in a few times what it costs to win, and not 15 times.",
      team: "A Team customer brings in eight times what it costs to win, half of what is stated.",
      business: "A Business customer brings in a little more than is stated.",
      enterprise:
        "An Enterprise customer stays so long at 1% a month that it brings in more than is stated.",
    },
    rows: ["S2-059", "S2-060"],
  },
  "margin-at-list-prices": {
    section: "Gross Margin Analysis by Revenue Stream",
    states: { subscriptions: "85%", managed: "80%", licences: "90%", services: "70%" },
    formula:
      "sum-of-year(forecast.gross-profit.{column}, 3) / sum-of-year(forecast.revenue.{column}, 3)",
    because: {
      subscriptions:
        "Most revenue is of the Business and Enterprise tiers, so the margins of the tiers make 86% together.",
      managed:
        "Nobody who uses more than ten million operations pays the base rate, and the cost stays: the margin is that of the bands.",
    },
    rows: ["S2-023", "S2-043", "S2-045"],
  },
  "recurring-at-list-prices": {
    section: "Revenue Metrics",
    states: byYear(["> 85%", "> 85%", "> 85%", "> 85%", "> 85%"]),
    formula:
      "(forecast-subscriptions.{column} + forecast-managed.{column}) / forecast-revenue.{column}",
    because:
      "With subscriptions at list prices, licences and services are a third of revenue and more.",
    rows: ["S2-063"],
  },
  "monthly-growth-at-list-prices": {
    section: "Revenue Metrics",
    states: ">= 15%",
    formula: "(end-of-year(forecast.mrr, 5) / end-of-year(forecast.mrr, 1)) ^ (1 / 48) - 1",
    because: "Recurring revenue grows by 6.9% a month from the first year's end to the fifth's.",
    rows: ["S2-062"],
  },
};
