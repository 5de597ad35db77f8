import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** The state of the whole account book at the server's `now`. Times are RFC 3339 UTC. */
export type Summary = Florin.Summary;

/** Reads the summary. */
export const summaryQuery = queryOptions({
  queryKey: ["summary"],
  queryFn: ({ signal }) => api.get("/v1/summary", { signal }),
});
