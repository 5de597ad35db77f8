import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Account } from "../account/account.ts";
import { withNumbers } from "../account/document-numbers.ts";
import type { Invoice } from "../account/invoice.ts";
import type { PriceBooks } from "../account/price-book.ts";
import { zoneOf } from "../account/terms.ts";
import { documentFileName } from "../documents/document-format.ts";
import { type DocumentFormatName, documentFormats } from "../documents/document-formats.ts";
import { chooseLanguage } from "../documents/language/choose-language.ts";
import {
  documentSettings,
  type TenantDocumentSettings,
  tenantDocumentSettings,
} from "../documents/tenant-settings.ts";
import { expectOk, type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { readShape } from "../model/shape.ts";
import { withRemedies } from "../services/e-invoice-remedies.ts";
import { writeNamedFile } from "./write-named-file.ts";

/** What `florin replay` is told about documents. */
export interface ReplayDocumentOptions {
  /** The folder that they are written to; none are written where it is undefined. */
  readonly documents?: string;
  readonly format?: readonly DocumentFormatName[];
  /** A JSON file as `PUT /v1/document-settings` takes it. */
  readonly documentSettings?: string;
}

/** Writes the documents of a replay, one invoice after the other. */
export interface ReplayDocuments {
  /** The faults that keep a form of the invoice from being written; the others are written all the same. */
  readonly write: (invoice: Invoice) => Promise<readonly Fault[]>;
  /** How many files were written. */
  readonly count: () => number;
}

/**
 * Opens the folder for the documents of a replay. Days, language and corrected numbers are
 * as a server has them. Refuses settings that are none.
 */
export async function replayDocuments(
  folder: string,
  options: ReplayDocumentOptions,
  accounts: ReadonlyMap<string, Account>,
  books: PriceBooks,
): Promise<Result<ReplayDocuments>> {
  const { format: formats = ["pdf"] } = options;
  const settings = await readSettingsFile(options.documentSettings);
  if (!settings.ok) return settings;
  await mkdir(folder, { recursive: true });
  const numbers = new Map<string, string>();
  let written = 0;
  return ok({
    count: () => written,
    write: async (invoice) => {
      if (invoice.number !== null) numbers.set(invoice.id, invoice.number);
      const named = withNumbers(invoice, numbers);
      const own = settingsOf(named, settings.value, accounts, books);
      const faults: Fault[] = [];
      for (const name of formats) {
        const format = documentFormats[name];
        const rendered = format.render(named, own);
        if (rendered.ok) {
          const file = join(folder, documentFileName(named, format));
          const kept = await writeNamedFile(file, rendered.value);
          if (kept.ok) written += 1;
          else faults.push(...kept.faults.map((fault) => ({ ...fault, path: file })));
        } else faults.push(...placed(rendered.faults, named));
      }
      return faults;
    },
  });
}

function settingsOf(
  invoice: Invoice,
  settings: TenantDocumentSettings,
  accounts: ReadonlyMap<string, Account>,
  books: PriceBooks,
) {
  const customer = accounts.get(invoice.customer)?.customer;
  const book = books.find(invoice.model);
  return documentSettings(settings, {
    language: chooseLanguage(customer?.language, settings.language),
    timeZone: customer === undefined ? book.zone.id : expectOk(zoneOf(customer, book)).id,
  });
}

/** A fault says of which document it is, as there are many. */
const placed = (faults: readonly Fault[], invoice: Invoice): readonly Fault[] => {
  const { faults: told } = withRemedies(faults, invoice) as { faults: readonly Fault[] };
  return told.map((fault) => ({ ...fault, path: `${invoice.number ?? invoice.id}${fault.path}` }));
};

async function readSettingsFile(path: string | undefined): Promise<Result<TenantDocumentSettings>> {
  if (path === undefined) return ok({});
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return refuse({
      code: "settings-unreadable",
      path: "--document-settings",
      message: `these are no settings: ${message}`,
      value: path,
      suggestion: "name a JSON file as PUT /v1/document-settings takes it",
    });
  }
  const read = readShape(tenantDocumentSettings, json);
  return read.faults.length > 0 ? { ok: false, faults: read.faults } : ok(read.value);
}
