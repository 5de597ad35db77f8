import { useQuery } from "@tanstack/react-query";
import { metersQuery } from "../api/usage.ts";

/** Names of the model's meters by id; of none until they are read. */
export function useMeterNames(): ReadonlyMap<string, string> {
  const { data } = useQuery(metersQuery);
  return new Map(data?.items.map(({ id, name }) => [id, name]));
}
