import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type * as Florin from "../../../src/client/api/index.ts";
import { addressOf, api, every } from "./request.ts";

/** A draft still changes; a final invoice never does. */
export type InvoiceStatus = Invoice["status"];

/** A final invoice as listed; a draft stands in no list. */
export type InvoiceSummary = Florin.Item<"/v1/invoices">;

/** One tier, fee or floor that a price passed through; absent parts do not apply. */
export type Step = Explanation["steps"][number];

/** A discount taken from a line. */
export type LineDiscount = InvoiceLine["discounts"][number];

/** Why a line has its amount: the price (JSON pointer into a model version), what was counted, and each step. */
export type Explanation = InvoiceLine["explanation"];

/** A party as it stood at the issue. */
export type Party = NonNullable<Invoice["seller"]> | NonNullable<Invoice["buyer"]>;

/** The tax of an invoice at one rate; `reason` says why there is none. */
export type TaxSubtotal = NonNullable<Invoice["taxes"]>[number];

/** One line of an invoice; `amount` is after discounts, in the currency's minor unit. `period` is half-open. */
export type InvoiceLine = Invoice["lines"][number];

/** The invoice document. `model` is `id@version`. A draft has no number; its dates are the expected ones. */
export type Invoice = Florin.InvoiceAnswer;

/** What narrows the list of invoices; `month` is `YYYY-MM` of the issue in UTC. */
export interface InvoiceFilter {
  readonly q?: string | undefined;
  readonly month?: string | undefined;
  readonly customer?: string | undefined;
}

/** Reads invoices page by page, newest first as the server orders them. */
export function invoicesQuery(filter: InvoiceFilter = {}, limit = 50) {
  const key = [filter.q, filter.month, filter.customer].map((part) => part ?? "");
  return infiniteQueryOptions({
    queryKey: ["invoices", ...key, limit],
    queryFn: ({ pageParam, signal }) =>
      api.get("/v1/invoices", { query: { ...filter, limit, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Every invoice that matches, for a file. Rejects with a `RequestFailure`. */
export const allInvoices = (filter: InvoiceFilter): Promise<readonly InvoiceSummary[]> =>
  every("/v1/invoices", filter);

/** The address of an invoice's canonical JSON. */
export function invoiceAddress(id: string): string {
  return addressOf("/v1/invoices/{id}", { path: { id } });
}

/** The address of an invoice as a file. */
export function documentAddress(id: string, format: "pdf" | "html" | "ubl"): string {
  return addressOf("/v1/invoices/{id}/documents/{format}", { path: { id, format } });
}

/** Reads an invoice as an e-invoice. Rejects with a `RequestFailure`. */
export const electronicInvoice = (id: string): Promise<Blob> =>
  api.file("/v1/invoices/{id}/documents/{format}", { path: { id, format: "ubl" } });

/** Reads one invoice document. */
export function invoiceQuery(id: string) {
  return queryOptions({
    queryKey: ["invoice", id],
    queryFn: ({ signal }) => api.get("/v1/invoices/{id}", { path: { id }, signal }),
  });
}
