import { Command, Option } from "commander";
import type { DocumentFormatName } from "../documents/document-formats.ts";
import { documentFormatNames } from "../documents/format-names.ts";
import { documentLanguages, type LanguageCode } from "../documents/language/languages.ts";
import { documentPress } from "../documents/press/document-press.ts";
import type { Fault } from "../fault/fault.ts";
import { manualClock } from "../services/clock.ts";
import { createInvoiceDocuments } from "../services/invoice-documents.ts";
import { createModelLibrary } from "../services/model-library.ts";
import { sharedClock } from "../services/tenant-clocks.ts";
import { findInvoiceId } from "../store/invoices.ts";
import type { Store } from "../store/store.ts";
import { type Exit, exitCodes, exitProcess } from "./exit.ts";
import { dataFolderDefault, exitOfStored } from "./stored-data.ts";
import { refuseInFile, refuseWith, type Terminal } from "./terminal.ts";
import { writeNamedFile } from "./write-named-file.ts";

interface InvoiceOptions {
  readonly data: string;
  readonly tenant: string;
  readonly format: DocumentFormatName;
  readonly language?: LanguageCode;
  readonly out?: string;
}

const examples = `
Examples:
  florin invoice INV-000042
  florin invoice c-17:4 --format factur-x --language de --out invoice.pdf`;

/** `florin invoice ID|NUMBER`: writes a stored invoice or credit note as a file. */
export function invoiceCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("invoice")
    .description("write an invoice as PDF, HTML or e-invoice; a server may go on")
    .argument("<invoice>", "its number, or its id")
    .addOption(
      new Option("--format <name>", "which form").choices(documentFormatNames).default("pdf"),
    )
    .addOption(
      new Option("--language <code>", "of the document; the customer's own where absent").choices(
        Object.keys(documentLanguages),
      ),
    )
    .option("--out <file>", "where to; named after its number in this folder where absent")
    .option(
      "--data <folder>",
      "the folder of florin serve; DATABASE_URL goes before it",
      dataFolderDefault,
    )
    .option("--tenant <id>", "whose invoice", "default")
    .addHelpText("after", examples)
    .action(async (invoice: string, options: InvoiceOptions) => {
      exit(await writeInvoice(invoice, options, terminal));
    });
}

/** Writes the document and prints its file. Refuses as the API does, with the same codes. */
const writeInvoice = (name: string, options: InvoiceOptions, terminal: Terminal): Promise<number> =>
  exitOfStored(options, terminal, async (store) => {
    const document = await documentOf(store, name, options);
    if (document === undefined) return refuseWith([unknownInvoice(name)], terminal);
    if (!document.ok) return refuseWith(document.faults, terminal);
    const { bytes, fileName } = document.value;
    const file = options.out ?? fileName;
    const written = await writeNamedFile(file, bytes ?? new Uint8Array());
    if (!written.ok) return refuseInFile(file, written.faults, terminal);
    terminal.out(file);
    return exitCodes.done;
  });

async function documentOf(store: Store, name: string, options: InvoiceOptions) {
  const { tenant, format, language } = options;
  const id = await store.withTenant(tenant, (tx) => findInvoiceId(tx, name), { readOnly: true });
  if (id === undefined) return undefined;
  // Nothing is published here, so no time is asked for.
  const clock = sharedClock(manualClock(0));
  const library = createModelLibrary(store, clock, () => 0);
  const press = documentPress(undefined);
  const { ofInvoice } = createInvoiceDocuments({ store, clock, library, press });
  return ofInvoice(tenant, {
    invoice: id,
    format,
    ...(language === undefined ? {} : { language }),
    has: () => false,
  });
}

const unknownInvoice = (name: string): Fault => ({
  code: "unknown-invoice",
  path: "<invoice>",
  message: "no invoice has this number or this id",
  value: name,
});
