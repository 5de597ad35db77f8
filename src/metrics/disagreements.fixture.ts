import {
  billedUsage,
  cancelled,
  crowd,
  euros,
  free,
  paused,
  receivable,
  returned,
  revenue,
  steady,
  swap,
  ten,
  year,
} from "./disagreement-stories.fixture.ts";
import { inputOf } from "./metrics.fixture.ts";
import type { MetricsInput } from "./metrics-input.ts";
import type { ChosenSettings } from "./read-settings.ts";

/** A setting, a story, and the answer that each choice gives. */
export interface Disagreement {
  readonly setting: string;
  readonly input: MetricsInput;
  readonly metric: string;
  readonly month?: string;
  readonly also?: ChosenSettings;
  readonly answers: Readonly<Record<string, string | null>>;
}

/** Each setting on which tools disagree, and at least one story on which its choices differ. */
export const disagreements: readonly Disagreement[] = [
  { setting: "usage", input: billedUsage, metric: "mrr", answers: { out: "100.00", in: "125.00" } },
  {
    setting: "discounts",
    input: inputOf([{ from: "2026-01-01", amount: 100, net: 80, netRecurring: 70, netAll: 60 }]),
    metric: "mrr",
    answers: { all: "60.00", recurring: "70.00", forever: "80.00", none: "100.00" },
  },
  {
    setting: "trials",
    input: inputOf([{ from: "2026-01-01", amount: 100, paying: false }]),
    metric: "mrr",
    answers: { out: "0.00", in: "100.00" },
  },
  {
    setting: "freeCustomers",
    input: free([{ from: "2025-12-01", to: "2026-01-20", amount: 50 }]),
    metric: "customers",
    answers: { out: "0", "after-paying": "1", in: "1" },
  },
  {
    setting: "freeCustomers",
    input: free([]),
    metric: "customers",
    answers: { out: "0", "after-paying": "0", in: "1" },
  },
  {
    setting: "freeCustomers",
    input: free([{ from: "2025-12-01", to: "2026-01-20", amount: 50 }]),
    metric: "contraction-mrr",
    answers: { out: "0.00", "after-paying": "50.00", in: "50.00" },
  },
  {
    setting: "churnDate",
    input: cancelled,
    metric: "churn-mrr",
    answers: { request: "50.00", end: "0.00", "paid-through": "0.00" },
  },
  {
    setting: "churnDate",
    input: cancelled,
    metric: "churn-mrr",
    month: "2026-02",
    answers: { request: "0.00", end: "50.00", "paid-through": "0.00" },
  },
  {
    setting: "churnDate",
    input: cancelled,
    metric: "churn-mrr",
    month: "2026-03",
    answers: { request: "0.00", end: "0.00", "paid-through": "50.00" },
  },
  {
    setting: "pauses",
    input: paused,
    metric: "churn-mrr",
    answers: { churn: "50.00", contraction: "0.00" },
  },
  {
    setting: "pauses",
    input: paused,
    metric: "customers",
    answers: { churn: "1", contraction: "2" },
  },
  {
    setting: "pauses",
    input: paused,
    metric: "expansion-mrr",
    month: "2026-02",
    answers: { churn: "0.00", contraction: "50.00" },
  },
  {
    setting: "reactivation",
    input: returned,
    metric: "new-mrr",
    answers: { separate: "0.00", new: "50.00" },
  },
  {
    setting: "lateRenewalDays",
    input: returned,
    metric: "reactivation-mrr",
    answers: { 0: "50.00", 19: "50.00", 20: "0.00" },
  },
  {
    setting: "grouping",
    input: inputOf([
      { from: "2026-01-10T10:00:00Z", to: "2026-01-10T10:30:00Z", amount: 10 },
      { from: "2026-01-10T10:30:00Z", to: "2026-01-20", amount: 30 },
      { from: "2026-01-20", amount: 70 },
    ]),
    metric: "new-mrr",
    answers: { moment: "10.00", hour: "30.00", month: "70.00" },
  },
  {
    setting: "netting",
    input: swap,
    metric: "expansion-mrr",
    answers: { subscription: "80.00", customer: "30.00" },
  },
  {
    setting: "priceChanges",
    input: inputOf([
      { from: "2025-12-01", to: "2026-01-10", amount: 50 },
      { from: "2026-01-10", amount: 55, cause: "price" },
    ]),
    metric: "expansion-mrr",
    answers: { within: "5.00", separate: "0.00" },
  },
  { setting: "fx", input: euros, metric: "mrr", answers: { moving: "105.00", fixed: "110.00" } },
  { setting: "fx", input: euros, metric: "fx-mrr", answers: { moving: "-15.00", fixed: "0.00" } },
  {
    setting: "fxFixedOn",
    input: euros,
    metric: "mrr",
    also: { fx: "fixed" },
    answers: { "": "110.00", "2025-12-01": "120.00", "2026-01-31": "105.00" },
  },
  {
    setting: "retentionMethod",
    input: year,
    metric: "nrr",
    // Months: April 140/200, May 40/140, August 120/40, the rest 1; 0.7 x 2/7 x 3 = 0.6, and 0.7 + 2/7 + 3 + 9 over 12.
    answers: { cohort: "0.600000", compound: "0.600000", mean: "1.082143" },
  },
  {
    setting: "retentionReactivation",
    input: year,
    metric: "nrr",
    answers: { out: "0.600000", in: "1.100000" },
  },
  {
    setting: "grossRetention",
    input: year,
    metric: "grr",
    answers: { lowest: "0.200000", end: "0.500000" },
  },
  {
    setting: "churnBase",
    input: crowd,
    metric: "logo-churn",
    answers: { start: "0.200000", average: "0.181818", "start-plus-new": "0.125000" },
  },
  {
    setting: "churnCount",
    input: crowd,
    metric: "logo-churn",
    answers: { "of-start": "0.200000", all: "0.400000" },
  },
  {
    setting: "quickRatioReactivation",
    input: inputOf([
      { from: "2025-10-01", to: "2025-11-01", amount: 30 },
      { from: "2026-01-05", amount: 30 },
      { customer: "new", from: "2026-01-05", amount: 10 },
      { customer: "lost", from: "2025-12-01", to: "2026-01-05", amount: 20 },
    ]),
    metric: "quick-ratio",
    answers: { in: "2.000000", out: "0.500000" },
  },
  {
    setting: "dsoMethod",
    input: receivable,
    metric: "dso",
    answers: { simple: "72.3", countback: "79.1" },
  },
  {
    setting: "deferred",
    input: revenue,
    metric: "deferred-revenue",
    answers: { gross: "600.00", paid: "400.00" },
  },
  {
    setting: "revenueBasis",
    input: revenue,
    metric: "recurring-share",
    answers: { recognised: "0.750000", billed: "0.750000" },
  },
  {
    setting: "revenueBasis",
    input: revenue,
    metric: "usage-share",
    answers: { recognised: "0.150000", billed: "0.000000" },
  },
  {
    setting: "usage",
    input: revenue,
    metric: "recurring-share",
    answers: { out: "0.750000", in: "0.900000" },
  },
  {
    setting: "concentrationBasis",
    input: revenue,
    metric: "largest-customer-share",
    answers: { mrr: "1.000000", billed: "0.750000" },
  },
  {
    setting: "churnSpan",
    input: ten,
    metric: "customer-lifetime",
    answers: { month: "10.00", year: "20.00" },
  },
  {
    setting: "lifetimeCapMonths",
    input: ten,
    metric: "customer-lifetime",
    answers: { 0: "20.00", 12: "12.00", 60: "20.00" },
  },
  {
    setting: "lifetimeCapMonths",
    input: inputOf([steady]),
    metric: "customer-lifetime",
    answers: { 0: null, 60: "60.00" },
  },
  // 850 / 9 customers x 20 months, of it 80%
  {
    setting: "ltvMargin",
    input: ten,
    metric: "ltv",
    answers: { "gross-margin": "1511.11", revenue: "1888.89" },
  },
  {
    setting: "ltvMargin",
    input: crowd,
    metric: "ltv",
    answers: { "gross-margin": null, revenue: "50.00" },
  },
  // 850 / 9 x 0.8 x (1000 + 950) / (50 + 100)
  {
    setting: "ltvChurn",
    input: ten,
    metric: "ltv",
    answers: { logo: "1511.11", revenue: "982.22" },
  },
];
