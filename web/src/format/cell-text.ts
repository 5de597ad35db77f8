/**
 * What a cell of a table shows, as a file for a spreadsheet has it: a figure without its grouping and with a plain minus, anything else
 * as it is.
 */
export function cellText(shown: string): string {
  const text = shown.replaceAll(/\s+/g, " ").trim();
  const figure = /^([−-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?$/.exec(text);
  if (figure === null) return text === "–" ? "" : text;
  const [, sign = "", whole = "", fraction = ""] = figure;
  return `${sign === "" ? "" : "-"}${whole.replaceAll(",", "")}${fraction}`;
}
