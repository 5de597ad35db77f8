import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, every } from "./request.ts";

/** A milestone of what was sold, and whether it was reached. */
export type Milestone = Florin.Item<"/v1/milestones">;

/** What narrows the list. */
export interface MilestoneFilter {
  readonly state?: "open" | "reached" | undefined;
  readonly customer?: string | undefined;
}

/** Reads milestones page by page, the latest sale first. */
export function milestonesQuery({ state, customer }: MilestoneFilter, limit = 60) {
  return infiniteQueryOptions({
    queryKey: ["milestones", state ?? "", customer ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/milestones", { query: { state, customer, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every milestone that a filter leaves. */
export const allMilestones = ({ state, customer }: MilestoneFilter) =>
  every("/v1/milestones", { state, customer });
