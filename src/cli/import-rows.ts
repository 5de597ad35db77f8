import { basename } from "node:path";
import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { parseStrictJson } from "../http/strict-json.ts";
import { type FileLine, type FilePlace, importedLineBytesMax, linesAfter } from "./import-lines.ts";

/** How rows of a file become events. */
export interface RowMapping {
  readonly format: "csv" | "ndjson";
  /** Of a CSV: the column that each field or property is read from. A column that none names is a property of its own name. */
  readonly columns: ReadonlyMap<string, string>;
  /** What every event has that says nothing else. */
  readonly constants: Readonly<Record<string, string>>;
}

/** Where to read on: behind a row, with the names of the columns of a CSV. */
export interface RowPlace extends FilePlace {
  readonly header?: readonly string[] | undefined;
}

/** A row of the file, on its last line and up to its end: an event to send, or why it is none. */
export interface ImportedRow extends RowPlace {
  readonly event: Result<unknown>;
}

const beginning: RowPlace = { line: 0, bytes: 0 };

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

/** Every row of a file after a place, in order, read as it is needed: memory holds a block. Throws what the disk throws. */
export async function* importedRows(
  path: string,
  mapping: RowMapping,
  after: RowPlace = beginning,
): AsyncGenerator<ImportedRow> {
  const { source = basename(path), ...constants } = mapping.constants;
  const complete = (given: object, line: number): object => ({
    ...(mapping.format === "csv" ? { id: `row-${line}`, source } : {}),
    ...mapping.constants,
    ...constants,
    ...given,
  });
  const blocks = linesAfter(path, after);
  const rows =
    mapping.format === "csv" ? csvRows(blocks, mapping.columns, after) : jsonRows(blocks);
  for await (const { event, ...place } of rows)
    yield {
      ...place,
      event: event.ok && isObject(event.value) ? ok(complete(event.value, place.line)) : event,
    };
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const utf8 = new TextDecoder("utf-8", { fatal: true });

async function* jsonRows(blocks: AsyncIterable<readonly FileLine[]>): AsyncGenerator<ImportedRow> {
  for await (const lines of blocks)
    for (const { line, bytes, text } of lines) {
      const event = text === undefined ? tooLong : readLine(text);
      if (event !== undefined) yield { line, bytes, event };
    }
}

const tooLong: Result<never> = refuse({
  code: "line-too-long",
  path: "",
  message: `a line has at most ${importedLineBytesMax} bytes`,
  suggestion: "leave out what is not measured",
});

/** Undefined for a blank line. */
function readLine(bytes: Buffer): Result<unknown> | undefined {
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

/** What the parser says of a row. */
interface CsvRow {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly bytes: number; readonly error?: CsvError };
}

/** A line that the parser was given; an empty one in place of one that is too long. */
interface FedLine extends FilePlace {
  /** Bytes that it was given up to here. */
  readonly fed: number;
  readonly isLong: boolean;
}

const byteOrderMark = Buffer.from("\u{feff}");
const lineBreak = Buffer.from("\n");
const carriageReturn = 13;

/** The bytes of lines for the parser, each noted before it is handed on. */
async function* feed(
  blocks: AsyncIterable<readonly FileLine[]>,
  note: (line: FedLine) => void,
): AsyncGenerator<Buffer> {
  let fed = 0;
  // Lines of one file end alike; what a line that is too long ended in was not kept.
  let ending: Buffer = Buffer.alloc(0);
  for await (const lines of blocks) {
    const parts: Buffer[] = [];
    for (const { line, bytes, text } of lines) {
      const part = text === undefined ? ending : line === 1 ? withoutMark(text) : text;
      if (text !== undefined)
        ending = text.subarray(text.at(-1) === carriageReturn ? -1 : text.length);
      parts.push(part, lineBreak);
      fed += part.length + lineBreak.length;
      note({ line, bytes, fed, isLong: text === undefined });
    }
    yield Buffer.concat(parts);
  }
}

const withoutMark = (text: Buffer): Buffer =>
  text.subarray(0, byteOrderMark.length).equals(byteOrderMark)
    ? text.subarray(byteOrderMark.length)
    : text;

async function* csvRows(
  blocks: AsyncIterable<readonly FileLine[]>,
  columns: ReadonlyMap<string, string>,
  after: RowPlace,
): AsyncGenerator<ImportedRow> {
  let header = after.header;
  const parser = parse({
    columns: header === undefined ? (names: string[]) => (header = names) : [...header],
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
  });
  // Places are those of the lines that were fed: the parser counts a break within quotes twice where it is two bytes.
  const waiting: FedLine[] = [];
  let place: FilePlace = after;
  const source = Readable.from(
    feed(blocks, (line) => waiting.push(line)),
    { objectMode: false },
  );
  // A pipe does not hand on that its source failed.
  source.on("error", (error) => parser.destroy(error)).pipe(parser);
  const passedTo = (fed: number): ImportedRow[] => {
    const next = waiting.findIndex((line) => line.fed > fed);
    const passed = waiting.splice(0, next < 0 ? waiting.length : next);
    place = passed.at(-1) ?? place;
    return passed
      .filter(({ isLong }) => isLong)
      .map(({ line, bytes }) => ({ line, bytes, header, event: tooLong }));
  };
  try {
    for await (const { record, info } of parser as AsyncIterable<CsvRow>) {
      yield* passedTo(info.bytes);
      const event = info.error === undefined ? eventOf(record, columns) : refuse(raggedRow);
      yield { line: place.line, bytes: place.bytes, header, event };
    }
    yield* passedTo(Number.POSITIVE_INFINITY);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = after.line + (typeof error.lines === "number" ? error.lines : 0);
    const fault = {
      code: "invalid-row",
      path: "",
      message: `${error.message}; nothing after it was read`,
    };
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
