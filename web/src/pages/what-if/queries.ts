import { useQuery } from "@tanstack/react-query";
import { type Overrides, planDriversQuery, whatIfQuery } from "../../api/plan.ts";

/** What can be slid. */
export function useDrivers(scenario: string | undefined) {
  return useQuery(planDriversQuery(scenario));
}

/** What would be if. */
export function useWhatIf(scenario: string | undefined, set: Overrides) {
  return useQuery(whatIfQuery(scenario, set));
}
