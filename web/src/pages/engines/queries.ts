import { useQuery } from "@tanstack/react-query";
import { apiQuery } from "../../api/apis.ts";

/** How an API has been. */
export function useApiHistory(id: string) {
  return useQuery(apiQuery(id));
}
