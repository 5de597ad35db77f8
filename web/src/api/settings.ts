import { queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** A setting that the server runs with; null where it is not set. */
export type ServerSetting = Florin.ServerSettings["items"][number];

/** Reads what the server runs with. */
export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => api.get("/v1/settings", { signal }),
});
