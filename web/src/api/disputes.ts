import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { type PageOf, read, readAll } from "./request.ts";

/** How a dispute stands. */
export type DisputeStatus = "open" | "won" | "lost";

/** A payment that is or was disputed at its provider. */
export interface Dispute {
  readonly id: string;
  readonly customer: string;
  readonly customerName: string;
  readonly payment: string;
  readonly provider: string;
  readonly amount: DecimalText;
  readonly currency: string;
  readonly fee: DecimalText;
  readonly feeReturned: DecimalText;
  readonly feeCurrency: string;
  readonly status: DisputeStatus;
  readonly openedAt: string;
  readonly decidedAt: string | null;
}

/** What narrows the list. */
export interface DisputeFilter {
  readonly status?: DisputeStatus | undefined;
  readonly customer?: string | undefined;
}

/** Reads disputes page by page, the latest first. */
export function disputesQuery({ status, customer }: DisputeFilter, limit = 50) {
  return infiniteQueryOptions({
    queryKey: ["disputes", status ?? "", customer ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      read<PageOf<Dispute>>("/v1/disputes", { status, customer, limit, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every dispute that a filter leaves. */
export const allDisputes = ({ status, customer }: DisputeFilter) =>
  readAll<Dispute>("/v1/disputes", { status, customer });
