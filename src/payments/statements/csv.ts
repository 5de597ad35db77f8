import { parse } from "csv-parse/sync";
import { type Fault, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { type CurrencyCode, parseCurrency, requireMinorUnit } from "../../money/currency.ts";
import {
  absolute,
  type Decimal,
  isNegative,
  isZero,
  negate,
  parseDecimal,
  zero,
} from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { readIban } from "../../receivable/matching/iban.ts";
import { returnReason, returnReasonIn } from "../../receivable/return-reason.ts";
import {
  areEnough,
  type CsvColumns,
  type CsvField,
  type CsvLayout,
  columnsOf,
} from "./csv-layout.ts";
import { dateOrder, decimalMark, plainAmount, readDate } from "./csv-values.ts";
import { nameLines, type UnnamedLine } from "./line-id.ts";
import type { StatementOptions, StatementReader } from "./read-statement.ts";

/** Banks put a few lines about the account above the table. */
const HEADER_ROWS_MAX = 30;
const returnWords = /\b(RETURN|RETURNED|REVERSAL|REVERSED|CHARGEBACK|RUCKLASTSCHRIFT|RETOURE)\b/;

/** A table and how it is read. */
interface Table {
  readonly columns: CsvColumns;
  readonly rows: readonly (readonly string[])[];
  /** The place in the file of the first row below the header. */
  readonly first: number;
  readonly decimal: "." | ",";
  readonly order: NonNullable<CsvLayout["dateOrder"]>;
}

/**
 * Bank statements as a table with a header row, by columns that are stated or that the common names of English, German,
 * French, Spanish and Italian banks give away. What could be read two ways (`03/04/2026`, `1,234`) is refused until the
 * layout says which, since a wrong guess would move money.
 *
 * Refuses `statement-malformed`, `csv-columns-unknown`, `csv-decimal-unknown`, `csv-date-order-unknown`. Faults of lines
 * name the row, counted from 0 without empty ones; an amount of zero is left out.
 */
export const csv: StatementReader = {
  name: "csv",
  recognises: (text) => !text.trimStart().startsWith("<") && /[,;\t|]/.test(text),
  read: (text, options) => {
    const table = readTable(text, options.csv ?? {});
    if (!table.ok) return table;
    const { rows, first } = table.value;
    const faults: Fault[] = [];
    const lines: UnnamedLine[] = [];
    for (const [index, row] of rows.entries()) {
      const line = readRow(row, table.value, options, pathTo("/rows", first + index));
      if (!line.ok) faults.push(...line.faults);
      else if (line.value !== undefined) lines.push(line.value);
    }
    return ok({ lines: nameLines(options.account, lines), faults });
  },
};

function readTable(text: string, layout: CsvLayout): Result<Table> {
  const all = readRows(text, layout);
  if (!all.ok) return all;
  const header = all.value
    .slice(0, HEADER_ROWS_MAX)
    .findIndex((row) => areEnough(columnsOf(row, layout.columns)));
  if (header < 0) return refuse(columnsUnknown(all.value[0] ?? []));
  const columns = columnsOf(all.value[header] ?? [], layout.columns);
  const rows = all.value.slice(header + 1);
  const column = (field: CsvField): readonly string[] =>
    columns[field] === undefined ? [] : rows.map((row) => cell(row, columns, field) ?? "");
  const amounts = (["amount", "credit", "debit"] as const).flatMap(column);
  const decimal = layout.decimal ?? decimalMark(amounts);
  if (decimal === undefined) return refuse(decimalUnknown);
  const order = layout.dateOrder ?? dateOrder(column("date"));
  if (order === undefined) return refuse(orderUnknown);
  return ok({ columns, rows, first: header + 1, decimal, order });
}

function readRows(text: string, { delimiter }: CsvLayout): Result<readonly (readonly string[])[]> {
  try {
    const rows: string[][] = parse(text, {
      bom: true,
      delimiter: delimiter ?? likelyDelimiter(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 100_000,
    });
    return ok(rows);
  } catch (error) {
    return refuse({
      code: "statement-malformed",
      path: "",
      message: "this is not a well-formed CSV file",
      value: error instanceof Error ? error.message.slice(0, 200) : "",
    });
  }
}

/** The delimiter that stands most often in the first lines. */
function likelyDelimiter(text: string): string {
  const head = text.split(/\r?\n/, HEADER_ROWS_MAX).join("\n");
  const count = (one: string): number => head.split(one).length;
  return [";", "\t", "|", ","].reduce((best, one) => (count(one) > count(best) ? one : best));
}

const cell = (row: readonly string[], columns: CsvColumns, field: CsvField): string | undefined => {
  const place = columns[field];
  const text = place === undefined ? undefined : row[place]?.trim().replaceAll(/\s+/g, " ");
  return text === "" ? undefined : text;
};

function readRow(
  row: readonly string[],
  table: Table,
  options: StatementOptions,
  path: string,
): Result<UnnamedLine | undefined> {
  const { columns, order } = table;
  const text = (field: CsvField) => cell(row, columns, field);
  const currency = rowCurrency(text("currency"), options.currency, path);
  if (!currency.ok) return currency;
  const amount = rowAmount(row, table, currency.value, path);
  if (!amount.ok) return amount;
  if (isZero(amount.value)) return ok(undefined);
  const bookedOn = readDate(text("date") ?? "", order, pathTo(path, "date"));
  if (!bookedOn.ok) return bookedOn;
  const remittance = text("remittance") ?? "";
  const back = returned(amount.value, remittance, text("returnCode"));
  const iban = readIban(text("iban") ?? "");
  const optional = {
    name: text("name"),
    iban,
    reference: text("reference"),
    endToEndId: text("endToEndId"),
    bankReference: text("bankReference"),
    returnReason: back.reason,
  };
  const given = Object.fromEntries(
    Object.entries(optional).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return ok({
    identity: [optional.bankReference, optional.endToEndId],
    line: {
      bookedOn: bookedOn.value,
      amount: minorText(amount.value, currency.value),
      currency: currency.value,
      remittance,
      reversal: back.reversal,
      ...given,
    },
  });
}

function rowCurrency(
  text: string | undefined,
  fallback: CurrencyCode | undefined,
  path: string,
): Result<CurrencyCode> {
  if (text !== undefined) return parseCurrency(text.toUpperCase(), pathTo(path, "currency"));
  if (fallback !== undefined) return ok(fallback);
  return refuse({
    code: "statement-line-invalid",
    path: pathTo(path, "currency"),
    message: "nothing says which currency this is",
    suggestion: "state the account's currency",
  });
}

function rowAmount(
  row: readonly string[],
  { columns, decimal }: Table,
  currency: CurrencyCode,
  path: string,
): Result<Decimal> {
  const read = (field: CsvField, text: string): Result<Decimal> => {
    const amount = parseDecimal(plainAmount(text, decimal), pathTo(path, field));
    return amount.ok ? requireMinorUnit(amount.value, currency, pathTo(path, field)) : amount;
  };
  const amount = cell(row, columns, "amount");
  if (amount !== undefined) {
    const value = read("amount", amount);
    if (!value.ok) return value;
    const direction = cell(row, columns, "direction")?.toUpperCase();
    if (direction === undefined) return value;
    if (/^(C|CR|CRDT|CREDIT|H|HABEN)$/.test(direction)) return ok(absolute(value.value));
    if (/^(D|DR|DBIT|DEBIT|S|SOLL)$/.test(direction)) return ok(negate(absolute(value.value)));
    return refuse(invalidAmount(pathTo(path, "direction"), direction));
  }
  // Some banks leave the other column empty, some write 0.00 into it.
  const sides: Decimal[] = [];
  for (const field of ["credit", "debit"] as const) {
    const side = cell(row, columns, field);
    if (side === undefined) continue;
    const value = read(field, side);
    if (!value.ok) return value;
    const size = absolute(value.value);
    if (!isZero(size)) sides.push(field === "credit" ? size : negate(size));
  }
  const [only, other] = sides;
  const empty =
    cell(row, columns, "credit") === undefined && cell(row, columns, "debit") === undefined;
  return other === undefined && !empty ? ok(only ?? zero) : refuse(invalidAmount(path, ""));
}

/** Whether money that went is an earlier payment coming back: a code of its own column, or the bank's words for it. */
function returned(amount: Decimal, remittance: string, code: string | undefined) {
  if (!isNegative(amount)) return { reversal: false, reason: undefined };
  const words = remittance.toUpperCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const told = code === undefined ? undefined : (returnReason(code)?.reason ?? code.toUpperCase());
  const reversal = told !== undefined || returnWords.test(words);
  return { reversal, reason: told ?? (reversal ? returnReasonIn(words)?.reason : undefined) };
}

const invalidAmount = (path: string, value: string): Fault => ({
  code: "statement-line-invalid",
  path,
  message: "a line has one amount, and a direction that says whether it came or went",
  value: value.slice(0, 60),
});

const columnsUnknown = (row: readonly string[]): Fault => ({
  code: "csv-columns-unknown",
  path: "/columns",
  message: "no row names a column for the day and one for the amount",
  value: row.slice(0, 20).join(" | ").slice(0, 200),
  suggestion: 'state them: { date: "Posted", amount: "Sum" }',
});

const decimalUnknown: Fault = {
  code: "csv-decimal-unknown",
  path: "/decimal",
  message: "the amounts could be read with a decimal point or a decimal comma",
  suggestion: 'state which: "." or ","',
};

const orderUnknown: Fault = {
  code: "csv-date-order-unknown",
  path: "/dateOrder",
  message: "day and month of the dates could be either",
  suggestion: 'state "day-month-year" or "month-day-year"',
};
