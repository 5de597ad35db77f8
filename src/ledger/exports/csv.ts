import { accountIn } from "../chart.ts";
import { sides } from "../posting.ts";
import { csvRow } from "./csv-row.ts";
import { bookDay, type JournalExport } from "./journal-export.ts";

const columns = [
  "entry",
  "date",
  "document_kind",
  "document_number",
  "customer",
  "description",
  "by",
  "reverses",
  "account",
  "account_title",
  "account_type",
  "currency",
  "debit",
  "credit",
  "invoice",
  "line",
];

/** The journal as a table, a posting in a row, under our own names of accounts. */
export const csvExport: JournalExport = {
  mediaType: "text/csv; charset=utf-8; header=present",
  extension: "csv",
  *write(books) {
    yield csvRow(columns);
    for (const entry of books.entries) {
      const day = bookDay(books, entry.date);
      for (const posting of entry.postings) {
        const account = accountIn(books.chart, posting.account);
        const { debit, credit } = sides(posting);
        yield csvRow([
          entry.id,
          day,
          entry.document.kind,
          entry.document.number,
          entry.customer,
          entry.description,
          entry.by,
          entry.reverses,
          account.name,
          account.title,
          account.type,
          posting.currency,
          { number: debit },
          { number: credit },
          posting.invoice,
          posting.line,
        ]);
      }
    }
  },
};
