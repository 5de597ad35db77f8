import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type Answer, ask } from "./request.ts";

export type { PortalInvoice } from "./generated-types.ts";

/** A payment that was asked for, or that the seller has to approve first. */
export type PaymentStarted = Answer<"POST", "/portal/v1/invoices/{id}/charge">;

/** Reads invoices and credit notes, the latest first. */
export const invoicesQuery = infiniteQueryOptions({
  queryKey: ["invoices"],
  queryFn: ({ pageParam, signal }) =>
    ask("GET", "/portal/v1/invoices", { query: { limit: 25, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

/** Reads one document. */
export const invoiceQuery = (id: string) =>
  queryOptions({
    queryKey: ["invoice", id],
    queryFn: ({ signal }) => ask("GET", "/portal/v1/invoices/{id}", { path: { id }, signal }),
  });

/** Pays an invoice with the customer's method. Rejects with a `RequestFailure`. */
export const payInvoice = (id: string, once: string): Promise<PaymentStarted> =>
  ask("POST", "/portal/v1/invoices/{id}/charge", { path: { id }, body: {}, idempotencyKey: once });

/** Opens the provider's page to pay an invoice. Rejects with a `RequestFailure`. */
export const openCheckout = (id: string, provider: string, once: string): Promise<PaymentStarted> =>
  ask("POST", "/portal/v1/invoices/{id}/checkout", {
    path: { id },
    body: { provider, returnPath: `/portal/invoices/${encodeURIComponent(id)}?paid=1` },
    idempotencyKey: once,
  });
