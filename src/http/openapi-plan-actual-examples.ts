import type {
  ActualHead,
  PlanLockDetail,
  PlanLockRequest,
  PlanLockSummary,
  VarianceReport,
} from "../services/plan/actual-answers.ts";

export const request: PlanLockRequest = { id: "budget", name: "Budget 2027" };

export const lock: PlanLockSummary = {
  id: "budget",
  name: "Budget 2027",
  model: "acme@1",
  scenario: null,
  hash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  from: "2027-01",
  to: "2027-12",
  lockedAt: "2026-12-15T09:00:00Z",
};

export const locks = { items: [lock] };

export const detail: PlanLockDetail = {
  ...lock,
  currency: "USD",
  months: ["2027-01"],
  rows: [
    {
      id: "mrr.closing",
      section: "Monthly recurring revenue",
      label: "At the end",
      unit: "money",
      over: "last",
      values: ["1881.00"],
    },
  ],
};

export const metrics = {
  items: [
    { id: "revenue", label: "Revenue", section: null, unit: "money" },
    { id: "gross-margin", label: "Gross margin", section: "Metrics", unit: "ratio" },
  ],
};

const head: ActualHead = {
  lock: "budget",
  model: "acme@1",
  currency: "USD",
  from: "2027-01",
  to: "2027-03",
  unknownSegments: [{ segment: "maker", customers: 2, meant: "makers" }],
  unknownCosts: [{ cost: "hostng", amount: "140.00", currency: "USD", meant: "hosting" }],
};

export const variance: VarianceReport = {
  ...head,
  metric: "revenue",
  label: "Revenue",
  unit: "money",
  over: "sum",
  assumed: [],
  rows: [
    {
      kind: "business",
      path: [],
      name: "Acme",
      plan: "3286.67",
      actual: "3754.67",
      variance: "468.00",
      parts: {
        timing: "0.09",
        volume: "334.66",
        churn: "-93.76",
        mix: "15.01",
        usage: "212.00",
        price: "0.00",
        discount: "0.00",
        fx: "0.00",
        rate: "0.00",
        spending: "0.00",
        other: "0.00",
      },
      unplanned: false,
    },
  ],
};

export const drivers = {
  ...head,
  items: [
    {
      id: "segments.teams.new",
      label: ["Teams", "new"],
      unit: "customers per month",
      assumed: 5,
      measured: 5.667,
      count: 17,
      observations: 3,
      interval: { low: 3.301, high: 9.073 },
      within: true,
    },
  ],
};

export const targets = {
  ...head,
  items: [
    {
      target: "recurring",
      name: "Recurring revenue",
      verdict: "reached",
      month: "2027-03",
      figure: "1,110 USD per month",
      bound: "at least 900 USD per month",
      missedMonths: 0,
      basis: "actual",
    },
  ],
};
