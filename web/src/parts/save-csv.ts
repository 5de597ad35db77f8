import { type CsvRow, csvText } from "../format/csv-text.ts";

/** Saves rows as a file for a spreadsheet; the name has no ending. */
export function saveCsv(name: string, header: CsvRow, rows: readonly CsvRow[]): void {
  const file = new Blob([csvText(header, rows)], { type: "text/csv;charset=utf-8" });
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}

/** What a table is called as the name of a file: `the-latest-invoices`. */
export const fileName = (caption: string): string =>
  caption
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
