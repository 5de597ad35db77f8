import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { DecimalText } from "../format/decimal-text.ts";
import { type PageOf, read, readAll } from "./request.ts";

/** A draft still changes; a final invoice never does. */
export type InvoiceStatus = "draft" | "final";

/** A final invoice as listed; a draft stands in no list. */
export interface InvoiceSummary {
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly customerName: string;
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly total: DecimalText;
  readonly currency: string;
  readonly lineCount: number;
}

/** One tier, fee or floor that a price passed through; absent parts do not apply. */
export interface Step {
  readonly label: string;
  readonly quantity?: DecimalText;
  readonly rate?: DecimalText;
  readonly flat?: DecimalText;
  readonly amount: DecimalText;
}

/** A discount taken from a line. */
export interface LineDiscount {
  readonly id: string;
  readonly label: string;
  readonly amount: DecimalText;
}

/** Why a line has its amount: the price (JSON pointer into a model version), what was counted, and each step. */
export interface Explanation {
  readonly price: string;
  readonly priceVersion: string;
  readonly events?: number;
  readonly quantity: DecimalText;
  readonly included?: DecimalText;
  readonly proration?: { readonly numerator: number; readonly denominator: number };
  readonly steps: readonly Step[];
  /** The exact amount of the steps, and what the invoice's currency can hold of it, proration included. */
  readonly rounding: { readonly from: DecimalText; readonly to: DecimalText };
  readonly notes?: readonly string[];
}

/** A party as it stood at the issue. */
export interface Party {
  readonly name: string;
  readonly address?: {
    readonly line1?: string;
    readonly line2?: string;
    readonly postalCode?: string;
    readonly city?: string;
    readonly region?: string;
    readonly country: string;
  };
  readonly vatNumber?: string;
  readonly email?: string;
}

/** The tax of an invoice at one rate; `reason` says why there is none. */
export interface TaxSubtotal {
  readonly category: string;
  readonly rate: DecimalText;
  readonly jurisdiction: string;
  readonly name: string;
  readonly base: DecimalText;
  readonly amount: DecimalText;
  readonly reason?: string;
}

/** One line of an invoice; `amount` is after discounts, in the currency's minor unit. `period` is half-open. */
export interface InvoiceLine {
  readonly id: string;
  readonly kind: string;
  readonly description: string;
  readonly stream: string;
  /** Whom it is for, where that is not who pays. */
  readonly customer?: { readonly id: string; readonly name: string; readonly reference?: string };
  readonly subscription?: string;
  readonly plan?: string;
  readonly charge?: string;
  readonly meter?: string;
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly quantity: DecimalText;
  readonly unit?: string;
  readonly amount: DecimalText;
  readonly gross: DecimalText;
  readonly discounts: readonly LineDiscount[];
  readonly explanation: Explanation;
}

/** The invoice document. `model` is `id@version`. A draft has no number; its dates are the expected ones. */
export interface Invoice {
  readonly kind: "invoice" | "credit-note";
  readonly number: string | null;
  readonly id: string;
  readonly customer: string;
  readonly customerName: string;
  readonly currency: string;
  readonly status: InvoiceStatus;
  readonly issuedAt: string;
  readonly dueAt: string;
  readonly model: string;
  readonly seller?: Party;
  readonly buyer?: Party;
  readonly lines: readonly InvoiceLine[];
  readonly subtotal: DecimalText;
  readonly discount: DecimalText;
  readonly tax: DecimalText;
  readonly taxes?: readonly TaxSubtotal[];
  readonly total: DecimalText;
  /** What prepaid credits pay of the total, and what is left to pay; absent for none. */
  readonly prepaid?: DecimalText;
  readonly due?: DecimalText;
  readonly notes?: readonly string[];
}

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
      read<PageOf<InvoiceSummary>>("/v1/invoices", { ...filter, limit, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Every invoice that matches, for a file. Rejects with a `RequestFailure`. */
export const allInvoices = (filter: InvoiceFilter): Promise<readonly InvoiceSummary[]> =>
  readAll("/v1/invoices", { ...filter });

/** The address of an invoice's canonical JSON. */
export function invoiceAddress(id: string): string {
  return `/v1/invoices/${encodeURIComponent(id)}`;
}

/** The address of an invoice as a file. */
export function documentAddress(id: string, format: "pdf" | "html" | "ubl"): string {
  return `${invoiceAddress(id)}/documents/${format}`;
}

/** Reads one invoice document. */
export function invoiceQuery(id: string) {
  return queryOptions({
    queryKey: ["invoice", id],
    queryFn: ({ signal }) => read<Invoice>(invoiceAddress(id), {}, signal),
  });
}
