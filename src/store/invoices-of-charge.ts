import type { Invoice } from "../account/invoice.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Statement, Tx } from "./tenant.ts";

/** An invoice and the ids of its lines. */
export interface InvoiceLines {
  readonly invoice: { readonly id: string; readonly number: string };
  readonly lines: readonly string[];
}

/** Invoices of a customer that have a line of a charge and period; the lines' ids stand in the documents alone. */
const selectInvoicesOfCharge: Statement = {
  name: "select-invoices-of-charge",
  text: `
    select i.id, i.number, i.document
    from invoices i
    where i.customer = $1 and i.issued_at >= $3::timestamptz and exists (
      select from invoice_lines l
      where l.invoice = i.id and l.charge = $2 and l.period_from = $3::timestamptz)
    order by i.issued_at, i.id
    limit 100`,
};

/** The final invoices that a customer got for one period of a charge, in order of issue: there are few. */
export async function invoicesWithCharge(
  tx: Tx,
  customer: string,
  charge: string,
  periodFrom: Instant,
): Promise<readonly InvoiceLines[]> {
  const rows = await tx.rows<{ id: string; number: string; document: string }>(
    selectInvoicesOfCharge,
    [customer, charge, formatInstant(periodFrom)],
  );
  return rows.map(({ id, number, document }) => ({
    invoice: { id, number },
    lines: (JSON.parse(document) as Invoice).lines.map((line) => line.id),
  }));
}
