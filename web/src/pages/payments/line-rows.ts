import type { BankLine } from "../../api/payments.ts";
import type { CsvRow } from "../../format/csv-text.ts";

/** The head of the file that {@link lineRows} makes. */
export const lineHeader: CsvRow = [
  "id",
  "bookedOn",
  "amount",
  "currency",
  "name",
  "remittance",
  "because",
  "suggestedCustomer",
  "suggestedInvoices",
];

/** Lines of statements as rows of a file. */
export const lineRows = (lines: readonly BankLine[]): readonly CsvRow[] =>
  lines.map(({ id, bookedOn, amount, currency, name, remittance, because, suggestions }) => [
    id,
    bookedOn,
    amount,
    currency,
    name,
    remittance,
    because,
    suggestions[0]?.customer ?? null,
    suggestions[0]?.applications.map(({ invoice }) => invoice).join(" ") ?? null,
  ]);
