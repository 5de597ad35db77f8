import type { Claim, Figure } from "florin";

const section = "Funding Requirements";
const exit = "Exit Strategy Options";
const kpis = "Financial KPIs";

/** What investors give and expect (S4-046, S4-047), and the rules for cash (S4-051). */
export const fundingFigures = {
  "series-a": {
    section,
    is: { development: "6M USD", sales: "4.5M USD", operations: "3M USD", capital: "1.5M USD" },
    unit: "USD",
    rows: ["S4-046"],
  },
  "series-b": {
    section,
    is: {
      expansion: "14M USD",
      research: "10.5M USD",
      acquisitions: "7M USD",
      capital: "3.5M USD",
    },
    unit: "USD",
    rows: ["S4-046"],
  },
  round: { section, is: { a: "15M USD", b: "35M USD" }, unit: "USD", rows: ["S4-046"] },
  "burn-limit": { section: kpis, is: "2M USD per month", rows: ["S4-051"] },
  "exit-revenue": {
    section: exit,
    is: { acquisition: "100M USD per year", ipo: "150M USD per year" },
    unit: "USD per year",
    rows: ["S4-047"],
  },
  "revenue-multiple": { section: exit, is: { low: "8", high: "15" }, rows: ["S4-047"] },
} as const satisfies Readonly<Record<string, Figure>>;

/** What follows from it. */
export const fundingClaims: Readonly<Record<string, Claim>> = {
  "series-a-in-all": {
    section,
    states: "15M USD",
    formula: "series-a.development + series-a.sales + series-a.operations + series-a.capital",
    rows: ["S4-046"],
  },
  "series-a-shares": {
    section,
    states: { development: "40%", sales: "30%", operations: "20%", capital: "10%" },
    formula: "series-a.{column} / round.a",
    rows: ["S4-046"],
  },
  "series-b-in-all": {
    section,
    states: "35M USD",
    formula: "series-b.expansion + series-b.research + series-b.acquisitions + series-b.capital",
    rows: ["S4-046"],
  },
  "series-b-shares": {
    section,
    states: { expansion: "40%", research: "30%", acquisitions: "20%", capital: "10%" },
    formula: "series-b.{column} / round.b",
    rows: ["S4-046"],
  },
  "exit-value": {
    section: exit,
    states: { low: "800M USD", high: "1.5B USD" },
    formula: "exit-revenue.acquisition * 1 year * revenue-multiple",
    rows: ["S4-047"],
  },
  "year-of-acquisition": {
    section: exit,
    description: "When the third year's revenue has grown to what an acquirer asks for.",
    states: { low: "5 years", high: "7 years" },
    formula:
      "3 years + ln(exit-revenue.acquisition / revenue.y3) / ln(1 + recurring-growth.later * 1 year) * 1 year",
    rows: ["S4-043", "S4-047", "S4-049"],
  },
  "year-of-offering": {
    section: exit,
    description: "When it has grown to what a listing asks for.",
    states: { low: "7 years", high: "10 years" },
    formula:
      "3 years + ln(exit-revenue.ipo / revenue.y3) / ln(1 + recurring-growth.later * 1 year) * 1 year",
    rows: ["S4-043", "S4-047", "S4-049"],
  },
  "exit-within-obtainable": {
    section: exit,
    description: "What the exits ask for a year against what can be obtained.",
    states: {
      acquisition: { low: "50M USD per year", high: "200M USD per year" },
      ipo: { low: "50M USD per year", high: "200M USD per year" },
    },
    formula: "exit-revenue.{column}",
    rows: ["S4-030", "S4-047"],
  },
  runway: {
    section: kpis,
    description: "How long a round lasts at the burn that is allowed.",
    states: { a: "> 18 months", b: "> 18 months" },
    formula: "round.{column} / burn-limit",
    because: {
      a: "15 million dollars last 7.5 months at 2 million a month.",
      b: "35 million dollars last 17.5 months at 2 million a month.",
    },
    rows: ["S4-046", "S4-051"],
  },
  "until-the-next-round": {
    section: kpis,
    description:
      "What may be burned a month from the second quarter of 2026 to the fourth of 2027.",
    states: "< 2M USD per month",
    formula: "round.a / 18 months",
    rows: ["S4-046", "S4-051"],
  },
  "cash-burn": {
    section: kpis,
    states: "< 2M USD per month",
    unchecked: "No costs of the first two years are given.",
    rows: ["S4-051"],
  },
  "working-capital": {
    section: kpis,
    states: "< 10%",
    unchecked: "No receivables, payables or stocks are given.",
    rows: ["S4-051"],
  },
};
