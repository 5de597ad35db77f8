import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import type { AccountType } from "../account-name.ts";
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
 * A journal of hledger (hledger.org, "Journal format"), sound under `hledger check --strict`: commodities and accounts
 * are declared, the document's number is the transaction's code, and what a posting refers to is in tags.
 */
export const hledgerExport: JournalExport = {
  mediaType: "text/plain; charset=utf-8",
  extension: "journal",
  *write(books) {
    yield `; ${oneLine(books.title)}\ndecimal-mark .\n\n`;
    for (const currency of currenciesOf(books.entries)) yield commodity(currency);
    yield "\n";
    for (const account of books.chart.values()) yield declaration(account);
    for (const entry of books.entries) yield `\n${transaction(entry, books)}`;
  },
};

/** Shows how many digits amounts have; the point must be there even where none follow. */
const commodity = (currency: CurrencyCode): string =>
  `commodity 1000.${"0".repeat(minorUnits(currency))} ${currency}\n`;

const types: Readonly<Record<AccountType, string>> = {
  asset: "A",
  liability: "L",
  equity: "E",
  income: "R",
  expense: "X",
};

const declaration = ({ name, type, code, title }: LedgerAccount): string =>
  `account ${name}  ; ${tags({ type: types[type], code, title })}\n`;

function transaction(entry: JournalEntry, books: ExportedBooks): string {
  const { id, date, document, customer, by, reverses } = entry;
  const code = oneLine(document.number).replaceAll(/[()]/g, "-");
  const description = oneLine(entry.description).replaceAll(";", ",").replaceAll("|", "/");
  const postings = entry.postings.map(({ account, amount, currency, invoice, line }) => {
    accountIn(books.chart, account);
    const refers = tags({ invoice, line });
    return `    ${account.padEnd(44)}  ${amount.padStart(14)} ${currency}${refers === "" ? "" : `  ; ${refers}`}\n`;
  });
  const facts = tags({ entry: id, customer, by, reverses });
  return `${bookDay(books, date)} * (${code}) ${description}  ; ${facts}\n${postings.join("")}`;
}

/** A tag's value ends at a comma. */
const tags = (values: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value = ""]) => `${name}:${oneLine(value).replaceAll(",", " ")}`)
    .join(", ");
