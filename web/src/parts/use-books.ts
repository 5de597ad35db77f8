import { useQuery } from "@tanstack/react-query";
import { summaryQuery } from "../api/summary.ts";

/** The server's day (UTC) and the currency of the books; undefined until both are known. */
export function useBooks(): { readonly today: string; readonly currency: string } | undefined {
  const { data } = useQuery(summaryQuery);
  if (data === undefined || data.currency === null) return undefined;
  return { today: data.now.slice(0, 10), currency: data.currency };
}
