import { useQuery } from "@tanstack/react-query";
import { apisQuery } from "../api/apis.ts";

/** The APIs of the model. */
export function useApis() {
  return useQuery(apisQuery);
}
