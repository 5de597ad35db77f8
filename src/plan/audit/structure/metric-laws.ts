import type { StatedMetric } from "../../../model/stated-metric.ts";
import { percentText } from "./told-interval.ts";

/** How a metric follows from others, each in the measure of `metric-values.ts`. */
export interface MetricLaw {
  readonly metric: StatedMetric;
  readonly from: readonly StatedMetric[];
  readonly value: (given: readonly number[]) => number;
  /** False where the law gives only the most that the metric can be. */
  readonly exact: boolean;
  readonly say: (value: number) => string;
}

/** Metrics as sentences say them. */
export const metricWords: Readonly<Record<StatedMetric, string>> = {
  "logo-churn": "churn",
  "customer-retention": "customer retention",
  "customer-lifetime": "customer lifetime",
  grr: "gross retention",
  nrr: "net retention",
  arpa: "revenue per account",
  "gross-margin": "gross margin",
  cac: "acquisition cost",
  ltv: "lifetime value",
  "ltv-to-cac": "LTV to CAC",
  "cac-payback": "payback",
};

const short = (value: number): string => String(Number(value.toPrecision(4)));
const months = (value: number): string => `${short(value)} months`;
const money = (value: number): string => value.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ",");

/**
 * The arithmetic of retention and unit economics. Sources: 1 / churn as the mean of a geometric lifetime; (1 - churn)^12 of a year; Skok,
 * "SaaS Metrics 2.0" for LTV and payback with margin. That gross retention of revenue is at most that of customers assumes that small and
 * large customers leave alike, so it is looked at where the two are far apart, and no more exact than that.
 */
export const metricLaws: readonly MetricLaw[] = [
  {
    metric: "customer-lifetime",
    from: ["logo-churn"],
    value: ([churn = 0]) => 1 / churn,
    exact: true,
    say: months,
  },
  {
    metric: "customer-retention",
    from: ["logo-churn"],
    value: ([churn = 0]) => (1 - churn) ** 12,
    exact: true,
    say: percentText,
  },
  {
    metric: "grr",
    from: ["logo-churn"],
    value: ([churn = 0]) => (1 - churn) ** 12,
    exact: false,
    say: percentText,
  },
  {
    metric: "ltv",
    from: ["arpa", "gross-margin", "logo-churn"],
    value: ([arpa = 0, margin = 0, churn = 0]) => (arpa * margin) / churn,
    exact: true,
    say: money,
  },
  {
    metric: "ltv",
    from: ["arpa", "gross-margin", "customer-lifetime"],
    value: ([arpa = 0, margin = 0, lifetime = 0]) => arpa * margin * lifetime,
    exact: true,
    say: money,
  },
  {
    metric: "ltv-to-cac",
    from: ["ltv", "cac"],
    value: ([ltv = 0, cac = 0]) => ltv / cac,
    exact: true,
    say: short,
  },
  {
    metric: "cac-payback",
    from: ["cac", "arpa", "gross-margin"],
    value: ([cac = 0, arpa = 0, margin = 0]) => cac / (arpa * margin),
    exact: true,
    say: months,
  },
];
