import { useQuery } from "@tanstack/react-query";
import { planBandsQuery, planTargetsQuery } from "../../api/plan.ts";

/** How the plan does at its targets. */
export function useTargets(scenario: string | undefined) {
  return useQuery(planTargetsQuery(scenario));
}

/** In which part of the trials each target is reached; undefined while that is not known, and where nothing is drawn. */
export function useChances(
  scenario: string | undefined,
  drawn: boolean,
): ReadonlyMap<string, number> | undefined {
  const { data } = useQuery({ ...planBandsQuery(scenario, "year"), enabled: drawn });
  if (data === undefined) return undefined;
  return new Map(
    data.targets.flatMap(({ target, reached }) => (reached === null ? [] : [[target, reached]])),
  );
}
