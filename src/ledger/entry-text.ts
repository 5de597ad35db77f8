import { ok, type Result, refuse } from "../fault/fault.ts";
import { isCurrencyCode } from "../money/currency.ts";
import type { DecimalText } from "../money/decimal.ts";
import { formatInstant, parseInstant } from "../time/instant.ts";
import { isAccountName } from "./account-name.ts";
import type { JournalEntry } from "./entry.ts";
import type { Posting } from "./posting.ts";

/**
 * The bytes of an entry: JSON with its fields in this order and without what does not apply, times RFC 3339 in UTC.
 * The form that is stored, replayed, hashed and compared.
 */
export const entryText = (entry: JournalEntry): string =>
  JSON.stringify({
    id: entry.id,
    date: formatInstant(entry.date),
    documentDate: entry.documentDate === undefined ? undefined : formatInstant(entry.documentDate),
    document: { kind: entry.document.kind, number: entry.document.number },
    customer: entry.customer,
    dueAt: entry.dueAt === undefined ? undefined : formatInstant(entry.dueAt),
    description: entry.description,
    by: entry.by,
    reverses: entry.reverses,
    postings: entry.postings.map(({ account, currency, amount, invoice, line }) => ({
      account,
      currency,
      amount,
      invoice,
      line,
    })),
  });

/**
 * Reads what {@link entryText} wrote. Refuses with `broken-journal` everything that is not, byte for byte, the text of
 * an entry: a stored entry that was edited into another spelling is damaged even where it says the same.
 */
export function readEntry(text: string, path = ""): Result<JournalEntry> {
  const entry = entryOf(parsed(text));
  if (entry !== undefined && entryText(entry) === text) return ok(entry);
  return refuse({
    code: "broken-journal",
    path,
    message: "this is not the text of a journal entry",
    value: text.slice(0, 120),
    suggestion: "restore the entry from a backup; posted entries never change",
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function entryOf(value: unknown): JournalEntry | undefined {
  if (!isRecord(value) || !isRecord(value.document) || !Array.isArray(value.postings)) return;
  const { id, document, customer, description, by, reverses } = value;
  const date = momentOf(value.date);
  const documentDate = value.documentDate === undefined ? undefined : momentOf(value.documentDate);
  const dueAt = value.dueAt === undefined ? undefined : momentOf(value.dueAt);
  const postings = value.postings.map(postingOf);
  if (!isText(id) || !isText(description) || date === undefined) return;
  if (!isText(document.kind) || !isText(document.number)) return;
  if (!isTextOrAbsent(customer) || !isTextOrAbsent(by) || !isTextOrAbsent(reverses)) return;
  if (!postings.every((posting) => posting !== undefined)) return;
  const { kind, number } = document;
  return {
    id,
    date,
    documentDate,
    document: { kind, number },
    customer,
    dueAt,
    description,
    by,
    reverses,
    postings,
  };
}

function postingOf(value: unknown): Posting | undefined {
  if (!isRecord(value)) return;
  const { account, currency, amount, invoice, line } = value;
  if (!isText(account) || !isAccountName(account)) return;
  if (!isText(currency) || !isCurrencyCode(currency)) return;
  if (!isText(amount) || !isAmount(amount)) return;
  if (!isTextOrAbsent(invoice) || !isTextOrAbsent(line)) return;
  return { account, currency, amount, invoice, line };
}

function momentOf(value: unknown): number | undefined {
  const read = isText(value) ? parseInstant(value) : undefined;
  return read?.ok === true ? read.value : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
const isText = (value: unknown): value is string => typeof value === "string";
const isTextOrAbsent = (value: unknown): value is string | undefined =>
  value === undefined || isText(value);
const isAmount = (text: string): text is DecimalText => /^-?\d+(?:\.\d+)?$/.test(text);
