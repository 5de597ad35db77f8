import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import type { Invoice } from "./invoices.ts";
import { type PageOf, read, readAll } from "./request.ts";

/** A plan a customer holds. `start` is a civil date or an instant. */
export interface SubscriptionSummary {
  readonly id: string;
  readonly plan: string;
  readonly planName: string;
  readonly cadence: string | null;
  readonly quantity: DecimalText;
  readonly start: string;
  /** The first day without service, where one is known. */
  readonly end: string | null;
  readonly standing: "scheduled" | "trialing" | "active" | "paused" | "ended";
  /** The subscription that an add-on goes with. */
  readonly of: string | null;
  /** The first day that is paid for, while it is free. */
  readonly trialUntil: string | null;
  /** The first day of the next terms that are known to come. */
  readonly changesOn: string | null;
}

/** Why and since when an account is billed nothing, until somebody lets it go on. */
export interface Parked {
  readonly reason: string;
  readonly since: string;
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
  readonly parked: Parked | null;
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

/** A one-off a customer bought. `date` is a civil date; `unit` is what one of it is, singular. */
export interface SaleSummary {
  readonly id: string;
  readonly offer: string;
  readonly name: string;
  readonly date: string;
  readonly quantity: DecimalText;
  readonly unit: string | null;
  readonly delivery: string | null;
}

/** Several things a customer bought for one price; what of it is a licence or a one-off is also listed as such. */
export interface BundleSummary {
  readonly id: string;
  readonly bundle: string;
  readonly name: string;
  readonly start: string;
  readonly quantity: DecimalText;
}

/** The latest period that a meter was billed for, half-open. */
export interface BilledUsage {
  readonly meter: string;
  readonly from: string;
  readonly to: string;
}

/** What a register of VAT numbers said of one. */
export interface VatCheck {
  readonly number: string;
  readonly valid: boolean;
  readonly name: string | null;
  readonly checkedAt: string;
  readonly consultation: string | null;
}

/** A customer in full. */
export interface Customer extends CustomerSummary {
  readonly email: string | null;
  readonly timeZone: string | null;
  readonly vatNumber: string | null;
  /** What a register said last of the VAT number. */
  readonly vatCheck: VatCheck | null;
  readonly licences: readonly LicenceSummary[];
  readonly sales: readonly SaleSummary[];
  readonly bundles: readonly BundleSummary[];
  /** Who pays for this customer, where another does: its account has the documents, the money and the credits. */
  readonly payer: { readonly id: string; readonly name: string } | null;
  /** The customers that this one pays for, such as its departments. */
  readonly children: readonly { readonly id: string; readonly name: string }[];
  readonly nextDue: string | null;
  /** Whether documents wait for late events: drafts. */
  readonly draftOpen: boolean;
  /** The latest first. */
  readonly billedUsage: readonly BilledUsage[];
}

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

/** Every customer that matches, for a file. Rejects with a `RequestFailure`. */
export const allCustomers = (filter: CustomerFilter): Promise<readonly CustomerSummary[]> =>
  readAll("/v1/customers", { ...filter });

/** Reads one customer. */
export function customerQuery(id: string) {
  return queryOptions({
    queryKey: ["customer", id],
    queryFn: ({ signal }) => read<Customer>(`/v1/customers/${encodeURIComponent(id)}`, {}, signal),
  });
}

/** The address of the canonical JSON of a customer's open drafts. */
export function draftsAddress(id: string): string {
  return `/v1/customers/${encodeURIComponent(id)}/drafts`;
}

/** The address of an open draft as a page or a PDF. */
export function draftDocumentAddress(id: string, draft: string, format: "html" | "pdf"): string {
  return `${draftsAddress(id)}/${encodeURIComponent(draft)}/documents/${format}`;
}

/** Reads a customer's open drafts, worked out anew each time, in the order in which they are issued. */
export function draftsQuery(id: string) {
  return queryOptions({
    queryKey: ["drafts", id],
    queryFn: ({ signal }) =>
      read<{ readonly items: readonly Invoice[] }>(draftsAddress(id), {}, signal),
  });
}
