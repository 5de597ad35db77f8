import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { type PageOf, read } from "./request.ts";

/** A plan a customer holds. `start` is a civil date or an instant. */
export interface SubscriptionSummary {
  readonly id: string;
  readonly plan: string;
  readonly planName: string;
  readonly cadence: string | null;
  readonly quantity: DecimalText;
  readonly start: string;
}

/** A customer as listed. `invoiced` is the total of the final invoices in the customer's currency. */
export interface CustomerSummary {
  readonly id: string;
  readonly name: string;
  readonly segment: string | null;
  readonly country: string | null;
  readonly currency: string | null;
  readonly subscriptions: readonly SubscriptionSummary[];
  readonly invoiced: DecimalText;
  readonly createdAt: string;
}

/** A licence a customer bought. */
export interface LicenceSummary {
  readonly id: string;
  readonly licence: string;
  readonly name: string;
  readonly start: string;
  readonly quantity: DecimalText;
}

/** A customer in full; a parked account is billed nothing until its reason is resolved. */
export interface Customer extends CustomerSummary {
  readonly email: string | null;
  readonly timeZone: string | null;
  readonly licences: readonly LicenceSummary[];
  readonly nextDue: string | null;
  readonly parked: { readonly reason: string; readonly since: string } | null;
}

/** What narrows the list of customers. */
export interface CustomerFilter {
  readonly q?: string | undefined;
  readonly segment?: string | undefined;
}

/** Reads customers page by page, 50 at a time. */
export function customersQuery(filter: CustomerFilter = {}) {
  return infiniteQueryOptions({
    queryKey: ["customers", filter.q ?? "", filter.segment ?? ""],
    queryFn: ({ pageParam, signal }) =>
      read<PageOf<CustomerSummary>>(
        "/v1/customers",
        { ...filter, limit: 50, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Reads one customer. */
export function customerQuery(id: string) {
  return queryOptions({
    queryKey: ["customer", id],
    queryFn: ({ signal }) => read<Customer>(`/v1/customers/${encodeURIComponent(id)}`, {}, signal),
  });
}
