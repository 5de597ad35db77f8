import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { customerQuery, draftQuery } from "../../api/customers.ts";
import { invoicesQuery } from "../../api/invoices.ts";
import { customerPaymentsQuery } from "../../api/payments.ts";
import { summaryQuery } from "../../api/summary.ts";
import { metersQuery, type UsageRange, usageQuery } from "../../api/usage.ts";

/** A customer, its invoices, the model's meters, and what time it is for the server. */
export function useCustomer(id: string) {
  return {
    customer: useQuery(customerQuery(id)),
    invoices: useInfiniteQuery(invoicesQuery({ customer: id }, 12)),
    meters: useQuery(metersQuery),
    summary: useQuery(summaryQuery).data,
  };
}

/** How a customer pays. */
export const useCustomerPayments = (id: string) => useQuery(customerPaymentsQuery(id));

/** A customer's open draft. */
export function useDraft(id: string) {
  return useQuery(draftQuery(id));
}

/** A customer's usage of one meter, day by day. */
export function useDailyUsage(range: UsageRange) {
  return useQuery(usageQuery(range, "day"));
}
