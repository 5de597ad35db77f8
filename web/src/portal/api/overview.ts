import { queryOptions } from "@tanstack/react-query";
import type { PortalOverview } from "./generated-types.ts";
import { ask } from "./request.ts";

export type { PortalPlan, PortalQuota } from "./generated-types.ts";

/** What the customer has, uses, will pay and owes. */
export type Overview = PortalOverview;

/** Reads all that the first page shows. */
export const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: ({ signal }) => ask("GET", "/portal/v1/overview", { signal }),
});

/** Reads what the open periods come to, line by line. */
export const costQuery = queryOptions({
  queryKey: ["cost"],
  queryFn: ({ signal }) => ask("GET", "/portal/v1/cost", { signal }),
});

/** Reads the documents that come next by themselves. */
export const upcomingQuery = queryOptions({
  queryKey: ["upcoming"],
  queryFn: ({ signal }) => ask("GET", "/portal/v1/upcoming", { signal }),
});
