/** A cell: text, which is made harmless, or a number that we wrote ourselves, which is left alone. */
export type CsvCell = string | { readonly number: string } | undefined;

/**
 * A row of CSV (RFC 4180), with its CRLF.
 *
 * Text that a spreadsheet would take for a formula (it begins, after white space, with `=`, `+`, `-`, `@` or their
 * full-width forms, or with a control character) gets an apostrophe in front, as OWASP advises against CSV injection.
 * Numbers never do: an amount with an apostrophe is not an amount any more.
 */
export const csvRow = (cells: readonly CsvCell[]): string => `${cells.map(csvCell).join(",")}\r\n`;

const formula = /^(?:[\s\p{Cc}]*[=+\-@＝＋－＠]|\p{Cc})/u;

function csvCell(cell: CsvCell): string {
  if (cell === undefined) return "";
  if (typeof cell !== "string") return cell.number;
  const harmless = formula.test(cell) ? `'${cell}` : cell;
  return /[",\p{Cc}\u2028\u2029]|^\s|\s$/u.test(harmless)
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless;
}
