import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { customerQuery, customersQuery } from "../../api/customers.ts";
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

/** A customer to choose: its id, and its name as the label. */
export interface CustomerChoice {
  readonly value: string;
  readonly label: string;
}

/** The customers that a typed text finds, with the chosen one always among them under its name. */
export function useCustomerChoices(
  typed: string,
  chosen: string | undefined,
): readonly CustomerChoice[] {
  const found = useInfiniteQuery(customersQuery({ q: typed }));
  const kept = useQuery({ ...customerQuery(chosen ?? ""), enabled: chosen !== undefined });
  const names = new Map<string, string>();
  if (chosen !== undefined) names.set(chosen, kept.data?.name ?? chosen);
  for (const customer of found.data?.pages[0]?.items ?? []) names.set(customer.id, customer.name);
  return [...names].map(([value, label]) => ({ value, label }));
}
