/**
 * Metrics that hang together, so that a document cannot state any two of them as it likes: `ltv` is `arpa` times `gross-margin` times
 * `customer-lifetime`, which is one over `logo-churn`. `customer-retention` is the part of customers who are still there after a year.
 */
export const statedMetrics = [
  "logo-churn",
  "customer-retention",
  "customer-lifetime",
  "grr",
  "nrr",
  "arpa",
  "gross-margin",
  "cac",
  "ltv",
  "ltv-to-cac",
  "cac-payback",
] as const;

/** The id of such a metric. */
export type StatedMetric = (typeof statedMetrics)[number];
