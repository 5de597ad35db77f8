import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { type PageOf, read, readAll } from "./request.ts";

/** A milestone of what was sold, and whether it was reached. */
export interface Milestone {
  readonly sale: string;
  readonly offer: string;
  readonly name: string;
  readonly customer: string;
  readonly customerName: string;
  readonly soldOn: string;
  readonly place: number;
  readonly milestone: string;
  readonly share: string;
  readonly amount: DecimalText;
  readonly currency: string;
  readonly billing: "by-milestone" | "before-milestones";
  readonly reached: { readonly id: string; readonly on: string; readonly booked: boolean } | null;
}

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
      read<PageOf<Milestone>>(
        "/v1/milestones",
        { state, customer, limit, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every milestone that a filter leaves. */
export const allMilestones = ({ state, customer }: MilestoneFilter) =>
  readAll<Milestone>("/v1/milestones", { state, customer });
