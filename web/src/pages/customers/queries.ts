import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type CustomerFilter, customersQuery } from "../../api/customers.ts";
import { plansQuery } from "../../api/plans.ts";
import { summaryQuery } from "../../api/summary.ts";

/** The customers that match a filter, page by page. */
export function useCustomers(filter: CustomerFilter) {
  return useInfiniteQuery(customersQuery(filter));
}

/** Something to choose: its value, and its name as the label. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What the list can be narrowed to: the segments there are and the plans of the model, and what is chosen already. */
export function useFilterChoices({ segment, plan }: CustomerFilter) {
  const summary = useQuery(summaryQuery);
  const plans = useQuery(plansQuery);
  const segments = (summary.data?.segments ?? []).map((name) => ({ value: name, label: name }));
  const names = (plans.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return { segments: withChosen(segments, segment), plans: withChosen(names, plan) };
}

function withChosen(choices: readonly Choice[], chosen: string | undefined): Choice[] {
  const known = chosen === undefined || choices.some(({ value }) => value === chosen);
  return known ? [...choices] : [...choices, { value: chosen, label: chosen }];
}
