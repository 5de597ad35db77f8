import { Command, Option } from "commander";
import { type Invoice, invoiceText } from "../account/invoice.ts";
import type { Happening } from "../account/issue-in-order.ts";
import type { PriceBook, PriceBooks } from "../account/price-book.ts";
import { zoneOf } from "../account/terms.ts";
import { documentFormatNames } from "../documents/format-names.ts";
import { expectOk, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { journalExports } from "../ledger/exports/journal-exports.ts";
import { civilFromDays, daysFromCivil, parseCivilDate } from "../time/calendar.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import { startOfDay, type Zone } from "../time/zone.ts";
import { harmless } from "./columns.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { invoiceSums } from "./invoice-sums.ts";
import { invoicePage, layoutWidth } from "./invoice-text.ts";
import { openModel } from "./open-model.ts";
import type { ReplayDocumentOptions, ReplayDocuments } from "./replay-documents.ts";
import { type ReplayedFacts, replayFacts } from "./replay-facts.ts";
import { happeningsOnTheWay } from "./replay-happenings.ts";
import type { ReplayedForm } from "./replay-ledger.ts";
import { invoiceTable, unbilledRows, usageSummary } from "./replay-report.ts";
import { counted, refuseWith, styled, type Terminal } from "./terminal.ts";

interface ReplayOptions extends ReplayDocumentOptions {
  readonly until: string;
  readonly json?: boolean;
  readonly details?: boolean;
  readonly skipBad?: boolean;
  readonly ledger?: true | ReplayedForm;
  readonly close?: string;
}

const examples = `
Facts are customers, subscriptions, licences, sales and usage events, in any order, duplicates allowed (docs/facts.md).

Examples:
  florin replay model.ts facts.ndjson --until 2026-04-01
  florin replay model.ts facts.ndjson --until 2026-04-01 --details
  florin replay model.ts facts.ndjson --until 2026-04-01 --documents invoices --format pdf ubl
  florin replay model.ts facts.ndjson --until 2026-04-01T00:00:00Z --json > invoices.ndjson
  florin replay model.ts facts.ndjson --until 2026-04-01 --ledger hledger --close 2026-03`;

/** `florin replay MODEL FACTS.ndjson --until DATE`: facts in, invoices out, no server. Same facts, same bytes. */
export function replayCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("replay")
    .description(
      "bill a file of facts with a model: customers, purchases and usage in, invoices out",
    )
    .argument("<model>", "a .ts, .yaml or .json model file")
    .argument("<facts>", "NDJSON: one fact a line, in any order, duplicates allowed")
    .requiredOption(
      "--until <date>",
      "bill all that is final by the end of this day, or by this RFC 3339 instant",
    )
    .option("--json", "print each invoice as one line of canonical JSON")
    .addOption(
      new Option(
        "--details",
        "print each invoice with its lines and how they came to be",
      ).conflicts("json"),
    )
    .option("--documents <folder>", "write each invoice and credit note into this folder")
    .addOption(
      new Option("--format <names...>", "which forms of them; pdf where absent").choices(
        documentFormatNames,
      ),
    )
    .option(
      "--document-settings <file>",
      "how they look: JSON as PUT /v1/document-settings takes it",
    )
    .addOption(
      new Option(
        "--ledger [form]",
        "print the journal instead, as a server keeps it or for another program",
      )
        .choices(["journal", ...Object.keys(journalExports)])
        .conflicts(["json", "details"]),
    )
    .option("--close <month>", "close every month up to it, after all is billed; with --ledger")
    .option("--skip-bad", "bill the good lines although others were refused")
    .addHelpText("after", examples)
    .action(async (model: string, facts: string, options: ReplayOptions) => {
      exit(await replay(model, facts, options, terminal));
    });
}

/**
 * Replays a file of facts and prints the invoices, or every refused line. Nothing is printed before all is read. What is refused
 * only on the way, money that fits nothing owed, is printed as it comes.
 */
export async function replay(
  modelPath: string,
  factsPath: string,
  options: ReplayOptions,
  terminal: Terminal,
): Promise<number> {
  const books = await openModel(modelPath);
  if (!books.ok) return refuseWith(books.faults, terminal);
  const book = books.value.current;
  const until = parseUntil(options.until, book);
  if (!until.ok) return refuseWith(until.faults, terminal);
  const facts = await readFacts(factsPath, () => replayFacts(factsPath, books.value, terminal));
  if (!facts.ok) return refuseWith(facts.faults, terminal);

  const misused = closeFaults(options);
  if (misused.length > 0) return refuseWith(misused, terminal);
  printRefused(factsPath, facts.value, terminal);
  if (facts.value.refusedLines > 0 && options.skipBad !== true) {
    terminal.err("Nothing was billed. Mend these lines, or bill the others with --skip-bad.");
    return 1;
  }
  const documents = await openDocuments(options, facts.value, books.value);
  if (!documents.ok) return refuseWith(documents.faults, terminal);
  return printInvoices(
    facts.value,
    until.value,
    { book, documents: documents.value },
    options,
    terminal,
  );
}

/** Documents are loaded where they are wanted: setting pages is a large part of the program. */
async function openDocuments(
  options: ReplayOptions,
  { replay: { accounts } }: ReplayedFacts,
  books: PriceBooks,
): Promise<Result<ReplayDocuments | undefined>> {
  if (options.documents === undefined) return ok(undefined);
  const { replayDocuments } = await import("./replay-documents.ts");
  return replayDocuments(options.documents, options, accounts, books);
}

/** The last instant that `--until` covers: a day counts to its end in the model's zone. */
export function parseUntil(text: string, book: PriceBook): Result<Instant> {
  if (text.includes("T")) return parseInstant(text, "--until");
  const day = parseCivilDate(text, "--until");
  if (day.ok) {
    const next = civilFromDays(daysFromCivil(day.value) + 1);
    return { ok: true, value: startOfDay(book.zone, next) - 1 };
  }
  return refuse(
    ...day.faults.map((fault) => ({
      suggestion: "write a day such as 2026-04-01, or an instant such as 2026-04-01T00:00:00Z",
      ...fault,
    })),
  );
}

/** Why a path is no file of facts, by what the system says of it; anything else is the machine's fault and thrown. */
const unusableFile: Readonly<Record<string, Omit<Fault, "path">>> = {
  ENOENT: { code: "file-not-found", message: "there is no such file" },
  ENOTDIR: { code: "file-not-found", message: "there is no such file" },
  EISDIR: { code: "not-a-file", message: "this is a folder" },
  ESPIPE: {
    code: "not-a-file",
    message: "facts are read twice, so a pipe cannot give them",
    suggestion: "save the facts to a file first",
  },
  EACCES: { code: "file-unreadable", message: "this file may not be read" },
};

/** Reads a file of facts; refuses a path that is none. */
export async function readFacts(
  path: string,
  read: () => Promise<ReplayedFacts>,
): Promise<Result<ReplayedFacts>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const known = Object.hasOwn(unusableFile, code) ? unusableFile[code] : undefined;
    if (known === undefined) throw error;
    return refuse({ ...known, path: "", value: path });
  }
}

/** Prints the lines that were refused, with every reason. */
export function printRefused(path: string, facts: ReplayedFacts, terminal: Terminal): void {
  for (const { line, faults } of facts.refused)
    refuseWith(
      faults.map((fault) => ({ ...fault, file: path, line })),
      terminal,
    );
  const more = facts.refusedLines - facts.refused.length;
  if (more > 0) terminal.err(`… and ${counted(more, "further line")}`);
  if (facts.refusedLines > 0)
    terminal.err(styled("red", `${counted(facts.refusedLines, "line")} refused`, terminal));
}

async function printInvoices(
  facts: ReplayedFacts,
  until: Instant,
  {
    book,
    documents,
  }: { readonly book: PriceBook; readonly documents: ReplayDocuments | undefined },
  options: ReplayOptions,
  terminal: Terminal,
): Promise<number> {
  let unwritten = 0;
  const happened: Happening[] = [];
  const sums = invoiceSums(book);
  const print = printerOf(options);
  const zoneOfCustomer = zones(facts, book);
  const onTheWay = happeningsOnTheWay(terminal);
  for (const happening of facts.replay.happeningsUntil(until)) {
    if (options.ledger !== undefined) happened.push(happening);
    if (happening.kind !== "document") {
      onTheWay.note(happening);
      continue;
    }
    const { invoice } = happening;
    print({ invoice, isFirst: sums.count() === 0, zone: zoneOfCustomer, book, terminal });
    sums.add(invoice);
    const faults = (await documents?.write(invoice)) ?? [];
    unwritten += faults.length;
    refuseWith(faults, terminal);
    await terminal.caughtUp?.();
  }
  const known = {
    ...facts,
    payouts: facts.payouts.filter(({ recordedAt = "" }) => isBy(recordedAt, until)),
    entered: facts.entered.filter(({ at }) => at <= until),
  };
  const journal = await printJournal(happened, known, book, options, terminal);
  if (!journal.ok) return refuseWith(journal.faults, terminal);
  const forPrograms = options.json === true || options.ledger !== undefined;
  const say = forPrograms ? terminal.err : terminal.out;
  const width = layoutWidth(terminal);
  if (!forPrograms) {
    if (sums.count() > 0) say("");
    for (const row of sums.rows(width)) say(row);
    say("");
  }
  say(usageSummary(facts));
  for (const row of unbilledRows(facts.unbilled, width)) say(row);
  for (const row of onTheWay.rows()) say(row);
  if (documents !== undefined)
    say(`${counted(documents.count(), "document")} in ${harmless(options.documents ?? "")}`);
  return onTheWay.failed() || unwritten > 0 ? 1 : 0;
}

const isBy = (text: string, until: Instant): boolean => expectOk(parseInstant(text)) <= until;

const monthPattern = /^[0-9]{4}-(?:0[1-9]|1[0-2])$/;

/** What is wrong with the month to close. */
function closeFaults({ close, ledger }: ReplayOptions): readonly Fault[] {
  if (close === undefined) return [];
  if (ledger === undefined)
    return [
      {
        code: "option-needs-another",
        path: "--close",
        message: "months are closed in the journal alone",
        suggestion: "add --ledger",
      },
    ];
  if (monthPattern.test(close)) return [];
  const message = "a month is written 2026-01";
  return [{ code: "invalid-month", path: "--close", message, value: close }];
}

/** Prints the journal where it is wanted; what makes it is loaded then. */
async function printJournal(
  happened: readonly Happening[],
  facts: ReplayedFacts,
  book: PriceBook,
  { ledger, close }: ReplayOptions,
  terminal: Terminal,
): Promise<Result<undefined>> {
  if (ledger === undefined) return ok(undefined);
  const { replayedJournal } = await import("./replay-ledger.ts");
  const form = ledger === true ? "journal" : ledger;
  const journal = replayedJournal(happened, facts, book, { form, closed: close });
  if (!journal.ok) return journal;
  for (const piece of journal.value) {
    for (const line of piece.replace(/\n$/, "").split("\n")) terminal.out(line);
    await terminal.caughtUp?.();
  }
  return ok(undefined);
}

/** How each invoice is printed; not at all where the journal is. */
function printerOf({ json, details, ledger }: ReplayOptions): (printed: Printed) => void {
  if (ledger !== undefined) return () => {};
  if (json === true) return printJson;
  return details === true ? printInvoice : printRow;
}

/** An invoice on its way out, and what there is to know for printing it. */
interface Printed {
  readonly invoice: Invoice;
  readonly isFirst: boolean;
  readonly zone: (invoice: Invoice) => Zone;
  readonly book: PriceBook;
  readonly terminal: Terminal;
}

const zones =
  ({ replay: { accounts } }: ReplayedFacts, book: PriceBook) =>
  ({ customer }: Invoice): Zone => {
    const account = accounts.get(customer);
    return account === undefined ? book.zone : expectOk(zoneOf(account.customer, book));
  };

const printJson = ({ invoice, terminal }: Printed): void => terminal.out(invoiceText(invoice));

function printRow({ invoice, isFirst, book, terminal }: Printed): void {
  const table = invoiceTable(book, terminal);
  if (isFirst) terminal.out(table.heading());
  terminal.out(table.row(invoice));
}

function printInvoice({ invoice, isFirst, zone, terminal }: Printed): void {
  if (!isFirst) terminal.out("");
  for (const row of invoicePage(invoice, zone(invoice), terminal)) terminal.out(row);
}
