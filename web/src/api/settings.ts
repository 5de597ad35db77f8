import { queryOptions } from "@tanstack/react-query";
import { read } from "./request.ts";

/** A setting that the server runs with; null where it is not set. */
export interface ServerSetting {
  readonly variable: string;
  readonly key: string | null;
  readonly value: string | null;
  readonly about: string;
}

/** Reads what the server runs with. */
export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) =>
    read<{ readonly version: string; readonly items: readonly ServerSetting[] }>(
      "/v1/settings",
      {},
      signal,
    ),
});
