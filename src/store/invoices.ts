import type { Invoice } from "../account/invoice.ts";
import { invoiceText } from "../account/invoice.ts";
import { numberInvoices } from "../account/numbering.ts";
import { assert } from "../fault/fault.ts";
import { nullableTextArray, numberArray, textArray } from "./array-literal.ts";
import { insertInvoiceLines } from "./sql/insert-invoice-lines.ts";
import { insertInvoices } from "./sql/insert-invoices.ts";
import { takeNumbers } from "./sql/take-numbers.ts";
import type { Tx } from "./tenant.ts";

/** Rows of one statement. */
const invoicesPerStatement = 1_000;

/**
 * Numbers final invoices in the order given and stores them, lines and bytes, in the open transaction. The series' row
 * stays locked until the commit, so numbers are gapless and in the order of commits.
 */
export async function writeInvoices(
  tx: Tx,
  series: string,
  invoices: readonly Invoice[],
): Promise<readonly Invoice[]> {
  if (invoices.length === 0) return [];
  const [row] = await tx.rows<{ first: number }>(takeNumbers, [series, invoices.length]);
  assert(row !== undefined, `the series ${series} gives numbers`);
  const numbered = numberInvoices({ series, next: row.first }, invoices).invoices;
  for (let from = 0; from < numbered.length; from += invoicesPerStatement) {
    const batch = numbered.slice(from, from + invoicesPerStatement);
    await Promise.all([
      tx.run(insertInvoices, invoiceArrays(batch, series, row.first + from)),
      tx.run(insertInvoiceLines, lineArrays(batch)),
    ]);
  }
  return numbered;
}

function invoiceArrays(invoices: readonly Invoice[], series: string, first: number) {
  const column = (value: (invoice: Invoice) => string): string => textArray(invoices.map(value));
  return [
    column(({ id }) => id),
    column(({ customer }) => customer),
    column(({ customerName }) => customerName),
    series,
    numberArray(invoices.map((_, index) => first + index)),
    column(({ number }) => number ?? ""),
    column(({ currency }) => currency),
    column(({ issuedAt }) => issuedAt),
    column(({ dueAt }) => dueAt),
    column(({ total }) => total),
    numberArray(invoices.map(({ lines }) => lines.length)),
    column(invoiceText),
  ];
}

function lineArrays(invoices: readonly Invoice[]) {
  const lines = invoices.flatMap((invoice) =>
    invoice.lines.map((line, position) => ({ invoice, line, position })),
  );
  type Entry = (typeof lines)[number];
  const column = (value: (entry: Entry) => string): string => textArray(lines.map(value));
  const nullable = (value: (entry: Entry) => string | undefined): string =>
    nullableTextArray(lines.map(value));
  return [
    column(({ invoice }) => invoice.id),
    numberArray(lines.map(({ position }) => position)),
    column(({ invoice }) => invoice.customer),
    column(({ invoice }) => invoice.currency),
    column(({ line }) => line.stream),
    column(({ line }) => line.kind),
    nullable(({ line }) => line.plan),
    nullable(({ line }) => line.charge),
    nullable(({ line }) => line.meter),
    nullable(({ line }) => line.period?.from),
    nullable(({ line }) => line.period?.to),
    numberArray(lines.map(({ line }) => line.quantity)),
    numberArray(lines.map(({ line }) => line.amount)),
    column(({ invoice }) => `${invoice.issuedAt.slice(0, 7)}-01`),
  ];
}

/** An invoice's bytes; undefined where there is none by that id. */
export async function invoiceDocument(tx: Tx, id: string): Promise<string | undefined> {
  const [row] = await tx.rows<{ document: string }>("select document from invoices where id = $1", [
    id,
  ]);
  return row?.document;
}

/** Every invoice's bytes in order of number, page by page of at most `limit`, after a position of the series. */
export async function invoiceDocuments(
  tx: Tx,
  series: string,
  after: number,
  limit: number,
): Promise<readonly { readonly position: number; readonly document: string }[]> {
  return tx.rows(
    "select position, document from invoices where series = $1 and position > $2 order by position limit $3",
    [series, after, limit],
  );
}
