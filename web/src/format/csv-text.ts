/** The fields of one row; null is an empty field. */
export type CsvRow = readonly (string | number | null)[];

/**
 * Rows as RFC 4180 has them, lines ending with CR LF. A text that a spreadsheet would run as a formula is kept from it by an
 * apostrophe; negative figures stay figures.
 */
export const csvText = (header: CsvRow, rows: readonly CsvRow[]): string =>
  [header, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");

function field(value: string | number | null): string {
  if (value === null) return "";
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
