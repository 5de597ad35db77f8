import type { AccountName } from "../account-name.ts";
import { accountIn, type LedgerAccount } from "../chart.ts";
import type { JournalEntry } from "../entry.ts";
import {
  bookDay,
  currenciesOf,
  type ExportedBooks,
  type JournalExport,
  oneLine,
} from "./journal-export.ts";

/**
 * A ledger of Beancount (beancount.github.io, "Beancount Language Syntax"), sound under `bean-check`: every account is
 * opened on the first day of the books, the customer is the payee, references are metadata.
 */
export const beancountExport: JournalExport = {
  mediaType: "text/plain; charset=utf-8",
  extension: "beancount",
  *write(books) {
    const first = books.entries.reduce((soonest, { date }) => Math.min(soonest, date), Infinity);
    const opened = books.entries.length === 0 ? "1970-01-01" : bookDay(books, first);
    yield `option "title" ${quoted(books.title)}\n`;
    for (const currency of currenciesOf(books.entries))
      yield `option "operating_currency" "${currency}"\n`;
    yield "\n";
    for (const account of books.chart.values()) yield opening(account, opened);
    for (const entry of books.entries) yield `\n${transaction(entry, books)}`;
  },
};

const quoted = (text: string): string =>
  `"${oneLine(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/** `assets:clearing:stripe` is `Assets:Clearing:Stripe`: each part begins with a capital or a digit. */
const beancountName = (name: AccountName): string =>
  name.replaceAll(
    /(^|:)([a-z])/g,
    (_, colon: string, letter: string) => `${colon}${letter.toUpperCase()}`,
  );

const opening = ({ name, code, title }: LedgerAccount, day: string): string =>
  `${day} open ${beancountName(name)}\n${metadata({ code, title }, 2)}`;

function transaction(entry: JournalEntry, books: ExportedBooks): string {
  const { id, date, document, customer, description, by, reverses } = entry;
  const postings = entry.postings.map(({ account, amount, currency, invoice, line }) => {
    accountIn(books.chart, account);
    const name = beancountName(account).padEnd(44);
    return `  ${name}  ${amount.padStart(14)} ${currency}\n${metadata({ invoice, line }, 4)}`;
  });
  const payee = customer === undefined ? "" : `${quoted(customer)} `;
  const facts = metadata({ entry: id, document: document.number, by, reverses }, 2);
  return `${bookDay(books, date)} * ${payee}${quoted(description)}\n${facts}${postings.join("")}`;
}

const metadata = (values: Readonly<Record<string, string | undefined>>, indent: number): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value = ""]) => `${" ".repeat(indent)}${key}: ${quoted(value)}\n`)
    .join("");
