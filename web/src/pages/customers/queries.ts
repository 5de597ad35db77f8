import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type CustomerFilter, customersQuery } from "../../api/customers.ts";
import { summaryQuery } from "../../api/summary.ts";
import { usePlanChoices, withChosen } from "../../parts/use-plan-choices.ts";

/** The customers that match a filter, page by page. */
export function useCustomers(filter: CustomerFilter) {
  return useInfiniteQuery(customersQuery(filter));
}

/** What the list can be narrowed to: the segments there are and the plans of the model, and what is chosen already. */
export function useFilterChoices({ segment, plan }: CustomerFilter) {
  const summary = useQuery(summaryQuery);
  const segments = (summary.data?.segments ?? []).map((name) => ({ value: name, label: name }));
  return { segments: withChosen(segments, segment), plans: usePlanChoices(plan) };
}
