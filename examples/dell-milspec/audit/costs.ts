import type { Claim, Figure } from "florin";

const section = "Cost Structure and Profitability";
const people = ["engineering", "sales", "operations", "executive"] as const;
const groups = ["personnel", "technology", "sales-and-marketing", "administration"] as const;

const perYear = (amounts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(amounts).map(([id, one]) => [id, `${one} USD per year`]));

const sumOf = (figure: string, parts: readonly string[]): string =>
  parts.map((part) => `${figure}.${part}`).join(" + ");

/** What the third year costs (S4-035, S4-036), and the rules for research, open source and marketing (S4-037, S4-038). */
export const costFigures = {
  heads: {
    section,
    description: "Sales are sales and marketing.",
    is: {
      engineering: "40 employees",
      sales: "20 employees",
      operations: "8 employees",
      executive: "4 employees",
    },
    unit: "employees",
    rows: ["S4-035"],
  },
  compensation: { section, is: "300k USD per employee per year", rows: ["S4-035"] },
  personnel: {
    section,
    is: perYear({ engineering: "12M", sales: "6M", operations: "2.4M", executive: "1.2M" }),
    unit: "USD per year",
    rows: ["S4-035"],
  },
  technology: {
    section,
    is: perYear({ cloud: "2M", tools: "1.5M", security: "1M", equipment: "0.9M" }),
    unit: "USD per year",
    rows: ["S4-036"],
  },
  "marketing-line": {
    section,
    is: perYear({ digital: "3M", events: "2M", partner: "1.5M", "sales-tools": "0.7M" }),
    unit: "USD per year",
    rows: ["S4-036"],
  },
  administration: {
    section,
    is: perYear({ legal: "1M", office: "0.5M", insurance: "0.3M" }),
    unit: "USD per year",
    rows: ["S4-036"],
  },
  "cost-group": {
    section,
    description: "As the groups of costs are printed.",
    is: perYear({
      personnel: "21.6M",
      technology: "5.4M",
      "sales-and-marketing": "7.2M",
      administration: "1.8M",
    }),
    unit: "USD per year",
    rows: ["S4-035", "S4-036"],
  },
  "cost-parts": {
    is: {
      personnel: sumOf("personnel", people),
      technology: sumOf("technology", ["cloud", "tools", "security", "equipment"]),
      "sales-and-marketing": sumOf("marketing-line", [
        "digital",
        "events",
        "partner",
        "sales-tools",
      ]),
      administration: sumOf("administration", ["legal", "office", "insurance"]),
    },
    unit: "USD per year",
  },
  "operating-expenses": { section, is: "36.0M USD per year", rows: ["S4-036"] },
  "gross-profit": { section, is: "27M USD per year", rows: ["S4-045"] },
  "research-rule": {
    section: "Research and Development Investment",
    is: "25%",
    rows: ["S4-037"],
  },
  "research-focus": {
    section: "Research and Development Investment",
    is: { security: "40%", platform: "30%", hardware: "20%", compliance: "10%" },
    rows: ["S4-037"],
  },
  "open-source-rule": { section: "Open Source Strategy", is: "20%", rows: ["S4-037"] },
  "marketing-mix": {
    section: "Marketing Strategy",
    is: { digital: "40%", events: "30%", content: "20%", partner: "10%" },
    rows: ["S4-038", "S4-057"],
  },
} as const satisfies Readonly<Record<string, Figure>>;

/** What follows from it. */
export const costClaims: Readonly<Record<string, Claim>> = {
  "personnel-by-heads": {
    section,
    states: perYear({ engineering: "12M", sales: "6M", operations: "2.4M", executive: "1.2M" }),
    formula: "heads.{column} * compensation",
    rows: ["S4-035"],
  },
  "personnel-in-all": {
    section,
    description: "Everybody at one compensation.",
    states: "21.6M USD per year",
    formula: `(${sumOf("heads", people)}) * compensation`,
    rows: ["S4-035"],
  },
  "cost-group-by-parts": {
    section,
    states: perYear({
      personnel: "21.6M",
      technology: "5.4M",
      "sales-and-marketing": "7.2M",
      administration: "1.8M",
    }),
    formula: "cost-parts.{column}",
    rows: ["S4-035", "S4-036"],
  },
  "cost-share": {
    section,
    states: {
      personnel: "60%",
      technology: "15%",
      "sales-and-marketing": "20%",
      administration: "5%",
    },
    formula: "cost-group.{column} / revenue.y3",
    rows: ["S4-035", "S4-036"],
  },
  "cost-shares-add-up": {
    section,
    states: "100%",
    formula: `(${sumOf("cost-group", groups)}) / operating-expenses`,
    rows: ["S4-035", "S4-036"],
  },
  "operating-expenses": {
    section,
    states: "36.0M USD per year",
    formula: sumOf("cost-group", groups),
    rows: ["S4-036"],
  },
  "gross-margin": {
    section,
    states: "75%",
    metric: "gross-margin",
    formula: "gross-profit / revenue.y3",
    rows: ["S4-045"],
  },
  "cost-of-revenue": {
    section,
    description: "What a gross margin of 75% leaves of 36 million dollars.",
    states: "9M USD per year",
    unchecked: "No line of the costs says that it is cost of revenue.",
    rows: ["S4-036", "S4-045"],
  },
  "operating-margin": {
    section,
    description: "The printed expenses are all costs.",
    states: "0%",
    formula: "(revenue.y3 - operating-expenses) / revenue.y3",
    rows: ["S4-045"],
  },
  "operating-margin-after-gross-profit": {
    section,
    description:
      "The printed expenses come after the printed gross profit, as operating expenses do.",
    states: "0%",
    formula: "(gross-profit - operating-expenses) / revenue.y3",
    because:
      "27 million dollars of gross profit do not pay 36 million of operating expenses; 9 million are lost, or are counted twice.",
    rows: ["S4-036", "S4-045"],
  },
  "operating-margin-from-year-4": {
    section,
    states: { low: "20%", high: "25%" },
    unchecked: "Neither revenue nor costs of a fourth year are given.",
    rows: ["S4-045"],
  },

  "research-of-revenue": {
    section: "Research and Development Investment",
    description: "The engineers alone, without their tools.",
    states: "25%",
    formula: "personnel.engineering / revenue.y3",
    because: "Forty engineers cost 12 million dollars, a third of the third year's revenue.",
    rows: ["S4-035", "S4-037"],
  },
  "research-of-revenue-in-y2": {
    section: "Research and Development Investment",
    states: "25%",
    unchecked: "No costs of the second year are given.",
    rows: ["S4-037"],
  },
  "research-focus-adds-up": {
    section: "Research and Development Investment",
    states: "100%",
    formula: sumOf("research-focus", ["security", "platform", "hardware", "compliance"]),
    rows: ["S4-037"],
  },
  "open-source-beside-research": {
    section: "Open Source Strategy",
    description: "What engineers and their tools cost beyond the rule for research.",
    states: "20%",
    formula: "(personnel.engineering + technology.tools) / revenue.y3 - research-rule",
    because:
      "Engineers and their tools are 37.5% of the revenue; after 25% for research 12.5% are left for open source.",
    rows: ["S4-035", "S4-036", "S4-037"],
  },
  "marketing-mix-adds-up": {
    section: "Marketing Strategy",
    states: "100%",
    formula: sumOf("marketing-mix", ["digital", "events", "content", "partner"]),
    rows: ["S4-038"],
  },
  "marketing-mix-by-line": {
    section: "Marketing Strategy",
    description: "The lines of the third year, without the sales tools.",
    states: { digital: "40%", events: "30%", partner: "10%" },
    formula:
      "marketing-line.{column} / (marketing-line.digital + marketing-line.events + marketing-line.partner)",
    because: {
      digital: "3 of 6.5 million dollars are digital, 46%.",
      events: "2 of 6.5 million dollars are for events, 31%.",
      partner: "1.5 of 6.5 million dollars are for partners, 23%.",
    },
    rows: ["S4-036", "S4-038"],
  },
  "content-marketing": {
    section: "Marketing Strategy",
    states: "20%",
    unchecked: "The costs have no line for content.",
    rows: ["S4-036", "S4-038"],
  },
  "marketing-return": {
    section: "Operational KPIs",
    description: "What the third year's revenue grows by, over its sales and marketing lines.",
    states: "> 4",
    formula: "(revenue.y3 - revenue.y2) / cost-group.sales-and-marketing",
    because:
      "21 million dollars of growth stand against 7.2 million of sales and marketing, 2.9 times; with the people, 1.6 times.",
    rows: ["S4-036", "S4-053"],
  },
};
