import {
  type Invoice,
  type InvoiceKind,
  type InvoiceLine,
  invoiceText,
} from "../account/invoice.ts";
import { firstNumbers, numberInvoices, seriesOf } from "../account/numbering.ts";
import { assert } from "../fault/fault.ts";
import { nullableTextArray, numberArray, textArray } from "./array-literal.ts";
import { binaryIntegers, binaryTexts } from "./binary-array.ts";
import { insertInvoiceDepartments } from "./sql/insert-invoice-departments.ts";
import { insertInvoiceLines } from "./sql/insert-invoice-lines.ts";
import { insertInvoices } from "./sql/insert-invoices.ts";
import { takeNumbers } from "./sql/take-numbers.ts";
import type { Tx } from "./tenant.ts";

/** The series whose next numbers belong to the open transaction. */
export interface OpenSeries {
  /** Numbers final documents in the order given and stores them, lines and bytes: some hundreds at a time. */
  readonly write: (invoices: readonly Invoice[]) => Promise<readonly Invoice[]>;
  /** Takes the numbers that were given out; the last thing before the commit. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the series for the documents of a transaction. The row of one that is used stays locked until the commit, so
 * numbers are gapless and in the order of commits.
 */
export async function openSeries(
  tx: Tx,
  names: Readonly<Record<InvoiceKind, string>>,
): Promise<OpenSeries> {
  const take = async (series: string, count: number): Promise<number> => {
    const [row] = await tx.rows<{ first: number }>(takeNumbers, [series, count]);
    assert(row !== undefined, `the series ${series} gives numbers`);
    return row.first;
  };
  const first = new Map<string, number>();
  let numbering = firstNumbers(names);
  const hold = async (series: string): Promise<void> => {
    const next = await take(series, 0);
    first.set(series, next);
    numbering = { ...numbering, next: new Map(numbering.next).set(series, next) };
  };
  await hold(names.invoice);
  return {
    write: async (invoices) => {
      if (invoices.length === 0) return [];
      // Few transactions write a credit note, or what has a series of its own, and the others need not ask for it.
      const used = [...new Set(invoices.map((one) => seriesOf(one, names)))].sort();
      for (const series of used) if (!first.has(series)) await hold(series);
      const before = numbering;
      const numbered = numberInvoices(before, invoices);
      numbering = numbered.numbering;
      await Promise.all([
        ...used.map((series) => {
          const own = numbered.invoices.filter((one) => seriesOf(one, names) === series);
          return tx.run(insertInvoices, invoiceArrays(own, series, before.next.get(series) ?? 1));
        }),
        tx.run(insertInvoiceLines, lineArrays(numbered.invoices)),
        writeDepartments(tx, numbered.invoices),
      ]);
      return numbered.invoices;
    },
    close: async () => {
      for (const [series, from] of first) {
        const given = (numbering.next.get(series) ?? from) - from;
        if (given === 0) continue;
        const held = await take(series, given);
        assert(held === from, `the numbers of ${series} were held`);
      }
    },
  };
}

/** Most accounts have no departments, and nothing is asked for those. */
async function writeDepartments(tx: Tx, invoices: readonly Invoice[]): Promise<void> {
  const carried = invoices.flatMap(({ id, lines }) =>
    [...new Set(lines.flatMap(({ customer }) => customer?.id ?? []))].map((department) => ({
      department,
      id,
    })),
  );
  if (carried.length === 0) return;
  await tx.run(insertInvoiceDepartments, [
    textArray(carried.map(({ department }) => department)),
    textArray(carried.map(({ id }) => id)),
  ]);
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

/** The id of the invoice that has this id or this number; undefined where there is none. An id goes before a number. */
export async function findInvoiceId(tx: Tx, name: string): Promise<string | undefined> {
  const [row] = await tx.rows<{ id: string }>(
    "select id from invoices where id = $1 or number = $1 order by id <> $1 limit 1",
    [name],
  );
  return row?.id;
}

/** The numbers of these documents, by id; of those that there are. */
export async function invoiceNumbers(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.rows<{ id: string; number: string }>(
    "select id, number from invoices where id = any ($1::text[])",
    [textArray(ids)],
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
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

/** The ids of a customer's documents, by number. */
export const idsOfInvoices = async (
  tx: Tx,
  customer: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (numbers.length === 0) return new Map();
  const rows = await tx.rows<{ id: string; number: string }>(
    "select id, number from invoices where customer = $1 and number = any ($2::text[])",
    [customer, textArray(numbers)],
  );
  return new Map(rows.map(({ id, number }) => [number, id]));
};

/** An invoice's number and whose it is; undefined where there is none by that id. */
export async function invoiceById(
  tx: Tx,
  id: string,
): Promise<
  { readonly id: string; readonly number: string; readonly customer: string } | undefined
> {
  const [row] = await tx.rows<{ id: string; number: string; customer: string }>(
    "select id, number, customer from invoices where id = $1",
    [id],
  );
  return row;
}
