import { useQuery } from "@tanstack/react-query";
import { summaryQuery } from "../api/summary.ts";

/** The server's day, UTC; undefined until it is known. */
export const useToday = (): string | undefined => useQuery(summaryQuery).data?.now.slice(0, 10);
