import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { invoicesQuery } from "../../api/invoices.ts";
import { revenueQuery } from "../../api/revenue.ts";
import { summaryQuery } from "../../api/summary.ts";

/** What the overview reads: the summary, the revenue table, and the eight latest invoices. */
export function useOverview() {
  return {
    summary: useQuery(summaryQuery),
    revenue: useQuery(revenueQuery),
    latest: useInfiniteQuery(invoicesQuery({}, 8)),
  };
}
