import type { Invoice, InvoiceKind } from "./invoice.ts";

/**
 * A gapless series of numbers. `next` is the number the next final document takes; it moves in the transaction
 * that stores the document, so a rollback burns none (F22).
 */
export interface NumberSeries {
  readonly series: string;
  readonly next: number;
}

/** The series of each kind of document that names none of its own, and how far each series is. */
export interface Numbering {
  readonly names: Readonly<Record<InvoiceKind, string>>;
  /** The number that comes next, by series; 1 where none was given. */
  readonly next: ReadonlyMap<string, number>;
}

/** Numbering that begins with 1 in each series. */
export const firstNumbers = (names: Readonly<Record<InvoiceKind, string>>): Numbering => ({
  names,
  next: new Map(),
});

/** The series that a document is numbered in. */
export const seriesOf = (
  { kind, series }: Pick<Invoice, "kind" | "series">,
  names: Readonly<Record<InvoiceKind, string>>,
): string => series ?? names[kind];

/** `INV-000042`: the series and the position in it, six digits or more. */
const documentNumber = ({ series, next }: NumberSeries): string =>
  `${series}-${String(next).padStart(6, "0")}`;

/**
 * Gives each document the next number of its series, in the order given, which must be the order of finalisation: by time,
 * then customer id.
 */
export function numberInvoices(
  numbering: Numbering,
  invoices: readonly Invoice[],
): { readonly numbering: Numbering; readonly invoices: readonly Invoice[] } {
  if (invoices.length === 0) return { numbering, invoices };
  const { names } = numbering;
  const after = new Map(numbering.next);
  const numbered = invoices.map((document) => {
    const series = seriesOf(document, names);
    const next = after.get(series) ?? 1;
    after.set(series, next + 1);
    return { ...document, number: documentNumber({ series, next }) };
  });
  return { numbering: { names, next: after }, invoices: numbered };
}
