import { useInfiniteQuery } from "@tanstack/react-query";
import { type MilestoneFilter, milestonesQuery } from "../../api/milestones.ts";

/** The milestones that match a filter, page by page. */
export const useMilestones = (filter: MilestoneFilter) => useInfiniteQuery(milestonesQuery(filter));
