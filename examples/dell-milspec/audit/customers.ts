import type { Claim, Figure } from "florin";

const section = "Unit Economics";
const kpis = "Financial KPIs";

/** What a customer of a segment costs, brings and does (S4-031 to S4-034), and the contracts that the KPIs ask for (S4-049). */
export const customerFigures = {
  cac: {
    section,
    is: {
      enterprise: { low: "5_000 USD per customer", high: "15_000 USD per customer" },
      government: { low: "25_000 USD per customer", high: "50_000 USD per customer" },
      essential: { low: "500 USD per customer", high: "1_500 USD per customer" },
    },
    metric: "cac",
    unit: "USD per customer",
    rows: ["S4-031"],
  },
  ltv: {
    section,
    is: {
      enterprise: "45_000 USD per customer",
      government: "150_000 USD per customer",
      essential: "3_750 USD per customer",
    },
    metric: "ltv",
    unit: "USD per customer",
    rows: ["S4-032"],
  },
  tenure: {
    section,
    is: { enterprise: "3 years", government: "3 years", essential: "2.5 years" },
    metric: "customer-lifetime",
    unit: "years",
    rows: ["S4-032"],
  },
  churn: {
    section,
    is: {
      enterprise: { low: "2% per month", high: "3% per month" },
      government: { low: "1% per month", high: "2% per month" },
      essential: { low: "5% per month", high: "8% per month" },
    },
    metric: "logo-churn",
    unit: "per month",
    rows: ["S4-034"],
  },
  "yearly-value": {
    description:
      "What a customer brings in a year, if the lifetime value is that of the stated years.",
    columns: ["enterprise", "government", "essential"],
    is: "ltv.{column} / tenure.{column}",
    unit: "USD per customer per year",
  },
  "node-price": {
    description: "The prices of the projection.",
    is: {
      enterprise: "enterprise-average",
      government: "plans.government.prices.annual",
      essential: "plans.essential.prices.annual",
    },
    unit: "USD per node per year",
  },
  "nodes-of-a-customer": {
    description: "Ten, ten and three.",
    columns: ["enterprise", "government", "essential"],
    is: "yearly-value.{column} / node-price.{column}",
    unit: "nodes per customer",
  },
  "contract-value": {
    section: kpis,
    is: {
      enterprise: "50_000 USD per customer per year",
      government: "200_000 USD per customer per year",
    },
    metric: "arpa",
    unit: "USD per customer per year",
    rows: ["S4-049"],
  },
  "new-customers": {
    description: "Customers that the nodes of the third year are more than those of the second.",
    columns: ["enterprise", "government", "essential"],
    is: "(nodes-{column}.y3 - nodes-{column}.y2) / nodes-of-a-customer.{column} / 1 year",
    unit: "customers per year",
  },
} as const satisfies Readonly<Record<string, Figure>>;

/** What follows from it. */
export const customerClaims: Readonly<Record<string, Claim>> = {
  "ltv-to-cac": {
    section,
    states: {
      enterprise: { low: "3", high: "9" },
      government: { low: "3", high: "6" },
      essential: { low: "2.5", high: "7.5" },
    },
    metric: "ltv-to-cac",
    formula: "ltv.{column} / cac.{column}",
    rows: ["S4-031", "S4-032", "S4-033"],
  },
  tenure: {
    section,
    description: "The years behind the lifetime value, against the churn.",
    states: { enterprise: "36 months", government: "36 months", essential: "30 months" },
    formula: "1 / churn.{column}",
    because: {
      government: "1-2% a month is a stay of 50 to 100 months.",
      essential: "5-8% a month is a stay of 12.5 to 20 months.",
    },
    rows: ["S4-032", "S4-034"],
  },
  "ltv-by-churn": {
    section,
    description: "A month's revenue and the planned gross margin over the churn.",
    states: {
      enterprise: "45_000 USD per customer",
      government: "150_000 USD per customer",
      essential: "3_750 USD per customer",
    },
    formula:
      "(yearly-value.{column} in USD per customer per month) * (gross-profit / revenue.y3) / churn.{column}",
    because: {
      government: "The churn gives 156,250 to 312,500 dollars.",
      essential: "The churn gives 1,172 to 1,875 dollars, half of it at best.",
    },
    rows: ["S4-032", "S4-034", "S4-045"],
  },
  payback: {
    section,
    states: {
      enterprise: { low: "12 months", high: "18 months" },
      government: { low: "18 months", high: "24 months" },
      essential: { low: "6 months", high: "12 months" },
    },
    metric: "cac-payback",
    formula:
      "cac.{column} / ((yearly-value.{column} in USD per customer per month) * (gross-profit / revenue.y3))",
    because: {
      enterprise: "At 1,250 dollars a month and 75% margin it takes 5 to 16 months.",
      government: "At 4,167 dollars a month and 75% margin it takes 8 to 16 months.",
      essential: "At 125 dollars a month and 75% margin it takes 5 to 16 months.",
    },
    rows: ["S4-031", "S4-032", "S4-033", "S4-045"],
  },
  "payback-within-tenure": {
    section,
    description: "Customers pay back what they cost before the churn takes them.",
    states: { enterprise: "< 1", government: "< 1", essential: "< 1" },
    formula:
      "cac.{column} / ((yearly-value.{column} in USD per customer per month) * (gross-profit / revenue.y3)) * churn.{column}",
    because: {
      essential: "At 8% a month a customer stays 12.5 months; 1,500 dollars take 16 to come back.",
    },
    rows: ["S4-031", "S4-033", "S4-034"],
  },

  "contract-value": {
    section: kpis,
    description: "What the lifetime values of the unit economics are a year.",
    states: {
      enterprise: ">= 50_000 USD per customer per year",
      government: ">= 200_000 USD per customer per year",
    },
    formula: "yearly-value.{column}",
    because: {
      enterprise: "45,000 dollars in three years are 15,000 a year.",
      government: "150,000 dollars in three years are 50,000 a year.",
    },
    rows: ["S4-032", "S4-049"],
  },
  "net-retention": {
    section: kpis,
    states: "> 95%",
    metric: "nrr",
    unchecked:
      "No rate of expansion is given; without any, the churn leaves 37% to 89% of a segment after a year.",
    rows: ["S4-034", "S4-049"],
  },
  retention: {
    section: "Operational KPIs",
    description: "What the monthly churn leaves after a year.",
    states: { enterprise: "> 90%", government: "> 90%", essential: "> 90%" },
    metric: "customer-retention",
    formula: "1 - annual-loss(churn.{column}) * 1 year",
    because: {
      enterprise: "2-3% a month leaves 69-78% after a year.",
      government: "1-2% a month leaves 78-89% after a year.",
      essential: "5-8% a month leaves 37-54% after a year.",
    },
    rows: ["S4-034", "S4-052"],
  },
  "cac-of-yearly-value": {
    section: kpis,
    description: "Against the contracts of the unit economics.",
    states: { enterprise: "< 33.3%", government: "< 33.3%", essential: "< 33.3%" },
    formula: "cac.{column} / (yearly-value.{column} * 1 year)",
    because: "At its upper end it is a whole year's value, not a third of it.",
    rows: ["S4-031", "S4-032", "S4-050"],
  },
  "cac-of-contract-value": {
    section: kpis,
    description: "Against the contracts that the KPIs ask for.",
    states: { enterprise: "< 33.3%", government: "< 33.3%" },
    formula: "cac.{column} / (contract-value.{column} * 1 year)",
    rows: ["S4-031", "S4-049", "S4-050"],
  },
  "ltv-above-three-cac": {
    section: kpis,
    states: { enterprise: "> 3", government: "> 3", essential: "> 3" },
    metric: "ltv-to-cac",
    formula: "ltv.{column} / cac.{column}",
    because: {
      enterprise: "At the upper acquisition cost it is just three.",
      government: "At the upper acquisition cost it is just three.",
      essential: "At the upper acquisition cost it is 2.5.",
    },
    rows: ["S4-031", "S4-032", "S4-050"],
  },
  "lowest-cac": {
    section: "Marketing Strategy",
    states: "5_000 USD per customer",
    formula: "min(cac.enterprise, cac.government, cac.essential)",
    because: "The unit economics win Essential customers for 500 to 1,500 dollars.",
    rows: ["S4-031", "S4-053"],
  },
  "highest-cac": {
    section: "Marketing Strategy",
    states: "50_000 USD per customer",
    formula: "max(cac.enterprise, cac.government, cac.essential)",
    rows: ["S4-031", "S4-053"],
  },
  "acquisition-spend": {
    section: "Cost Structure and Profitability",
    description:
      "Sales people and lines of the third year, against the acquisition costs of the customers that its new nodes are.",
    states: "13.2M USD per year",
    formula:
      "new-customers.enterprise * cac.enterprise + new-customers.government * cac.government + new-customers.essential * cac.essential",
    rows: ["S4-031", "S4-035", "S4-036", "S4-043"],
  },
};
