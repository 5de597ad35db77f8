import { queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { post, read } from "./request.ts";

/** A thing that is looked at before a month is closed. */
export interface CloseCheck {
  readonly id: string;
  readonly state: "passed" | "warning" | "failed";
  readonly message: string;
}

/** What became revenue with a close. */
export interface Recognised {
  readonly currency: string;
  readonly amount: DecimalText;
}

/** A closed month as a list shows it. */
export interface CloseSummary {
  readonly month: string;
  readonly closedAt: string;
  readonly head: { readonly position: number; readonly hash: string };
  readonly recognised: readonly Recognised[];
  readonly entries: number;
}

/** Closed months, the latest first, and the month to close next. */
export interface CloseList {
  readonly items: readonly CloseSummary[];
  readonly next: string | null;
  readonly openMonth: string | null;
}

/** A month as it was closed, or what its close would find now. */
export interface MonthClose {
  readonly month: string;
  readonly state: "open" | "closed";
  readonly zone: string;
  readonly closedAt: string | null;
  readonly head: { readonly position: number; readonly hash: string } | null;
  readonly checks: readonly CloseCheck[];
  readonly recognised: readonly Recognised[];
  readonly entries: number;
}

/** Reads the closed months, as many as ten years have. */
export const closesQuery = queryOptions({
  queryKey: ["closes"],
  queryFn: ({ signal }) => read<CloseList>("/v1/closes", { limit: 120 }, signal),
});

/** Reads one month. */
export const closeQuery = (month: string) =>
  queryOptions({
    queryKey: ["closes", month],
    queryFn: ({ signal }) =>
      read<MonthClose>(`/v1/closes/${encodeURIComponent(month)}`, {}, signal),
  });

/** Closes a month with a key that may write; the console's own session only reads. Rejects with a `RequestFailure`. */
export const closeMonth = ({ month, key }: { readonly month: string; readonly key: string }) =>
  post<MonthClose>("/v1/closes", { month }, key);
