import { useQuery } from "@tanstack/react-query";
import {
  type PeriodLength,
  type PlanForecast,
  planBandsQuery,
  planForecastQuery,
} from "../../api/plan.ts";

/** A forecast of the plan, or of a scenario of it. */
export function useForecast(scenario: string | undefined, by: PeriodLength) {
  return useQuery(planForecastQuery(scenario, by));
}

/** The forecast that it is held beside; not read where there is none. */
export function useBeside(beside: string | undefined, by: PeriodLength) {
  const scenario = beside === planItself ? undefined : beside;
  return useQuery({ ...planForecastQuery(scenario, by), enabled: beside !== undefined });
}

/** Where the figures of a forecast lie by chance, better and better; asked for once it is there, and not where nothing is drawn. */
export function useBands({ scenario, by }: PlanForecast, enabled: boolean) {
  return useQuery({ ...planBandsQuery(scenario ?? undefined, by), enabled });
}

/** How an address names the plan itself, where no parameter means that nothing is held beside. */
export const planItself = "plan";
