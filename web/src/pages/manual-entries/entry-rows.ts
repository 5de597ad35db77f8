import type { Entry } from "../../api/ledger.ts";
import type { CsvRow } from "../../format/csv-text.ts";

/** The head of the file that {@link entryRows} makes. */
export const entryHeader: CsvRow = [
  "date",
  "id",
  "description",
  "by",
  "account",
  "currency",
  "amount",
  "reverses",
  "reversedBy",
];

/** Entries as rows of a file, one for each posting; debits positive. */
export const entryRows = (entries: readonly Entry[]): readonly CsvRow[] =>
  entries.flatMap(({ date, id, description, by, postings, reverses, reversedBy }) =>
    postings.map(({ account, currency, amount }) => [
      date,
      id,
      description,
      by,
      account,
      currency,
      amount,
      reverses,
      reversedBy,
    ]),
  );
