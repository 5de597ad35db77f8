import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { addressOf, api, every } from "./request.ts";

/** A plan a customer holds. `start` is a civil date or an instant. */
export type SubscriptionSummary = CustomerSummary["subscriptions"][number];

/** Why and since when an account is billed nothing, until somebody lets it go on. */
export type Parked = NonNullable<CustomerSummary["parked"]>;

/** A customer as listed. `invoiced` is the total of the final invoices in the customer's currency. */
export type CustomerSummary = Florin.Item<"/v1/customers">;

/** A licence a customer bought. */
export type LicenceSummary = Customer["licences"][number];

/** A one-off a customer bought. `date` is a civil date; `unit` is what one of it is, singular. */
export type SaleSummary = Customer["sales"][number];

/** Several things a customer bought for one price; what of it is a licence or a one-off is also listed as such. */
export type BundleSummary = Customer["bundles"][number];

/** The latest period that a meter was billed for, half-open. */
export type BilledUsage = Customer["billedUsage"][number];

/** What a register of VAT numbers said of one. */
export type VatCheck = NonNullable<Customer["vatCheck"]>;

/** A customer in full. */
export type Customer = Florin.CustomerDetail;

/** What narrows the list of customers. */
export interface CustomerFilter {
  readonly q?: string | undefined;
  readonly segment?: string | undefined;
  /** Subscribers of a plan in service now. */
  readonly plan?: string | undefined;
  readonly parked?: "true" | "false" | undefined;
}

/** Reads customers page by page, 50 at a time. */
export function customersQuery(filter: CustomerFilter = {}) {
  return infiniteQueryOptions({
    queryKey: [
      "customers",
      ...[filter.q, filter.segment, filter.plan, filter.parked].map((part) => part ?? ""),
    ],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/customers", { query: { ...filter, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Every customer that matches, for a file. Rejects with a `RequestFailure`. */
export const allCustomers = (filter: CustomerFilter): Promise<readonly CustomerSummary[]> =>
  every("/v1/customers", filter);

/** Reads one customer. */
export function customerQuery(id: string) {
  return queryOptions({
    queryKey: ["customer", id],
    queryFn: ({ signal }) => api.get("/v1/customers/{id}", { path: { id }, signal }),
  });
}

/** The address of the canonical JSON of a customer's open drafts. */
export function draftsAddress(id: string): string {
  return addressOf("/v1/customers/{id}/drafts", { path: { id } });
}

/** The address of an open draft as a page or a PDF. */
export function draftDocumentAddress(id: string, draft: string, format: "html" | "pdf"): string {
  return addressOf("/v1/customers/{id}/drafts/{draft}/documents/{format}", {
    path: { id, draft, format },
  });
}

/** Reads a customer's open drafts, worked out anew each time, in the order in which they are issued. */
export function draftsQuery(id: string) {
  return queryOptions({
    queryKey: ["drafts", id],
    queryFn: ({ signal }) => api.get("/v1/customers/{id}/drafts", { path: { id }, signal }),
  });
}
