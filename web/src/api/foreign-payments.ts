import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { type PageOf, read, readAll } from "./request.ts";

/** An amount in a currency. */
export interface CurrencyAmount {
  readonly currency: string;
  readonly amount: DecimalText;
}

/** Money of a customer that moved in another currency than that of the books, in which `booked`, `worth` and `gain` are. */
export interface ForeignPayment {
  readonly id: string;
  readonly kind: "payment" | "refund" | "payment-reversal";
  readonly entry: string;
  readonly date: string;
  readonly customer: string;
  readonly name: string;
  readonly came: CurrencyAmount;
  readonly settled: CurrencyAmount;
  readonly rate: DecimalText | null;
  readonly booked: DecimalText | null;
  readonly worth: DecimalText | null;
  readonly gain: DecimalText | null;
}

/** A page of them, and the currency of the books. */
export interface ForeignPaymentPage extends PageOf<ForeignPayment> {
  readonly currency: string;
}

/** What narrows the list; days are of the books' calendar, both included. */
export interface ForeignPaymentFilter {
  readonly customer?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const path = "/v1/ledger/foreign-payments";

/** Reads them page by page, the latest first. */
export function foreignPaymentsQuery({ customer, from, to }: ForeignPaymentFilter, limit = 50) {
  return infiniteQueryOptions({
    queryKey: ["ledger", "foreign-payments", customer ?? "", from ?? "", to ?? "", limit],
    queryFn: ({ pageParam, signal }) =>
      read<ForeignPaymentPage>(path, { customer, from, to, limit, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads every one that a filter leaves. */
export const allForeignPayments = ({ customer, from, to }: ForeignPaymentFilter) =>
  readAll<ForeignPayment>(path, { customer, from, to });
