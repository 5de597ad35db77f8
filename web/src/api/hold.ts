import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** Whether the server was restored from a backup and waits to be released. */
export type Hold = Florin.Hold;

/** Reads whether the server waits. */
export const holdQuery = queryOptions({
  queryKey: ["hold"],
  queryFn: ({ signal }) => api.get("/v1/hold", { signal }),
  staleTime: 300_000,
});

/** Lets it act again, by the session. Rejects with a `RequestFailure`. */
export const releaseHold = () => api.post("/v1/hold/release");
