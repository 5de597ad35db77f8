import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { customerQuery } from "../../api/customers.ts";
import {
  metersQuery,
  topCustomersQuery,
  type UsageRange,
  type UsageWindow,
  unbilledQuery,
  usageQuery,
} from "../../api/usage.ts";

/** The model's meters. */
export function useMeters() {
  return useQuery(metersQuery);
}

/** A meter's usage over a range, and who used most of it. */
export function useUsage(range: UsageRange, window: UsageWindow) {
  return { usage: useQuery(usageQuery(range, window)), top: useQuery(topCustomersQuery(range)) };
}

/** The name of the customer that the page is narrowed to; the id until it is read. */
export function useCustomerName(id: string | undefined): string | undefined {
  const { data } = useQuery({ ...customerQuery(id ?? ""), enabled: id !== undefined });
  return data?.name ?? id;
}

/** Accepted events that no invoice line can claim. */
export function useUnbilled() {
  return useInfiniteQuery(unbilledQuery);
}
