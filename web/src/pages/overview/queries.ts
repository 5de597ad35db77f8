import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { alertsQuery } from "../../api/alerts.ts";
import { invoicesQuery } from "../../api/invoices.ts";
import { revenueQuery } from "../../api/revenue.ts";
import { summaryQuery } from "../../api/summary.ts";

/** What the overview reads: the summary, the revenue table, the latest alerts and the eight latest invoices. */
export function useOverview() {
  return {
    summary: useQuery(summaryQuery),
    revenue: useQuery(revenueQuery),
    alerts: useInfiniteQuery(alertsQuery({}, 5)),
    latest: useInfiniteQuery(invoicesQuery({}, 8)),
  };
}
