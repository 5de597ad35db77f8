import { type InvoiceListItem, invoicesNamed, listInvoices } from "../store/invoice-list.ts";
import { invoiceDocument } from "../store/invoices.ts";
import { formatInstant } from "../time/instant.ts";
import type { InvoiceQuery } from "./list-queries.ts";
import { pageOrThrow, type ReportParts, reading } from "./report-parts.ts";
import type { InvoiceSummary, Page } from "./reports.ts";

/** A page of final invoices, the latest issued first. */
export const invoicesReport = (
  parts: ReportParts,
  tenant: string,
  { q, state, ...query }: InvoiceQuery,
): Promise<Page<InvoiceSummary>> =>
  reading(parts, tenant, async (tx) => {
    const listed = await listInvoices(tx, {
      ...query,
      ...(q === undefined ? {} : { search: q }),
      ...(state === undefined ? {} : { standing: { state, at: parts.clock.now(tenant) } }),
    });
    const page = pageOrThrow(listed);
    return { items: page.items.map(summaryOf), next: page.next };
  });

/** Invoices by their ids or numbers, at most a page of them; those that are not there are left out. */
export const invoicesByName = (
  parts: ReportParts,
  tenant: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, InvoiceSummary>> =>
  reading(parts, tenant, async (tx) => {
    const invoices = (await invoicesNamed(tx, names)).map(summaryOf);
    return new Map(invoices.flatMap((one) => [[one.number, one] as const, [one.id, one] as const]));
  });

const summaryOf = (invoice: InvoiceListItem): InvoiceSummary => ({
  // A document is a credit note where its total is below zero, and nowhere else.
  kind: invoice.total.startsWith("-") ? ("credit-note" as const) : ("invoice" as const),
  ...invoice,
  issuedAt: formatInstant(invoice.issuedAt),
  dueAt: formatInstant(invoice.dueAt),
});

/** The stored bytes of an invoice; undefined where there is none. */
export const invoiceReport = (
  parts: ReportParts,
  tenant: string,
  id: string,
): Promise<string | undefined> => reading(parts, tenant, (tx) => invoiceDocument(tx, id));
