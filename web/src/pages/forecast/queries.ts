import { useQuery } from "@tanstack/react-query";
import { type PeriodLength, planBandsQuery, planForecastQuery } from "../../api/plan.ts";

/** A forecast of the plan, or of a scenario of it. */
export function useForecast(scenario: string | undefined, by: PeriodLength) {
  return useQuery(planForecastQuery(scenario, by));
}

/** The forecast that it is held beside; not read where there is none. */
export function useBeside(beside: string | undefined, by: PeriodLength) {
  const scenario = beside === planItself ? undefined : beside;
  return useQuery({ ...planForecastQuery(scenario, by), enabled: beside !== undefined });
}

/** Where its figures lie by chance; not read where nothing is drawn. */
export function useBands(scenario: string | undefined, by: PeriodLength, enabled: boolean) {
  return useQuery({ ...planBandsQuery(scenario, by), enabled });
}

/** How an address names the plan itself, where no parameter means that nothing is held beside. */
export const planItself = "plan";
