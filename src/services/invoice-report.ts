import { invoiceDocument } from "../store/invoices.ts";
import { listInvoices } from "../store/reports.ts";
import { formatInstant } from "../time/instant.ts";
import { pageOrThrow, type ReportParts, reading } from "./report-parts.ts";
import type { InvoiceQuery, InvoiceSummary, Page } from "./reports.ts";

/** A page of final invoices, the latest issued first. */
export const invoicesReport = (
  parts: ReportParts,
  tenant: string,
  { q, ...query }: InvoiceQuery,
): Promise<Page<InvoiceSummary>> =>
  reading(parts, tenant, async (tx) => {
    const page = pageOrThrow(
      await listInvoices(tx, { ...query, ...(q === undefined ? {} : { search: q }) }),
    );
    const items = page.items.map((invoice) => ({
      // A document is a credit note where its total is below zero, and nowhere else.
      kind: invoice.total.startsWith("-") ? ("credit-note" as const) : ("invoice" as const),
      ...invoice,
      issuedAt: formatInstant(invoice.issuedAt),
      dueAt: formatInstant(invoice.dueAt),
    }));
    return { items, next: page.next };
  });

/** The stored bytes of an invoice; undefined where there is none. */
export const invoiceReport = (
  parts: ReportParts,
  tenant: string,
  id: string,
): Promise<string | undefined> => reading(parts, tenant, (tx) => invoiceDocument(tx, id));
