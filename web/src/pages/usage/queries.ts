import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { customerQuery } from "../../api/customers.ts";
import {
  metersQuery,
  topCustomersQuery,
  type UsageCut,
  type UsageRange,
  unbilledQuery,
  usageQuery,
} from "../../api/usage.ts";

/** The model's meters. */
export function useMeters() {
  return useQuery(metersQuery);
}

/** A meter's usage over a range, and who used most of it; billing periods once it is known whose. */
export function useUsage(range: UsageRange, cut: UsageCut) {
  const isAsked = cut.window !== "period" || cut.subscription !== undefined;
  return {
    usage: useQuery({ ...usageQuery(range, cut), enabled: isAsked }),
    top: useQuery(topCustomersQuery(range)),
    isAsked,
  };
}

/** The customer that the page is narrowed to, once it is read. */
export const useCustomer = (id: string | undefined) =>
  useQuery({ ...customerQuery(id ?? ""), enabled: id !== undefined }).data;

/** Accepted events that no invoice line can claim. */
export function useUnbilled() {
  return useInfiniteQuery(unbilledQuery);
}
