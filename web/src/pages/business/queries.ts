import { useQuery } from "@tanstack/react-query";
import { planFlowsQuery } from "../../api/plan.ts";

/** A year of the plan as flows of money. */
export function useFlows(scenario: string | undefined, year: string | undefined) {
  return useQuery(planFlowsQuery(scenario, year));
}
