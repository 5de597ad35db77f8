import { useInfiniteQuery } from "@tanstack/react-query";
import { type DunningFilter, dunningQuery } from "../../api/accounts.ts";

/** Who is being dunned, by step, page by page. */
export const useDunning = (filter: DunningFilter) => useInfiniteQuery(dunningQuery(filter));
