import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type InvoiceFilter, invoicesQuery } from "../../api/invoices.ts";
import { revenueQuery } from "../../api/revenue.ts";

/** The invoices that match a filter, page by page. */
export function useInvoices(filter: InvoiceFilter) {
  return useInfiniteQuery(invoicesQuery(filter));
}

/** The months that have revenue, newest first, and the chosen one. */
export function useMonths(chosen: string | undefined): readonly string[] {
  const { data } = useQuery(revenueQuery);
  const months = new Set([...(data?.months ?? []), ...(chosen === undefined ? [] : [chosen])]);
  return [...months].sort().reverse();
}
