import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import {
  type ChosenSettings,
  catalogueQuery,
  metricRowsQuery,
  metricsQuery,
  type RowsAsked,
} from "../../api/metrics.ts";

/** What is counted from accounts alone. */
const recurring = [
  "mrr",
  "arr",
  "net-new-mrr",
  "nrr",
  "nrr-monthly",
  "grr",
  "grr-monthly",
  "customers",
  "logo-churn",
  "arpa",
  "quick-ratio",
  "largest-customer-share",
  "top-10-share",
  "revenue-cohorts",
  "logo-cohorts",
];

/** What needs documents and the journal, which are many more. */
export const bookMetrics = [
  "billings",
  "deferred-revenue",
  "recurring-share",
  "usage-share",
  "dso",
  "collection-effectiveness",
];

/** Recurring value, customers and cohorts, with the movements of the whole business. */
export function useRecurring(chosen: ChosenSettings) {
  return useQuery(metricsQuery({ metrics: recurring, ...chosen }));
}

/** What documents and the books say. */
export function useBooks(chosen: ChosenSettings) {
  return useQuery(metricsQuery({ metrics: bookMetrics, ...chosen }));
}

/** Movements of each plan, stream, segment or country. */
export function useSlices(by: string, chosen: ChosenSettings) {
  return useQuery(metricsQuery({ metrics: ["mrr"], by, ...chosen }));
}

/** What every metric and setting means. */
export function useCatalogue() {
  return useQuery(catalogueQuery);
}

/** The rows behind a figure. */
export function useRows(asked: RowsAsked) {
  return useInfiniteQuery(metricRowsQuery(asked));
}
