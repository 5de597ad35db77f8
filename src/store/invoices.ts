import { type Invoice, type InvoiceLine, invoiceText } from "../account/invoice.ts";
import { numberInvoices } from "../account/numbering.ts";
import { assert } from "../fault/fault.ts";
import { nullableTextArray, numberArray, textArray } from "./array-literal.ts";
import { binaryIntegers, binaryTexts } from "./binary-array.ts";
import { insertInvoiceLines } from "./sql/insert-invoice-lines.ts";
import { insertInvoices } from "./sql/insert-invoices.ts";
import { takeNumbers } from "./sql/take-numbers.ts";
import type { Tx } from "./tenant.ts";

/** A series whose next numbers belong to the open transaction. */
export interface OpenSeries {
  /** Numbers final invoices in the order given and stores them, lines and bytes: some hundreds at a time. */
  readonly write: (invoices: readonly Invoice[]) => Promise<readonly Invoice[]>;
  /** Takes the numbers that were given out; the last thing before the commit. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a series for the invoices of a transaction. Its row stays locked until the commit, so numbers are gapless and in
 * the order of commits.
 */
export async function openSeries(tx: Tx, series: string): Promise<OpenSeries> {
  const take = async (count: number): Promise<number> => {
    const [row] = await tx.rows<{ first: number }>(takeNumbers, [series, count]);
    assert(row !== undefined, `the series ${series} gives numbers`);
    return row.first;
  };
  const first = await take(0);
  let next = first;
  return {
    write: async (invoices) => {
      if (invoices.length === 0) return [];
      const numbered = numberInvoices({ series, next }, invoices);
      const written = Promise.all([
        tx.run(insertInvoices, invoiceArrays(numbered.invoices, series, next)),
        tx.run(insertInvoiceLines, lineArrays(numbered.invoices)),
      ]);
      next = numbered.series.next;
      await written;
      return numbered.invoices;
    },
    close: async () => {
      if (next === first) return;
      assert((await take(next - first)) === first, `the numbers of ${series} were held`);
    },
  };
}

function invoiceArrays(invoices: readonly Invoice[], series: string, first: number) {
  const column = (value: (invoice: Invoice) => string) => binaryTexts(invoices.map(value));
  return [
    column(({ id }) => id),
    column(({ customer }) => customer),
    column(({ customerName }) => customerName),
    series,
    binaryIntegers(invoices.map((_, index) => first + index)),
    column(({ number }) => number ?? ""),
    column(({ currency }) => currency),
    textArray(invoices.map(({ issuedAt }) => issuedAt)),
    textArray(invoices.map(({ dueAt }) => dueAt)),
    numberArray(invoices.map(({ total }) => total)),
    numberArray(invoices.map(({ lines }) => lines.length)),
    column(invoiceText),
  ];
}

function lineArrays(invoices: readonly Invoice[]) {
  const column = (value: (invoice: Invoice) => string) => binaryTexts(invoices.map(value));
  const lines = invoices.flatMap((invoice) => invoice.lines);
  const lineColumn = (value: (line: InvoiceLine) => string | undefined) =>
    binaryTexts(lines.map(value));
  return [
    column(({ id }) => id),
    column(({ customer }) => customer),
    column(({ currency }) => currency),
    textArray(invoices.map(({ issuedAt }) => `${issuedAt.slice(0, 7)}-01`)),
    numberArray(invoices.flatMap(({ lines: own }, index) => own.map(() => index + 1))),
    numberArray(invoices.flatMap(({ lines: own }) => own.map((_, position) => position))),
    lineColumn(({ stream }) => stream),
    lineColumn(({ kind }) => kind),
    lineColumn(({ plan }) => plan),
    lineColumn(({ charge }) => charge),
    lineColumn(({ meter }) => meter),
    nullableTextArray(lines.map(({ period }) => period?.from)),
    nullableTextArray(lines.map(({ period }) => period?.to)),
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
