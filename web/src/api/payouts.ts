import { infiniteQueryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { type PageOf, post, read, readAll } from "./request.ts";

/** A provider's transfer to our bank; what it is made of is null until the provider says so. */
export interface Payout {
  readonly provider: string;
  readonly payout: string;
  readonly status: string;
  readonly amount: DecimalText;
  readonly currency: string;
  readonly at: string;
  readonly content: {
    readonly gross: DecimalText;
    readonly fees: DecimalText;
    readonly net: DecimalText;
  } | null;
}

/** A transfer that is told by hand. */
export interface ToldPayout {
  readonly id: string;
  readonly provider: string;
  readonly gross: string;
  readonly fees?: string;
}

/** Reads payouts page by page, the latest first. */
export const payoutsQuery = infiniteQueryOptions({
  queryKey: ["payouts"],
  queryFn: ({ pageParam, signal }) =>
    read<PageOf<Payout>>("/v1/payouts", { limit: 50, cursor: pageParam }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

/** Reads every payout. */
export const allPayouts = () => readAll<Payout>("/v1/payouts", {});

/** Records a transfer by hand. */
export const tellPayout = (payout: ToldPayout, key: string): Promise<ToldPayout> =>
  post<ToldPayout>("/v1/payouts", payout, key);
