import type { Claim, Figure } from "florin";

const government = "Government/Military Sales";
const enterprise = "Enterprise Sales";
const kpis = "Operational KPIs";

const monthsOf = (low: number, high: number) => ({ low: `${low} months`, high: `${high} months` });
const headsOf = (low: number, high: number) => ({
  low: `${low} employees`,
  high: `${high} employees`,
});

/** How the document sells (S4-053, S4-055, S4-056). */
export const salesFigures = {
  "government-stage": {
    section: government,
    is: {
      leads: monthsOf(3, 6),
      discovery: monthsOf(2, 4),
      evaluation: monthsOf(4, 8),
      closure: monthsOf(2, 6),
    },
    unit: "months",
    rows: ["S4-055"],
  },
  "enterprise-stage": {
    section: enterprise,
    is: {
      leads: monthsOf(1, 2),
      qualification: monthsOf(1, 2),
      evaluation: monthsOf(2, 4),
      closure: monthsOf(2, 4),
    },
    unit: "months",
    rows: ["S4-056"],
  },
  cycle: {
    description: "All stages of a sale.",
    is: {
      government:
        "government-stage.leads + government-stage.discovery + government-stage.evaluation + government-stage.closure",
      enterprise:
        "enterprise-stage.leads + enterprise-stage.qualification + enterprise-stage.evaluation + enterprise-stage.closure",
    },
    unit: "months",
  },
  "federal-team": {
    section: government,
    description: "Without the channel managers, whose number is not given.",
    is: {
      director: "1 employee",
      accounts: headsOf(3, 4),
      engineers: headsOf(2, 3),
      compliance: headsOf(1, 2),
    },
    unit: "employees",
    rows: ["S4-055"],
  },
  "enterprise-team": {
    section: enterprise,
    description: "Without the channel managers, whose number is not given.",
    is: {
      head: "1 employee",
      accounts: headsOf(4, 6),
      inside: headsOf(3, 4),
      engineers: headsOf(2, 3),
    },
    unit: "employees",
    rows: ["S4-056"],
  },
  "sales-reps": {
    description: "Account executives and inside sales of both teams.",
    is: "federal-team.accounts + enterprise-team.accounts + enterprise-team.inside",
    unit: "employees",
  },
  leads: {
    section: "Marketing Strategy",
    is: { marketing: "200 persons per month", sales: "50 persons per month" },
    unit: "persons per month",
    rows: ["S4-053"],
  },
  "lead-conversion": {
    section: "Marketing Strategy",
    is: { low: "15%", high: "25%" },
    rows: ["S4-053"],
  },
} as const satisfies Readonly<Record<string, Figure>>;

/** What follows from it. */
export const salesClaims: Readonly<Record<string, Claim>> = {
  "cycle-of-government": {
    section: government,
    states: { low: "12 months", high: "24 months" },
    formula: "cycle.government",
    because: "The four stages take 11 months at least.",
    rows: ["S4-055"],
  },
  "first-government-year": {
    section: government,
    description: "The 200 government nodes of the first year are sold within it.",
    states: "<= 12 months",
    formula: "cycle.government",
    because:
      "A government sale takes 11 to 24 months, so hardly one that begins with the plan closes in its first year.",
    rows: ["S4-041", "S4-055"],
  },
  "deal-of-government": {
    section: government,
    description: "Against the three years of the unit economics.",
    states: { low: "500k USD per customer", high: "5M USD per customer" },
    formula: "ltv.government",
    because: "The unit economics have 150,000 dollars in three years.",
    rows: ["S4-032", "S4-055"],
  },
  "deal-of-government-by-kpi": {
    section: government,
    description: "Against three years of the contract that the KPIs ask for.",
    states: { low: "500k USD per customer", high: "5M USD per customer" },
    formula: "contract-value.government * tenure.government",
    rows: ["S4-049", "S4-055"],
  },
  "deals-of-first-year": {
    section: government,
    description:
      "The nodes of the first year in deals of the smallest size, paid a year at a time.",
    states: ">= 1",
    formula: "nodes-government.y1 * plans.government.prices.annual * 1 year / 500_000 USD",
    rows: ["S4-041", "S4-055"],
  },
  "cycle-of-enterprise": {
    section: enterprise,
    states: { low: "6 months", high: "12 months" },
    formula: "cycle.enterprise",
    rows: ["S4-056"],
  },
  "deal-of-enterprise": {
    section: enterprise,
    description: "Against the three years of the unit economics.",
    states: { low: "100k USD per customer", high: "1M USD per customer" },
    formula: "ltv.enterprise",
    because: "The unit economics have 45,000 dollars in three years.",
    rows: ["S4-032", "S4-056"],
  },
  "deal-of-enterprise-by-kpi": {
    section: enterprise,
    description: "Against three years of the contract that the KPIs ask for.",
    states: { low: "100k USD per customer", high: "1M USD per customer" },
    formula: "contract-value.enterprise * tenure.enterprise",
    rows: ["S4-049", "S4-056"],
  },
  "sales-team": {
    section: "Cost Structure and Profitability",
    description: "Both sales teams against the people of sales and marketing.",
    states: "20 employees",
    formula:
      "federal-team.director + federal-team.accounts + federal-team.engineers + federal-team.compliance + enterprise-team.head + enterprise-team.accounts + enterprise-team.inside + enterprise-team.engineers",
    rows: ["S4-035", "S4-055", "S4-056"],
  },
  "new-customers-by-leads": {
    section: "Marketing Strategy",
    description: "New enterprise and government customers of the third year over a year of leads.",
    states: { low: "15%", high: "25%" },
    formula:
      "(new-customers.enterprise + new-customers.government) * 1 year / (leads.marketing * 12 months) * 1 person / 1 customer",
    rows: ["S4-032", "S4-043", "S4-053"],
  },
  "all-new-customers-by-leads": {
    section: "Marketing Strategy",
    description: "The same with the Essential customers.",
    states: { low: "15%", high: "25%" },
    formula:
      "(new-customers.enterprise + new-customers.government + new-customers.essential) * 1 year / (leads.marketing * 12 months) * 1 person / 1 customer",
    because:
      "2,400 leads a year would have to bring 2,187 customers, if the Essential ones come by leads, too.",
    rows: ["S4-032", "S4-043", "S4-053"],
  },
  "customers-within-qualified": {
    section: "Marketing Strategy",
    description: "Customers of a month are among its 50 sales-qualified leads.",
    states: "<= 100%",
    formula: "leads.marketing * lead-conversion / leads.sales",
    rows: ["S4-053"],
  },
  "average-cycle": {
    section: kpis,
    states: { government: "< 9 months", enterprise: "< 9 months" },
    formula: "cycle.{column}",
    because: {
      government: "The stages take 11 to 24 months.",
      enterprise: "The stages take 6 to 12 months.",
    },
    rows: ["S4-053", "S4-055", "S4-056"],
  },
  "revenue-of-a-rep": {
    section: kpis,
    description: "The third year's revenue over all account executives and inside sales.",
    states: "> 2M USD per employee per year",
    formula: "revenue.y3 / sales-reps",
    rows: ["S4-043", "S4-053", "S4-055", "S4-056"],
  },
};
