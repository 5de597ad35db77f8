import { useInfiniteQuery } from "@tanstack/react-query";
import { type ForeignPaymentFilter, foreignPaymentsQuery } from "../../api/foreign-payments.ts";

/** What was paid in other currencies, page by page. */
export const useForeignPayments = (filter: ForeignPaymentFilter) =>
  useInfiniteQuery(foreignPaymentsQuery(filter));
