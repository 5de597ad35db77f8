import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type EventFilter, eventsQuery } from "../../api/events.ts";
import { metersQuery } from "../../api/usage.ts";

/** Events that match a filter, newest first, page by page. */
export function useEvents(filter: EventFilter) {
  return useInfiniteQuery(eventsQuery(filter));
}

/** The meters that events can be narrowed to. */
export function useMeters() {
  return useQuery(metersQuery).data?.items ?? [];
}
