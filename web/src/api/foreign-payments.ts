import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { api, every } from "./request.ts";

/** An amount in a currency. */
export type CurrencyAmount = ForeignPayment["came"];

/** Money of a customer that moved in another currency than that of the books, in which `booked`, `worth` and `gain` are. */
export type ForeignPayment = Florin.Item<"/v1/ledger/foreign-payments">;

/** A page of them, and the currency of the books. */
export type ForeignPaymentPage = Florin.ForeignPayments;

/** What narrows the list; days are of the books' calendar, both included. */
export interface ForeignPaymentFilter {
  readonly customer?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Reads them page by page, the latest first. */
export function foreignPaymentsQuery({ customer, from, to }: ForeignPaymentFilter, limit = 50) {
  return infiniteQueryOptions({
    queryKey: ["ledger", "foreign-payments", customer ?? "", from ?? "", to ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/ledger/foreign-payments", {
        query: { customer, from, to, limit, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every one that a filter leaves. */
export const allForeignPayments = ({ customer, from, to }: ForeignPaymentFilter) =>
  every("/v1/ledger/foreign-payments", { customer, from, to });
