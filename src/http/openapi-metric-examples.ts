import type { MetricsAnswer } from "../metrics/accounts/metrics-answer.ts";
import { type MetricCatalogue, metricCatalogue } from "../metrics/metric-catalogue.ts";
import { defaultSettings } from "../metrics/metric-settings.ts";
import type { ChosenSettings } from "../metrics/read-settings.ts";
import type { SavedMetricSettings } from "../services/kept-settings.ts";
import type { MetricRows } from "../services/metrics.ts";

/** Customers pay for use, and it counts. */
export const chosenSettings: ChosenSettings = { preset: "chartmogul", usage: "in" };

const inForce = { ...defaultSettings, usage: "in" } as const;

export const savedSettings: SavedMetricSettings = {
  chosen: { usage: "in" },
  inForce,
  savedAt: "2026-03-01T01:00:00Z",
};

const valueSettings = {
  normalisation: "months",
  usage: "out",
  discounts: "all",
  trials: "out",
  churnDate: "end",
  lateRenewalDays: 0,
  fx: "moving",
  fxFixedOn: "",
} as const;

/** One customer on one plan. */
export const metrics: MetricsAnswer = {
  asOf: "2026-03-01T01:00:00Z",
  completeBefore: "2026-03-01T01:00:00Z",
  incompleteFrom: null,
  currency: "USD",
  zone: "UTC",
  months: ["2026-01"],
  settings: defaultSettings,
  movements: [
    {
      month: "2026-01",
      opening: "0.00",
      new: "499.00",
      expansion: "0.00",
      reactivation: "0.00",
      contraction: "0.00",
      churn: "0.00",
      price: "0.00",
      transfer: "0.00",
      fx: "0.00",
      closing: "499.00",
    },
  ],
  figures: [
    {
      metric: "mrr",
      month: "2026-01",
      unit: "money",
      value: "499.00",
      exact: "499",
      settings: valueSettings,
      terms: [{ id: "mrr", amount: "499" }],
    },
    {
      metric: "dso",
      month: "2026-01",
      unit: "days",
      value: null,
      missing: "not-given",
      unknown: {
        code: "no-payments-recorded",
        message: "no payment is in the books, so what is owed is not known",
      },
      settings: { dsoMethod: "simple", fx: "moving", fxFixedOn: "" },
      terms: [],
    },
  ],
  triangles: [
    {
      metric: "logo-cohorts",
      unit: "count",
      settings: { cohortClock: "calendar" },
      cohorts: [
        { month: "2026-01", initial: "1", cells: [{ after: 0, amount: "1", ratio: "1.000000" }] },
      ],
    },
  ],
};

export const metricRows: MetricRows = {
  metric: "mrr",
  month: "2026-01",
  unit: "money",
  value: "499.00",
  settings: valueSettings,
  terms: [{ id: "mrr", amount: "499", rows: 1 }],
  term: "mrr",
  total: 1,
  items: [
    {
      amount: "499",
      customer: "c-17",
      subscription: "s-1",
      plan: "team",
      stream: "platform",
      segment: "enterprise",
    },
  ],
  next: null,
};

const whole = metricCatalogue(defaultSettings);

/** One of each. */
export const catalogue: MetricCatalogue = {
  metrics: whole.metrics.slice(0, 1),
  settings: whole.settings.slice(0, 1),
  presets: whole.presets.slice(0, 1),
};
