import { useInfiniteQuery } from "@tanstack/react-query";
import { type CustomerFilter, customersQuery } from "../../api/customers.ts";

/** The customers that match a filter, page by page. */
export function useCustomers(filter: CustomerFilter) {
  return useInfiniteQuery(customersQuery(filter));
}

/** The segments seen among the customers read so far without a filter, in alphabetical order, and the chosen one. */
export function useSegments(chosen: string | undefined): readonly string[] {
  const all = useInfiniteQuery(customersQuery());
  const seen = new Set(chosen === undefined ? [] : [chosen]);
  for (const page of all.data?.pages ?? []) {
    for (const { segment } of page.items) if (segment != null) seen.add(segment);
  }
  return [...seen].sort();
}
