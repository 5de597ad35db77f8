import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { read } from "./request.ts";

/** One thing that a search found. */
export interface Found {
  readonly kind:
    | "customer"
    | "invoice"
    | "subscription"
    | "contract"
    | "plan"
    | "meter"
    | "addon"
    | "feature"
    | "offer"
    | "licence"
    | "stream"
    | "segment"
    | "api";
  readonly id: string;
  readonly title: string;
  readonly detail: string;
}

/** Looks for what is called so; what was found before stays until the answer is there. */
export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ["search", q],
    queryFn: ({ signal }) =>
      read<{ readonly items: readonly Found[] }>("/v1/search", { q, limit: 6 }, signal),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
