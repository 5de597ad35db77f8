import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Invoice } from "../../api/invoices.ts";
import type { DecimalText } from "../../format/decimal-text.ts";
import { type PageOf, read, write } from "./request.ts";

/** An invoice or a credit note as listed. */
export interface PortalInvoice {
  readonly id: string;
  readonly number: string;
  readonly kind: "invoice" | "credit-note";
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly total: DecimalText;
  readonly currency: string;
  /** What is left to pay; null where nothing is ever paid on it. */
  readonly open: DecimalText | null;
  readonly status: "open" | "overdue" | "paid" | "in-dispute" | "written-off" | null;
}

/** A payment that was asked for. */
export interface PaymentStarted {
  readonly state:
    | "recorded"
    | "sent"
    | "pending"
    | "unknown"
    | "succeeded"
    | "failed"
    | "cancelled";
  readonly decline: { readonly class: "retryable" | "final" | "needs-action" } | null;
  /** A page of the provider to go to. */
  readonly page: { readonly url: string } | null;
}

/** Reads invoices and credit notes, the latest first. */
export const invoicesQuery = infiniteQueryOptions({
  queryKey: ["invoices"],
  queryFn: ({ pageParam, signal }) =>
    read<PageOf<PortalInvoice>>("invoices", { limit: 25, cursor: pageParam }, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

/** Where an invoice is in the API. */
export const invoicePath = (id: string): string => `invoices/${encodeURIComponent(id)}`;

/** Reads one document. */
export const invoiceQuery = (id: string) =>
  queryOptions({
    queryKey: ["invoice", id],
    queryFn: ({ signal }) => read<Invoice>(invoicePath(id), {}, signal),
  });

/** Pays an invoice with the customer's method. Rejects with a `RequestFailure`. */
export const payInvoice = (id: string, once: string): Promise<PaymentStarted> =>
  write("POST", `${invoicePath(id)}/charge`, {}, once);

/** Opens the provider's page to pay an invoice. Rejects with a `RequestFailure`. */
export const openCheckout = (id: string, provider: string, once: string): Promise<PaymentStarted> =>
  write(
    "POST",
    `${invoicePath(id)}/checkout`,
    { provider, returnPath: `/portal/invoices/${encodeURIComponent(id)}?paid=1` },
    once,
  );
