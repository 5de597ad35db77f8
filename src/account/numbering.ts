import type { Invoice } from "./invoice.ts";

/**
 * A gapless series of invoice numbers. `next` is the number the next final invoice takes; it moves in the transaction
 * that stores the invoice, so a rollback burns none (F22).
 */
export interface NumberSeries {
  readonly series: string;
  readonly next: number;
}

/** `INV-000042`: the series and the position in it, six digits or more. */
const invoiceNumber = (series: string, position: number): string =>
  `${series}-${String(position).padStart(6, "0")}`;

/**
 * Gives each invoice the next number of its series, in the order given, which must be the order of finalisation:
 * by time, then customer id.
 */
export function numberInvoices(
  series: NumberSeries,
  invoices: readonly Invoice[],
): { readonly series: NumberSeries; readonly invoices: readonly Invoice[] } {
  const numbered = invoices.map((invoice, index) => ({
    ...invoice,
    number: invoiceNumber(series.series, series.next + index),
  }));
  return { series: { ...series, next: series.next + invoices.length }, invoices: numbered };
}
