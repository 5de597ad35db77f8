import { useQuery } from "@tanstack/react-query";
import { plansQuery } from "../api/plans.ts";

/** Names of the model's plans by id; of none until they are read. */
export function usePlanNames(): ReadonlyMap<string, string> {
  const { data } = useQuery(plansQuery);
  return new Map(data?.items.map(({ id, name }) => [id, name]));
}
