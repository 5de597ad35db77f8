import type {
  GoalAnswer,
  GoalQuestion,
  ModelChangeAnswer,
  ModelChangeQuestion,
  PlanAudit,
  PlanBands,
  PlanDrivers,
  PlanFlowsAnswer,
  PlanForecastAnswer,
  PlanScenarios,
  PlanTargets,
  PlanTornado,
  TornadoQuestion,
  WhatIfAnswer,
  WhatIfQuestion,
} from "../services/plan/plan-answers.ts";

const model = { model: "acme@1", name: "Acme", currency: "USD" } as const;
const head = { ...model, scenario: null } as const;
const set = { "segments.teams.first": "6 customers per month" };

export const scenarios: PlanScenarios = {
  ...model,
  from: "2027-01",
  to: "2031-12",
  drawn: 1,
  claims: 12,
  targets: 2,
  items: [{ id: "slow", name: "A slow start", from: null, set }],
};

const mrrAtEnd = { id: "mrr.closing", label: "MRR at the end", unit: "money" } as const;

export const forecast: PlanForecastAnswer = {
  ...head,
  by: "year",
  customers: "expected",
  headline: [{ ...mrrAtEnd, value: "55274.52", month: "2031-12" }],
  periods: [{ label: "2027", from: "2027-01", to: "2027-12" }],
  rows: [
    {
      id: "mrr.closing",
      section: "Monthly recurring revenue",
      label: "At the end",
      unit: "money",
      over: "last",
      values: ["12874.13"],
    },
  ],
};

export const bands: PlanBands = {
  ...head,
  by: "year",
  trials: 200,
  seed: 1,
  periods: [{ label: "2027", from: "2027-01", to: "2027-12" }],
  bands: [
    {
      id: "mrr",
      label: "Monthly recurring revenue",
      unit: "money",
      over: "last",
      plan: ["12874.13"],
      mean: ["12911.02"],
      p10: ["10120.77"],
      p50: ["12890.40"],
      p90: ["15733.91"],
    },
  ],
  targets: [{ target: "scale", name: "A million a year", reached: 0.125 }],
  outOfCash: 0.04,
  drivers: [
    {
      figure: "new-teams",
      label: ["new teams"],
      low: 8,
      likely: 10,
      high: 12,
      correlation: { mrr: 0.94 },
    },
  ],
};

export const targets: PlanTargets = {
  ...head,
  items: [
    {
      target: "scale",
      name: "A million a year",
      verdict: "missed",
      month: "2031-12",
      figure: "0.6633M USD per year",
      bound: "at least 1M USD per year",
      missedMonths: 1,
    },
  ],
};

export const flows: PlanFlowsAnswer = {
  ...head,
  year: "2027",
  years: ["2027"],
  nodes: [
    { id: "segment:teams", kind: "segment", label: "Teams", column: 0, amount: "990.00" },
    {
      id: "purchase:teams/annual",
      kind: "purchase",
      label: "Team, annual",
      column: 1,
      amount: "990.00",
    },
  ],
  links: [{ from: "segment:teams", to: "purchase:teams/annual", amount: "990.00" }],
};

export const audit: PlanAudit = {
  ...model,
  source: "the founding document",
  summary: { claims: 1, holds: 0, fails: 1, unchecked: 0 },
  findings: [
    {
      claim: "share",
      path: "/claims/share/states",
      section: "Revenue",
      rows: [],
      stated: "60%",
      recomputed: "50%",
      bounds: [0.5, 0.5],
      unit: "ratio",
      verdict: "fails",
      difference: -0.1,
      share: -1 / 6,
      explanation: "Half of it comes from subscriptions.",
    },
  ],
  structure: [
    {
      check: "mix",
      paths: ["/figures/mix/is"],
      sections: ["Revenue"],
      explanation: "The parts of the mix add up to 95%.",
    },
  ],
  unresolved: [
    { id: "study", path: "/references/study", title: "Market study", at: null, rows: [] },
  ],
};

export const drivers: PlanDrivers = {
  ...head,
  items: [
    {
      name: "segments.teams.first",
      label: ["Teams", "first"],
      path: "/segments/teams/acquisition/first",
      group: "customers",
      unit: "customer per month",
      percent: false,
      value: "10",
      low: "5",
      high: "20",
      bounded: false,
      whole: false,
    },
  ],
  figures: [
    {
      formula: "metrics.nrr",
      section: "Metrics",
      label: "Net revenue retention",
      kind: "ratio",
      unit: "ratio",
    },
  ],
};

export const tornadoQuestion: TornadoQuestion = { figure: "forecast.cash", month: "2031-12" };

export const tornado: PlanTornado = {
  ...head,
  figure: "forecast.cash",
  unit: "USD",
  month: "2031-12",
  base: "412030.55",
  items: [
    {
      driver: "segments.teams.first",
      unit: "customer per month",
      low: { value: "9", figure: "371204.11" },
      high: { value: "11", figure: "452877.02" },
    },
  ],
};

const churn = "segments.teams.purchases.monthly.churn";

export const goalQuestion: GoalQuestion = {
  driver: churn,
  figure: "metrics.nrr",
  atLeast: "90%",
};

export const goal: GoalAnswer = {
  ...head,
  driver: churn,
  driverUnit: "per month",
  figure: "metrics.nrr",
  figureUnit: "ratio",
  month: "2031-12",
  goal: "0.9",
  now: { value: "0.02", figure: "0.7847" },
  from: "0",
  to: "1",
  verdict: "some",
  turns: [{ value: "0.0087", figure: "0.9", reached: "below" }],
  nearest: null,
};

export const question: WhatIfQuestion = { set };

export const whatIf: WhatIfAnswer = {
  ...head,
  set,
  months: ["2027-01"],
  headline: [
    {
      ...mrrAtEnd,
      base: { value: "55274.52", month: "2031-12" },
      changed: { value: "33164.71", month: "2031-12" },
    },
  ],
  rows: [
    {
      id: "mrr.closing",
      section: "Monthly recurring revenue",
      label: "At the end",
      unit: "money",
      over: "last",
      base: ["2774.10"],
      changed: ["2442.54"],
    },
  ],
  targets: [{ target: "scale", name: "A million a year", base: "missed", changed: "missed" }],
};

export const modelChange: ModelChangeQuestion = {
  set: { "/plans/team/prices/monthly/amount": "60 USD" },
};

const { set: _, ...beforeAndAfter } = whatIf;
export const modelChangeEffect: ModelChangeAnswer = {
  ...beforeAndAfter,
  changed: `${whatIf.model}-changed`,
};
