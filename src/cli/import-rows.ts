import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { CsvError, parse } from "csv-parse";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { parseStrictJson } from "../http/strict-json.ts";

/** How rows of a file become events. */
export interface RowMapping {
  readonly format: "csv" | "ndjson";
  /** Of a CSV: the column that each field or property is read from. A column that none names is a property of its own name. */
  readonly columns: ReadonlyMap<string, string>;
  /** What every event has that says nothing else. */
  readonly constants: Readonly<Record<string, string>>;
}

/** A row of the file: an event to send, or why it is none. */
export interface ImportedRow {
  /** Counted from 1; of a CSV the line on which the row ends. */
  readonly line: number;
  /** How much of the file was read to get here. */
  readonly bytes: number;
  readonly event: Result<unknown>;
}

const fields = ["id", "source", "type", "customer", "time"] as const;

/**
 * Reads `id=Request,time=At,calls=Units`: a field of the event or a property, and the column that it is read from. Refuses
 * `invalid-columns`.
 */
export function parseImportColumns(text: string): Result<ReadonlyMap<string, string>> {
  const pairs = text.split(",").map((pair) => pair.split("=").map((part) => part.trim()));
  if (pairs.every((pair) => pair.length === 2 && pair.every((part) => part !== "")))
    return ok(new Map(pairs.map(([name = "", column = ""]) => [name, column])));
  return refuse({
    code: "invalid-columns",
    path: "--columns",
    message: "columns are written <field or property>=<column>, one after the other",
    value: text.slice(0, 120),
    suggestion: "such as id=Request,customer=Account,time=At,calls=Units",
  });
}

/** Every row of a file in order, read as it is needed: memory holds a block. Throws what the disk throws. */
export async function* importedRows(
  path: string,
  mapping: RowMapping,
): AsyncGenerator<ImportedRow> {
  const { source = basename(path), ...constants } = mapping.constants;
  const complete = (given: object, line: number): object => ({
    ...(mapping.format === "csv" ? { id: `row-${line}`, source } : {}),
    ...mapping.constants,
    ...constants,
    ...given,
  });
  const rows = mapping.format === "csv" ? csvRows(path, mapping.columns) : jsonRows(path);
  for await (const { line, bytes, event } of rows)
    yield {
      line,
      bytes,
      event: event.ok && isObject(event.value) ? ok(complete(event.value, line)) : event,
    };
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const lineBreak = 10;
/** As long as a line may be that a server takes. */
const lineBytesMax = 262_144;
const utf8 = new TextDecoder("utf-8", { fatal: true });

async function* jsonRows(path: string): AsyncGenerator<ImportedRow> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;
  let bytes = 0;
  const read = (text: Buffer): ImportedRow | undefined => {
    line += 1;
    bytes += text.length + 1;
    const event = readLine(text);
    return event === undefined ? undefined : { line, bytes, event };
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const block = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let to = block.indexOf(lineBreak); to >= 0; to = block.indexOf(lineBreak, from)) {
      const row = read(block.subarray(from, to));
      from = to + 1;
      if (row !== undefined) yield row;
    }
    rest = block.subarray(from);
    if (rest.length > lineBytesMax) break;
  }
  const last = rest.length === 0 ? undefined : read(rest);
  if (last !== undefined) yield last;
}

/** Undefined for a blank line. */
function readLine(bytes: Buffer): Result<unknown> | undefined {
  if (bytes.length > lineBytesMax)
    return refuse({
      code: "line-too-long",
      path: "",
      message: `a line has at most ${lineBytesMax} bytes; nothing after it was read`,
    });
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    const message = "this line is not valid UTF-8";
    return refuse({
      code: "invalid-utf8",
      path: "",
      message,
      suggestion: "save the file as UTF-8",
    });
  }
  return text.trim() === "" ? undefined : parseStrictJson(text);
}

async function* csvRows(
  path: string,
  columns: ReadonlyMap<string, string>,
): AsyncGenerator<ImportedRow> {
  const parser = parse({
    columns: true,
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
  });
  // A pipe does not hand on that its source failed.
  createReadStream(path)
    .on("error", (error) => parser.destroy(error))
    .pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: Readonly<Record<string, string>>;
      info: { readonly lines: number; readonly bytes: number; readonly error?: CsvError };
    }>)
      yield {
        line: info.lines,
        bytes: info.bytes,
        event: info.error === undefined ? eventOf(record, columns) : refuse(raggedRow),
      };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? error.lines : 0;
    const fault = { code: "invalid-row", path: "", message: error.message };
    yield { line, bytes: Number.POSITIVE_INFINITY, event: refuse(fault) };
  }
}

/** A cell too many is mostly a comma within a number: what is read of such a row may be anything. */
const raggedRow: Fault = {
  code: "invalid-row",
  path: "",
  message: "the row has another number of cells than the file has columns",
  suggestion: "quote a cell that holds a comma, and leave an empty cell where there is nothing",
};

/** The event of a row. Quantities stay texts, which loses no digit; an empty cell is nothing. */
function eventOf(
  record: Readonly<Record<string, string>>,
  columns: ReadonlyMap<string, string>,
): Result<unknown> {
  const missing = [...columns.values()].find((column) => record[column] === undefined);
  if (missing !== undefined) return refuse(noColumn(missing, Object.keys(record)));
  const named = new Set(columns.values());
  const cells = new Map(
    Object.entries(record).filter(([column, cell]) => !named.has(column) && cell !== ""),
  );
  for (const [name, column] of columns) {
    const cell = record[column] ?? "";
    if (cell !== "") cells.set(name, cell);
  }
  const own = fields.flatMap((name) => {
    const cell = cells.get(name);
    cells.delete(name);
    return cell === undefined ? [] : [[name, cell] as const];
  });
  return ok({ ...Object.fromEntries(own), data: Object.fromEntries(cells) });
}

const noColumn = (column: string, known: readonly string[]): Fault => ({
  code: "missing-column",
  path: "--columns",
  message: `the file has no column "${column}"`,
  suggestion: `its columns are ${known.join(", ")}`,
});
