import { queryOptions } from "@tanstack/react-query";
import { read } from "./request.ts";

/** Who uses the console, and what they may do. */
export interface Caller {
  readonly kind: "key" | "session";
  readonly organisation: string;
  /** The environment that is looked at, by id. */
  readonly environment: string;
  /** Who signed in, by id; null of a browser that a link or a key let in, which only reads. */
  readonly member: string | null;
  readonly actions: readonly string[];
}

/** Reads who is asking. */
export const callerQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => read<Caller>("/v1/me", {}, signal),
});
