import { useInfiniteQuery } from "@tanstack/react-query";
import { type DisputeFilter, disputesQuery } from "../../api/disputes.ts";

/** The disputes that match a filter, page by page. */
export const useDisputes = (filter: DisputeFilter) => useInfiniteQuery(disputesQuery(filter));
