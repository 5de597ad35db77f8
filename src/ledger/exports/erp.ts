import { receivable } from "../account-name.ts";
import { accountIn, taxOf } from "../chart.ts";
import type { JournalEntry } from "../entry.ts";
import { sides } from "../posting.ts";
import { csvRow } from "./csv-row.ts";
import { bookDay, currenciesOf, type ExportedBooks, type JournalExport } from "./journal-export.ts";

const columns = [
  "Journal",
  "Line",
  "Posting Date",
  "Document Type",
  "Document No.",
  "Account Code",
  "Account Name",
  "Debit",
  "Credit",
  "Currency",
  "Customer No.",
  "Due Date",
  "Applies-to Doc. No.",
  "Tax",
  "Description",
  "Entered By",
];

/**
 * A flat journal for the import of an ERP: account codes of the chart, debit and credit in columns of their own, tax by
 * jurisdiction and rate.
 *
 * An ERP's journal has one currency. An entry in several becomes a journal for each, which balances by itself because
 * the entry does; its name ends with the currency.
 */
export const erpExport: JournalExport = {
  mediaType: "text/csv; charset=utf-8; header=present",
  extension: "csv",
  *write(books) {
    yield csvRow(columns);
    for (const entry of books.entries) yield* journalsOf(entry, books);
  },
};

function* journalsOf(entry: JournalEntry, books: ExportedBooks): Generator<string> {
  const currencies = currenciesOf([entry]);
  for (const currency of currencies) {
    const journal = currencies.length === 1 ? entry.id : `${entry.id}/${currency}`;
    const postings = entry.postings.filter((posting) => posting.currency === currency);
    for (const [index, posting] of postings.entries()) {
      const { name, code, title } = accountIn(books.chart, posting.account);
      const { debit, credit } = sides(posting);
      yield csvRow([
        journal,
        { number: String(index + 1) },
        bookDay(books, entry.date),
        entry.document.kind,
        entry.document.number,
        code,
        title,
        { number: debit },
        { number: credit },
        currency,
        entry.customer,
        entry.dueAt === undefined ? undefined : bookDay(books, entry.dueAt),
        posting.account === receivable ? posting.invoice : undefined,
        taxOf(name),
        entry.description,
        entry.by,
      ]);
    }
  }
}
