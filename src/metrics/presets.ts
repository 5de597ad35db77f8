import { ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { MetricSettings } from "./metric-settings.ts";

/** Settings that come as near to another tool's figures as ours can, and what remains different. */
export interface Preset {
  readonly name: string;
  readonly settings: Partial<MetricSettings>;
  /** Where the tool says so. */
  readonly sources: readonly string[];
  readonly differences: readonly string[];
}

/** Every preset by its id. */
export const presets: Readonly<Record<string, Preset>> = {
  stripe: {
    name: "Stripe Billing",
    settings: {
      usage: "out",
      discounts: "forever",
      trials: "out",
      freeCustomers: "out",
      churnDate: "end",
      grouping: "moment",
      netting: "subscription",
      fx: "moving",
      churnBase: "start-plus-new",
      churnCount: "all",
      churnSpan: "month",
      ltvMargin: "revenue",
      ltvChurn: "logo",
    },
    sources: [
      "https://docs.stripe.com/billing/subscriptions/analytics/glossary",
      "https://support.stripe.com/questions/billing-analytics",
      "https://support.stripe.com/questions/calculating-subscriber-churn-rate-in-billing",
    ],
    differences: ["Churn is counted over the last 30 days there, over calendar months here."],
  },
  chartmogul: {
    name: "ChartMogul",
    settings: {
      usage: "out",
      discounts: "all",
      trials: "out",
      freeCustomers: "after-paying",
      churnDate: "end",
      grouping: "hour",
      netting: "subscription",
      sliceMoves: "transfer",
      fx: "moving",
      churnBase: "start",
      churnSpan: "month",
      quickRatioReactivation: "in",
      retentionReactivation: "in",
      cohortClock: "calendar",
      cohortBase: "first",
      ltvMargin: "revenue",
      ltvChurn: "logo",
    },
    sources: [
      "https://help.chartmogul.com/hc/en-us/articles/203299912",
      "https://help.chartmogul.com/hc/en-us/articles/15384089786524-Configuring-Subscription-Analytics-settings",
      "https://help.chartmogul.com/hc/en-us/articles/4416682609426-Understanding-MRR-movements",
      "https://help.chartmogul.com/hc/en-us/articles/201520952-Multiple-currencies",
      "https://help.chartmogul.com/hc/en-us/articles/203359061-Metric-Customer-Lifetime-Value-LTV-",
      "https://chartmogul.com/blog/smart-grouping/",
    ],
    differences: [
      "An amount in another currency is converted at the rate of its service period's first day there, of the month's end here.",
      "Each line's monthly value is rounded to a cent there, only figures here.",
      "A move between plans leaves with the whole value there, with what the other plan gains here.",
    ],
  },
  smsb: {
    name: "SaaS Metrics Standards Board",
    settings: {
      usage: "out",
      discounts: "all",
      trials: "out",
      freeCustomers: "out",
      netting: "customer",
      retentionMethod: "cohort",
      retentionReactivation: "out",
      grossRetention: "lowest",
      churnBase: "start",
      churnCount: "of-start",
      ltvMargin: "gross-margin",
      ltvChurn: "revenue",
    },
    sources: [
      "https://www.saasmetricsboard.com/gross-revenue-retention",
      "https://gaspwiki.pages.dev/v1/metrics/core",
      "https://gaspwiki.pages.dev/v1/metrics/core/revenue-churn-rate",
    ],
    differences: [
      "The board states annual figures in ARR; twelve times both sides is the same ratio.",
    ],
  },
};

/** The settings of a preset; refuses with `unknown-metric-preset`. */
export function findPreset(id: string, path = ""): Result<Partial<MetricSettings>> {
  const preset = Object.hasOwn(presets, id) ? presets[id] : undefined;
  if (preset !== undefined) return ok(preset.settings);
  const ids = Object.keys(presets);
  const meant = nearest(String(id), ids);
  return refuse({
    code: "unknown-metric-preset",
    path,
    message: `there is no preset "${String(id).slice(0, 60)}" of metric settings`,
    suggestion: meant === undefined ? `one of ${ids.join(", ")}` : `did you mean "${meant}"?`,
  });
}
