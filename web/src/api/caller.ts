import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** Who uses the console, and what they may do. */
export type Caller = Florin.Caller;

/** Reads who is asking. */
export const callerQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => api.get("/v1/me", { signal }),
});
