import { createReadStream } from "node:fs";
import { CsvError, parse } from "csv-parse";
import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { type Instant, parseInstant } from "../../time/instant.ts";
import type { PlacedFault } from "../terminal.ts";

/** Which columns make a usage event: a time, and properties that are sums of columns. */
export interface ColumnMapping {
  readonly time: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

/** The columns of the Azure LLM inference trace: each request a metered call, its tokens the operations. */
export const azureColumns = "time=TIMESTAMP,operations=ContextTokens+GeneratedTokens";

/** Reads `time=TIMESTAMP,operations=ContextTokens+GeneratedTokens`. Refuses `invalid-columns`. */
export function parseColumns(text: string): Result<ColumnMapping> {
  const pairs = text.split(",").map((pair) => pair.split("=").map((part) => part.trim()));
  const time = pairs.find(([name]) => name === "time")?.[1];
  const properties = Object.fromEntries(
    pairs.flatMap(([name, columns]): [string, string[]][] =>
      name === undefined || name === "time" || columns === undefined
        ? []
        : [[name, columns.split("+")]],
    ),
  );
  if (
    time !== undefined &&
    Object.keys(properties).length > 0 &&
    pairs.every((pair) => pair.length === 2 && pair.every((part) => part !== ""))
  )
    return ok({ time, properties });
  return refuse({
    code: "invalid-columns",
    path: "--columns",
    message: "columns are written time=<column>,<property>=<column>+<column>",
    value: text.slice(0, 120),
    suggestion: `such as ${azureColumns}`,
  });
}

/** One recorded request. */
export interface UsageRow {
  readonly time: Instant;
  readonly data: Readonly<Record<string, number>>;
}

/**
 * Reads the rows of a CSV file in order of time. Times without a zone are UTC. Refuses `file-not-found`, `not-a-file`,
 * `file-unreadable`, `missing-column`, `invalid-row` (with its line) and `no-rows`.
 */
export async function readUsageRows(
  path: string,
  columns: ColumnMapping,
): Promise<Result<readonly UsageRow[]>> {
  const rows: UsageRow[] = [];
  try {
    for await (const { record, line } of records(path)) {
      const row = readRow(record, columns, path);
      if (!row.ok) return { ok: false, faults: row.faults.map(placed(path, line)) };
      rows.push(row.value);
    }
  } catch (error) {
    return { ok: false, faults: [unreadable(path, error)] };
  }
  if (rows.length === 0)
    return refuse({ code: "no-rows", path: "--usage", message: `${path} has no rows of usage` });
  return ok(rows.sort((left, right) => left.time - right.time));
}

interface NumberedRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly line: number;
}

async function* records(path: string): AsyncGenerator<NumberedRecord> {
  const parser = parse({
    columns: true,
    bom: true,
    trim: true,
    skip_empty_lines: true,
    info: true,
  });
  // A pipe does not hand on that its source failed.
  createReadStream(path)
    .on("error", (error) => parser.destroy(error))
    .pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<{
    record: Record<string, string>;
    info: { lines: number };
  }>)
    yield { record, line: info.lines };
}

const placed =
  (file: string, line: number) =>
  (fault: Fault): PlacedFault => ({ ...fault, file, line });

const unusable: Readonly<Record<string, Pick<Fault, "code" | "message">>> = {
  ENOENT: { code: "file-not-found", message: "there is no such file" },
  ENOTDIR: { code: "file-not-found", message: "there is no such file" },
  EISDIR: { code: "not-a-file", message: "this is a folder" },
  EACCES: { code: "file-unreadable", message: "this file may not be read" },
};

/** What is wrong with the file itself; anything else is the machine's fault and thrown. */
function unreadable(path: string, error: unknown): PlacedFault {
  if (error instanceof CsvError) {
    const line = typeof error.lines === "number" ? { line: error.lines } : {};
    return { code: "invalid-row", path: "", message: error.message, file: path, ...line };
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = Object.hasOwn(unusable, code) ? unusable[code] : undefined;
  if (known === undefined) throw error;
  return { ...known, path: "--usage", value: path };
}

function readRow(
  record: Readonly<Record<string, string>>,
  columns: ColumnMapping,
  path: string,
): Result<UsageRow> {
  const wanted = [columns.time, ...Object.values(columns.properties).flat()];
  const missing = wanted.find((name) => record[name] === undefined);
  if (missing !== undefined)
    return refuse({
      code: "missing-column",
      path: "--columns",
      message: `${path} has no column "${missing}"`,
      suggestion: `its columns are ${Object.keys(record).join(", ")}`,
    });
  const written = record[columns.time] ?? "";
  const time = parseInstant(zoned(written), columns.time);
  if (!time.ok) return refuse(...time.faults.map((fault) => ({ ...fault, value: written })));
  const data: Record<string, number> = {};
  for (const [property, names] of Object.entries(columns.properties)) {
    const total = names.reduce((sum, name) => sum + wholeNumber(record[name] ?? ""), 0);
    if (!Number.isSafeInteger(total))
      return refuse({
        code: "invalid-row",
        path: names.join("+"),
        message: "this is not a whole number",
        value: names.map((name) => record[name]).join("+"),
      });
    data[property] = total;
  }
  return ok({ time: time.value, data });
}

const wholeNumber = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN);

/** `2023-11-16 18:15:46.6805900` as RFC 3339 in UTC; a time that names its zone stays as it is. */
const zoned = (text: string): string => {
  const withT = text.replace(/^(\d{4}-\d{2}-\d{2}) /, "$1T");
  return /(?:Z|[+-]\d{2}:\d{2})$/i.test(withT) ? withT : `${withT}Z`;
};
