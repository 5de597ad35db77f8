import { useQuery } from "@tanstack/react-query";
import { planTargetsQuery } from "../../api/plan.ts";

/** How the plan does at its targets. */
export function useTargets(scenario: string | undefined) {
  return useQuery(planTargetsQuery(scenario));
}
