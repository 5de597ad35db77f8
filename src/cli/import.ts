import { appendFile, rm, stat } from "node:fs/promises";
import { Command, Option } from "commander";
import { type Fault, ok, type Result } from "../fault/fault.ts";
import { createEventLedger } from "../metering/dedup.ts";
import type { TouchedLine } from "../services/ingest-preview.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import {
  forgetImportState,
  type ImportCounts,
  type ImportStatus,
  importState,
  keepImportState,
  noCounts,
} from "./import-progress.ts";
import { importSummary, touchedRows } from "./import-report.ts";
import {
  type ImportedRow,
  importedRows,
  parseImportColumns,
  type RowMapping,
  type RowPlace,
} from "./import-rows.ts";
import { type RefusedRow, sendRows } from "./import-sending.ts";
import { startProgress } from "./progress.ts";
import { apiKey, type ServerOptions } from "./server-api.ts";
import { dataFolderDefault } from "./stored-data.ts";
import { counted, refuseInFile, refuseWith, type Terminal } from "./terminal.ts";

interface ImportOptions extends ServerOptions {
  readonly format?: RowMapping["format"];
  readonly columns?: string;
  readonly source?: string;
  readonly type?: string;
  readonly customer?: string;
  readonly faults?: string;
  readonly dryRun?: boolean;
  readonly restart?: boolean;
}

const examples = `
Examples:
  florin import usage.ndjson --dry-run
  florin import usage.ndjson --server https://billing.example.com
  florin import usage.csv --columns id=Request,customer=Account,time=At,calls=Units --type api.call

The key is read from the folder of florin serve, or taken from FLORIN_API_KEY.
An import that broke off goes on where it was: run the same command again.`;

/** `florin import FILE`: sends a file of usage events to a running server, row by row answered, and goes on after a break. */
export function importCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("import")
    .description("send a file of usage events, CSV or NDJSON, to a running server")
    .argument("<file>", "one event a line as JSON, or a CSV with a line of column names")
    .addOption(
      new Option("--format <name>", "what the file is; else its name says it").choices([
        "csv",
        "ndjson",
      ]),
    )
    .option("--columns <pairs>", "of a CSV: field or property=column, with commas between")
    .option("--source <name>", "the source of events that name none; of a CSV else the file's name")
    .option("--type <name>", "the type of events that name none")
    .option("--customer <id>", "the customer of events that name none")
    .option("--faults <file>", "where rows that are refused are listed; else beside the file")
    .option(
      "--dry-run",
      "store nothing: say what would become of each row, and who would be billed",
    )
    .option("--json", "print what became of the rows as JSON: { dryRun, rows, touches, faults }")
    .option("--restart", "begin anew, whatever was sent before: what is sent twice counts once")
    .option("--server <url>", "where florin serve listens", "http://127.0.0.1:4280")
    .option("--data <folder>", "the folder of florin serve, which holds a key", dataFolderDefault)
    .addHelpText("after", examples)
    .action(async (file: string, options: ImportOptions) =>
      exit(await importFile(file, options, terminal)),
    );
}

/** Rows that one request sends. */
const rowsPerRequest = 1_000;

async function importFile(
  file: string,
  options: ImportOptions,
  terminal: Terminal,
): Promise<number> {
  const mapping = mappingOf(file, options);
  if (!mapping.ok) return refuseWith(mapping.faults, terminal);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) return refuseWith([noFile(file)], terminal);
  const key = await apiKey(options.data);
  if (!key.ok) return refuseWith(key.faults, terminal);
  const server = options.server.replace(/\/+$/, "");
  const isDry = options.dryRun === true;
  const faultsFile = options.faults ?? `${file}.faults.ndjson`;
  const begun = isDry || options.restart === true ? ok(undefined) : await importState(file, server);
  if (!begun.ok) return refuseInFile(file, begun.faults, terminal);
  const before = begun.value;
  if (before === undefined) await rm(faultsFile, { force: true });
  else terminal.err(`going on after line ${before.line.toLocaleString("en")}`);

  const bar = startProgress(isDry ? "Dry run" : "Import", found.size, terminal);
  const touched = new Map<string, TouchedLine>();
  const seen = isDry ? createEventLedger() : undefined;
  let counts = before?.counts ?? noCounts;
  let sent: RowPlace | undefined = before;
  const send = async (rows: readonly ImportedRow[]): Promise<Result<undefined>> => {
    const answered = await sendRows({ server, key: key.value }, rows, seen);
    if (!answered.ok) return answered;
    const { statuses, refused, touches } = answered.value;
    counts = added(counts, statuses);
    for (const line of touches) addTouched(touched, line);
    if (refused.length > 0) await appendFile(faultsFile, refused.map(lineOf).join(""));
    const last = rows.at(-1);
    sent = last ?? sent;
    bar.at(Math.min(last?.bytes ?? 0, found.size), counted(totalOf(counts), "row"));
    return isDry || sent === undefined || !Number.isFinite(sent.bytes)
      ? ok(undefined)
      : keepImportState(file, { ...sent, server, counts });
  };
  const ended = await inBatches(importedRows(file, mapping.value, before), send);
  bar.clear();
  if (!ended.ok) {
    if (!isDry && sent !== undefined)
      terminal.err(`sent up to line ${sent.line.toLocaleString("en")}`);
    return refuseInFile(file, ended.faults, terminal);
  }
  if (!isDry) await forgetImportState(file);
  const wrong = counts.conflict + counts.rejected;
  const touches = [...touched.values()];
  const summary = { dryRun: isDry, rows: counts, touches, faults: wrong > 0 ? faultsFile : null };
  const lines =
    options.json === true
      ? [JSON.stringify(summary, undefined, 2)]
      : [importSummary(counts, isDry), ...touchedRows(touches)];
  for (const line of lines) terminal.out(line);
  if (wrong > 0) terminal.err(`${counted(wrong, "row")} refused: see ${faultsFile}`);
  return wrong > 0 ? exitCodes.refused : exitCodes.done;
}

function mappingOf(file: string, options: ImportOptions): Result<RowMapping> {
  const { format = file.toLowerCase().endsWith(".csv") ? "csv" : "ndjson" } = options;
  const columns =
    options.columns === undefined
      ? ok<ReadonlyMap<string, string>>(new Map())
      : parseImportColumns(options.columns);
  if (!columns.ok) return columns;
  const { source, type, customer } = options;
  const constants = Object.fromEntries(
    Object.entries({ source, type, customer }).filter(([, value]) => value !== undefined),
  ) as Readonly<Record<string, string>>;
  return ok({ format, columns: columns.value, constants });
}

const noFile = (file: string): Fault => ({
  code: "file-not-found",
  path: "",
  message: "there is no such file",
  value: file,
  suggestion: "check the path",
});

/** Hands on rows, some hundreds at a time, until one handing fails. */
async function inBatches(
  rows: AsyncIterable<ImportedRow>,
  send: (rows: readonly ImportedRow[]) => Promise<Result<undefined>>,
): Promise<Result<undefined>> {
  let batch: ImportedRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < rowsPerRequest) continue;
    const sent = await send(batch);
    if (!sent.ok) return sent;
    batch = [];
  }
  return batch.length === 0 ? ok(undefined) : send(batch);
}

const lineOf = (row: RefusedRow): string => `${JSON.stringify(row)}\n`;

function added(counts: ImportCounts, statuses: readonly ImportStatus[]): ImportCounts {
  const sum = { ...counts };
  for (const status of statuses) sum[status] += 1;
  return sum;
}

const totalOf = ({ accepted, duplicate, conflict, rejected }: ImportCounts): number =>
  accepted + duplicate + conflict + rejected;

function addTouched(touched: Map<string, TouchedLine>, line: TouchedLine): void {
  const name = `${line.customer}\n${line.line}`;
  const before = touched.get(name)?.events ?? 0;
  touched.set(name, { ...line, events: before + line.events });
}
