import type { Invoice, InvoiceKind } from "./invoice.ts";

/**
 * A gapless series of numbers. `next` is the number the next final document takes; it moves in the transaction
 * that stores the document, so a rollback burns none (F22).
 */
export interface NumberSeries {
  readonly series: string;
  readonly next: number;
}

/** The series of each kind of document. */
export type Numbering = Readonly<Record<InvoiceKind, NumberSeries>>;

/** Numbering that begins with 1 in each series. */
export const firstNumbers = (series: Readonly<Record<InvoiceKind, string>>): Numbering => ({
  invoice: { series: series.invoice, next: 1 },
  "credit-note": { series: series["credit-note"], next: 1 },
});

/** `INV-000042`: the series and the position in it, six digits or more. */
const documentNumber = ({ series, next }: NumberSeries): string =>
  `${series}-${String(next).padStart(6, "0")}`;

/**
 * Gives each document the next number of its kind's series, in the order given, which must be the order of finalisation:
 * by time, then customer id.
 */
export function numberInvoices(
  numbering: Numbering,
  invoices: readonly Invoice[],
): { readonly numbering: Numbering; readonly invoices: readonly Invoice[] } {
  let { invoice, "credit-note": note } = numbering;
  const numbered = invoices.map((document) => {
    const series = document.kind === "invoice" ? invoice : note;
    const taken = { ...series, next: series.next + 1 };
    if (document.kind === "invoice") invoice = taken;
    else note = taken;
    return { ...document, number: documentNumber(series) };
  });
  return { numbering: { invoice, "credit-note": note }, invoices: numbered };
}
