import type { Figure } from "florin";
import { byYear } from "./years.ts";

/** What the plan takes where the document says nothing: the smallest that fits what it says, each with its reason. */
export const assumptions: Readonly<Record<string, Figure>> = {
  "on-enterprise-tier": {
    description:
      "The part of enterprise customers on the Enterprise tier. None: the projection averages the price of Professional.",
    is: "0%",
  },
  "through-integrators": {
    description:
      "The part of government customers that integrators bring at a discount. None: the projection is at list.",
    is: "0%",
  },
  "later-years": {
    description:
      "The projection ends with the third year; from there on all grows by the least that the KPIs ask for.",
    is: "(1 + recurring-growth.later * 1 year) ^ max(0, year-number() - 3)",
    rows: ["S4-049"],
  },
  "hired-part": {
    description:
      "Only the third year's people are given: a third of them in the first year, two thirds in the second, no more after the third.",
    is: "min(1, year-number() / 3)",
    rows: ["S4-035"],
  },
  "day-rate": {
    description:
      "Of deployment; with 2,000 to 5,000 printed, the implementations are 40, 48 and 60 whole days.",
    is: "2_500 USD per day",
    rows: ["S4-019"],
  },
  "licence-fee": {
    description:
      "Two for a million, five for two and a half: the least for the DSMIL architecture.",
    is: "500k USD",
    rows: ["S4-024", "S4-042"],
  },
  "vendor-certification": {
    description:
      "One vendor a year at the least that is printed; Dell's share is the rest of the hardware revenue.",
    is: "50k USD per vendor",
    rows: ["S4-023"],
  },
  "certified-vendors": { is: "1 vendor per year" },
  "implementations-begun": {
    is: `(${byYear((year) => `implementations.${year}`)} * later-years * 1 customer / 1 project) in customers per month`,
    unit: "customers per month",
    rows: ["S4-041", "S4-042", "S4-043"],
  },
  "trainings-begun": {
    is: `(${byYear((year) => `trainings.${year}`)} * later-years * 1 customer / 1 engagement) in customers per month`,
    unit: "customers per month",
    rows: ["S4-041", "S4-042", "S4-043"],
  },
  "licences-sold": {
    description: "None in the first year.",
    is: `(if(year-number() = 1, 0 per year, ${byYear((year) => `technology-licences.${year === "y1" ? "y2" : year}`)}) * later-years * 1 customer) in customers per month`,
    unit: "customers per month",
    rows: ["S4-042", "S4-043"],
  },
  "sales-budget": {
    description:
      "Sales people and a fifth of the revenue, as in the third year; winning customers is paid out of it.",
    is: "(round(heads.sales * hired-part) * compensation in USD per month) + forecast.revenue * cost-group.sales-and-marketing / revenue.y3",
    unit: "USD per month",
    rows: ["S4-035", "S4-036"],
  },
};
