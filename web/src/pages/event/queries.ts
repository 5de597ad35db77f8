import { useQuery } from "@tanstack/react-query";
import { eventQuery } from "../../api/events.ts";

/** One event with what became of it. */
export function useEvent(source: string, id: string) {
  return useQuery(eventQuery(source, id));
}
