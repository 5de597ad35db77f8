type Part = "cost-of-revenue" | "research-and-development" | "administration";
type Group = "technology" | "administration";

const people = (name: string, which: Part, role: string) =>
  ({
    kind: "headcount",
    name,
    function: which,
    people: `round(heads.${role} * hired-part)`,
    salary: "compensation",
    rows: ["S4-035"],
  }) as const;

/** A line of the third year, as the same share of every year's revenue. */
const line = (name: string, which: Part, group: Group, id: string) =>
  ({
    kind: "share",
    name,
    function: which,
    rate: `${group}.${id} / revenue.y3`,
    of: "revenue",
    rows: ["S4-036"],
  }) as const;

/**
 * What the business spends (S4-035, S4-036). The document gives the third year only, and does not say what is cost of revenue: here
 * that is who and what keeps the platform running. The rules for research and open source (S4-037) are met out of these lines.
 */
export const costs = {
  engineers: people("Engineers", "research-and-development", "engineering"),
  operations: people("Operations", "cost-of-revenue", "operations"),
  executives: people("Executives", "administration", "executive"),
  cloud: line("Cloud infrastructure", "cost-of-revenue", "technology", "cloud"),
  tools: line("Development tools", "research-and-development", "technology", "tools"),
  security: line("Security and compliance", "cost-of-revenue", "technology", "security"),
  equipment: line("Hardware and equipment", "administration", "technology", "equipment"),
  legal: line("Legal and professional services", "administration", "administration", "legal"),
  office: line("Office and facilities", "administration", "administration", "office"),
  insurance: line("Insurance and other", "administration", "administration", "insurance"),
  marketing: {
    kind: "fixed",
    name: "Sales people and marketing, beyond what winning customers costs",
    function: "sales-and-marketing",
    amount: "max(0 USD per month, sales-budget - forecast.acquisition-cost)",
    rows: ["S4-031", "S4-035", "S4-036"],
  },
} as const;

/** Invoices are due after thirty days; no cash is said to be there before the plan. */
export const capital = { collectedAfter: "1 month" } as const;

/** In the first month of the quarter that is aimed at (S4-046). */
export const funding = {
  "series-a": { name: "Series A", month: "2026-04", amount: "round.a", rows: ["S4-046"] },
  "series-b": { name: "Series B", month: "2027-10", amount: "round.b", rows: ["S4-046"] },
} as const;

/** What could be otherwise: the ends of the ranges, and what the risks and the tier table name. The parts are ours. */
export const scenarios = {
  "low-churn": {
    name: "Churn at the lower end of its ranges",
    set: {
      "churn.enterprise": "2% per month",
      "churn.government": "1% per month",
      "churn.essential": "5% per month",
    },
    rows: ["S4-034"],
  },
  "high-churn": {
    name: "Churn at the upper end of its ranges",
    set: {
      "churn.enterprise": "3% per month",
      "churn.government": "2% per month",
      "churn.essential": "8% per month",
    },
    rows: ["S4-034"],
  },
  "tier-table": {
    name: "Enterprise customers on the Enterprise tier",
    set: { "on-enterprise-tier": "100%" },
    rows: ["S4-016", "S4-041"],
  },
  integrators: {
    name: "Half of the government customers through integrators",
    set: { "through-integrators": "50%" },
    rows: ["S4-010", "S4-039"],
  },
  "late-government": {
    name: "Government nodes a year later, as their sales take 12 to 24 months",
    set: {
      "nodes-government.y1": "0 nodes",
      "nodes-government.y2": "200 nodes",
      "nodes-government.y3": "800 nodes",
    },
    rows: ["S4-055"],
  },
  "budget-cuts": {
    name: "Half of the government nodes, at the upper end of the churn",
    from: "high-churn",
    set: {
      "nodes-government.y1": "100 nodes",
      "nodes-government.y2": "400 nodes",
      "nodes-government.y3": "1_000 nodes",
    },
    rows: ["S4-062"],
  },
} as const;
