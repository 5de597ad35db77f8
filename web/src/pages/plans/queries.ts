import { useQuery } from "@tanstack/react-query";
import { plansQuery } from "../../api/plans.ts";
import { revenueQuery } from "../../api/revenue.ts";

/** The plans of the model, and the names of the streams they report to. */
export function usePlans() {
  const plans = useQuery(plansQuery);
  const revenue = useQuery(revenueQuery);
  const names = new Map(revenue.data?.streams.map(({ id, name }) => [id, name]));
  return { plans, streamName: (id: string) => names.get(id) ?? id };
}
