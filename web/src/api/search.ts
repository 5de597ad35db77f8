import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api } from "./request.ts";

/** One thing that a search found. */
export type Found = Florin.SearchAnswer["items"][number];

/** Looks for what is called so; what was found before stays until the answer is there. */
export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ["search", q],
    queryFn: ({ signal }) => api.get("/v1/search", { query: { q, limit: 6 }, signal }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
