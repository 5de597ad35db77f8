import { useQuery } from "@tanstack/react-query";
import {
  measuredDriversQuery,
  measuredTargetsQuery,
  planLocksQuery,
  planMetricsQuery,
  varianceQuery,
} from "../../api/plan-actuals.ts";

/** Plans that were locked. */
export function useLocks() {
  return useQuery(planLocksQuery);
}

/** What of a locked plan can be held against the books; a lock never changes. */
export function useMetrics(lock: string) {
  return useQuery(planMetricsQuery(lock));
}

/** What lies between a locked plan and the books. */
export function useVariance(lock: string, metric: string) {
  return useQuery(varianceQuery(lock, metric));
}

/** Its drivers beside what was measured. */
export function useMeasuredDrivers(lock: string) {
  return useQuery(measuredDriversQuery(lock));
}

/** Its targets by what happened. */
export function useMeasuredTargets(lock: string) {
  return useQuery(measuredTargetsQuery(lock));
}
