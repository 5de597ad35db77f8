import { ok, type Result } from "../../fault/fault.ts";
import type { Instant } from "../../time/instant.ts";
import type { RevenueRecognition } from "../documents/recognition.ts";
import { type Month, monthText } from "../recognition/accounting-month.ts";
import { type ClosedInvoice, closeInvoice, type OpenInvoice } from "./close-invoice.ts";

/** What the close of a month makes of one customer's invoices. */
export interface CustomerClose {
  /** One for each currency of which something is recognised. */
  readonly documents: readonly RevenueRecognition[];
  /** In the order of the invoices given. */
  readonly invoices: readonly (ClosedInvoice & { readonly id: string })[];
}

/**
 * Closes a month of one customer's invoices: what each books, and the documents that post it, dated in the last
 * millisecond of the month. A customer and not an invoice has a document, so that the journal answers by customer and the
 * number of its entries stays that of customers.
 */
export function recogniseMonth(
  customer: string,
  invoices: readonly OpenInvoice[],
  month: Month,
  end: Instant,
): Result<CustomerClose> {
  const closed: (ClosedInvoice & { readonly id: string })[] = [];
  const documents = new Map<string, RevenueRecognition>();
  for (const invoice of invoices) {
    const own = closeInvoice(invoice, month);
    if (!own.ok) return own;
    const { id, currency } = invoice.sold;
    closed.push({ ...own.value, id });
    if (own.value.amounts.length === 0) continue;
    const known = documents.get(currency);
    documents.set(currency, {
      kind: "recognition",
      id: `${monthText(month)}/${currency}/${customer}`,
      date: end - 1,
      currency,
      customer,
      amounts: [...(known?.amounts ?? []), ...own.value.amounts],
    });
  }
  return ok({ documents: [...documents.values()], invoices: closed });
}
