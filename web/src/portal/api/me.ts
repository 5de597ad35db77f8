import { queryOptions } from "@tanstack/react-query";
import type { PortalMe } from "./generated-types.ts";
import { ask } from "./request.ts";

/** Whose portal this is, who looks at it, and what they may do. */
export type Me = PortalMe;

/** What a session of the portal may be allowed. */
export type Act = Me["acts"][number];

/** What a member of a customer may be. */
export type PortalRole = Me["role"];

/** Reads whose portal this is. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => ask("GET", "/portal/v1/me", { signal }),
  staleTime: 300_000,
});
