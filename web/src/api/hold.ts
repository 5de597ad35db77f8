import { queryOptions } from "@tanstack/react-query";
import { bySession, post, read } from "./request.ts";

/** Whether the server was restored from a backup and waits to be released. */
export interface Hold {
  readonly held: boolean;
  readonly since: string | null;
  readonly backupMadeAt: string | null;
}

/** Reads whether the server waits. */
export const holdQuery = queryOptions({
  queryKey: ["hold"],
  queryFn: ({ signal }) => read<Hold>("/v1/hold", {}, signal),
  staleTime: 300_000,
});

/** Lets it act again, by the session. Rejects with a `RequestFailure`. */
export const releaseHold = () => post<Hold>("/v1/hold/release", {}, bySession);
