import { savedTable } from "../format/saved-table.ts";
import { fileName, saveCsv } from "./save-csv.ts";

/** Saves what a table shows: without what is only to be pressed, and with figures and moments as they are, not as they are written. */
export function saveShown(table: HTMLTableElement | null, caption: string): void {
  if (table === null) return;
  const head = [...(table.tHead?.rows ?? [])].map(textsOf).at(-1) ?? [];
  const body = [...table.tBodies].flatMap((part) => [...part.rows]).map(textsOf);
  const { header, rows } = savedTable(head, body);
  saveCsv(fileName(caption), header, rows);
}

const textsOf = (row: HTMLTableRowElement): readonly string[] =>
  [...row.cells].flatMap((cell) => [
    textOf(cell),
    ...Array.from({ length: cell.colSpan - 1 }, () => ""),
  ]);

/** The text of a cell: of what is said twice, once for the eye and once for the ear, the first. */
function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return "";
  if (node.matches("button, svg, .visually-hidden, .narrow-only, [role=img]")) return "";
  if (node instanceof HTMLTimeElement && node.dateTime !== "") return node.dateTime;
  if (node instanceof HTMLDataElement) return node.value;
  const isBlock = node.matches("div, p, li, dt, dd, br");
  const text = [...node.childNodes].map(textOf).join("");
  return isBlock ? ` ${text} ` : text;
}
