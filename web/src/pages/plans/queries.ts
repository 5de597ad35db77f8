import { useQuery } from "@tanstack/react-query";
import { plansQuery } from "../../api/plans.ts";

/** The plans of the model. */
export function usePlans() {
  return useQuery(plansQuery);
}
