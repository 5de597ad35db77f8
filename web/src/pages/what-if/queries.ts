import { skipToken, useQuery } from "@tanstack/react-query";
import { type Overrides, type PlanDriver, planDriversQuery, whatIfQuery } from "../../api/plan.ts";
import { type GoalQuestion, goalQuery, tornadoQuery } from "../../api/plan-levers.ts";

/** What can be slid. */
export function useDrivers(scenario: string | undefined) {
  return useQuery(planDriversQuery(scenario));
}

/** What would be if. */
export function useWhatIf(scenario: string | undefined, set: Overrides) {
  return useQuery(whatIfQuery(scenario, set));
}

/** What moves a figure most; not asked until it is wanted, and given up when nobody looks any more. */
export function useTornado(
  question: Pick<GoalQuestion, "scenario" | "figure" | "month">,
  drivers: readonly PlanDriver[],
  enabled: boolean,
) {
  const names = drivers.map(({ name }) => name);
  return useQuery({ ...tornadoQuery(question, names), enabled });
}

/** What a driver would have to be; nothing is asked where there is no question. */
export function useGoal(question: GoalQuestion | undefined) {
  const query = goalQuery(question ?? { driver: "", figure: "" });
  return useQuery(question === undefined ? { ...query, queryFn: skipToken } : query);
}
