import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { customerQuery } from "../../api/customers.ts";
import { invoicesQuery } from "../../api/invoices.ts";
import { metersQuery, type UsageRange, usageQuery } from "../../api/usage.ts";
import { useRecentRange } from "../../parts/day-range.ts";

/** A customer, its invoices, and the model's meters. */
export function useCustomer(id: string) {
  return {
    customer: useQuery(customerQuery(id)),
    invoices: useInfiniteQuery(invoicesQuery({ customer: id }, 12)),
    meters: useQuery(metersQuery),
    recent: useRecentRange(),
  };
}

/** A customer's usage of one meter, day by day. */
export function useDailyUsage(range: UsageRange) {
  return useQuery(usageQuery(range, "day"));
}
