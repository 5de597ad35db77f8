import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { alertsQuery } from "../../api/alerts.ts";
import { invoicesQuery } from "../../api/invoices.ts";
import { revenueQuery } from "../../api/revenue.ts";
import { eventCountsQuery, summaryQuery } from "../../api/summary.ts";

/** What the overview reads: the summary, the revenue table, the latest alerts and the eight latest invoices. */
export function useOverview() {
  return {
    summary: useQuery(summaryQuery),
    events: useQuery(eventCountsQuery),
    revenue: useQuery(revenueQuery),
    alerts: useInfiniteQuery(alertsQuery({}, 5)),
    latest: useInfiniteQuery(invoicesQuery({}, 8)),
  };
}
