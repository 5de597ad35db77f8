import { type Invoice, type InvoiceLine, invoiceText } from "../account/invoice.ts";
import { numberInvoices } from "../account/numbering.ts";
import { assert } from "../fault/fault.ts";
import { nullableTextArray, numberArray, textArray } from "./array-literal.ts";
import { insertInvoiceLines } from "./sql/insert-invoice-lines.ts";
import { insertInvoices } from "./sql/insert-invoices.ts";
import { takeNumbers } from "./sql/take-numbers.ts";
import type { Tx } from "./tenant.ts";

/** Invoices of one statement: large enough to be cheap, small enough that the next is made while it runs. */
const invoicesPerStatement = 250;

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
  let writing: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < numbered.length; from += invoicesPerStatement) {
    const batch = numbered.slice(from, from + invoicesPerStatement);
    const next = Promise.all([
      tx.run(insertInvoices, invoiceArrays(batch, series, row.first + from)),
      tx.run(insertInvoiceLines, lineArrays(batch)),
    ]);
    // A failure is seen when it is this batch's turn to be waited for.
    next.catch(() => {});
    await writing;
    writing = next;
  }
  await writing;
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
    numberArray(invoices.map(({ total }) => total)),
    numberArray(invoices.map(({ lines }) => lines.length)),
    `[${invoices.map(invoiceText).join(",")}]`,
  ];
}

function lineArrays(invoices: readonly Invoice[]) {
  const column = (value: (invoice: Invoice) => string): string => textArray(invoices.map(value));
  const lines = invoices.flatMap((invoice) => invoice.lines);
  const lineColumn = (value: (line: InvoiceLine) => string): string => textArray(lines.map(value));
  const nullable = (value: (line: InvoiceLine) => string | undefined): string =>
    nullableTextArray(lines.map(value));
  return [
    column(({ id }) => id),
    column(({ customer }) => customer),
    column(({ currency }) => currency),
    column(({ issuedAt }) => `${issuedAt.slice(0, 7)}-01`),
    numberArray(invoices.flatMap(({ lines: own }, index) => own.map(() => index + 1))),
    numberArray(invoices.flatMap(({ lines: own }) => own.map((_, position) => position))),
    lineColumn(({ stream }) => stream),
    lineColumn(({ kind }) => kind),
    nullable(({ plan }) => plan),
    nullable(({ charge }) => charge),
    nullable(({ meter }) => meter),
    nullable(({ period }) => period?.from),
    nullable(({ period }) => period?.to),
    numberArray(lines.map(({ quantity }) => quantity)),
    numberArray(lines.map(({ amount }) => amount)),
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
