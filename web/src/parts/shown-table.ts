import { cellText } from "../format/cell-text.ts";
import type { CsvRow } from "../format/csv-text.ts";

/** What a table shows, for a file: without what is only to be pressed, and with moments as they are and not as they are written. */
export function shownTable(table: HTMLTableElement): {
  readonly header: CsvRow;
  readonly rows: readonly CsvRow[];
} {
  const textsOf = (row: HTMLTableRowElement): readonly string[] =>
    [...row.cells].flatMap((cell) => [
      cellText(textOf(cell)),
      ...Array.from({ length: cell.colSpan - 1 }, () => ""),
    ]);
  const head = [...(table.tHead?.rows ?? [])].map(textsOf).at(-1) ?? [];
  const body = [...table.tBodies].flatMap((part) => [...part.rows]).map(textsOf);
  const isFilled = (_: string, column: number): boolean =>
    body.length === 0 || body.some((row) => (row[column] ?? "") !== "");
  const kept = (row: readonly string[]): CsvRow =>
    head.flatMap((name, column) => (isFilled(name, column) ? [row[column] ?? ""] : []));
  return { header: kept(head), rows: body.map(kept) };
}

/** The text of a cell: of what is said twice, once for the eye and once for the ear, the first. */
function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return "";
  if (node.matches("button, svg, .visually-hidden, .narrow-only, [role=img]")) return "";
  if (node instanceof HTMLTimeElement && node.dateTime !== "") return node.dateTime;
  const isBlock = node.matches("div, p, li, dt, dd, br");
  const text = [...node.childNodes].map(textOf).join("");
  return isBlock ? ` ${text} ` : text;
}
