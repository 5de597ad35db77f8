import { documentLanguages } from "../language/languages.ts";
import type { InvoiceView } from "../view/invoice-view.ts";
import type { Paper } from "./paper.ts";
import { artifact, drawRight, rule, type Sheet, styles } from "./sheet.ts";
import type { TextStyle, Typesetter } from "./typeset.ts";

const footStyle: TextStyle = { ...styles.small, size: 6.8 };
const FOOT_LINE = 8.8;
/** A foot may not grow into the page. */
const FOOT_LINES_MAX = 8;
const FOOT_COLUMNS_MAX = 4;
const EDGE = 26;

/** The foot of every page, already broken into the lines of its columns. */
export interface Foot {
  readonly columns: readonly (readonly string[])[];
  /** Top of its rule, in points from the top of the page. */
  readonly top: number;
}

/** Breaks the foot into lines, which says where the text above must end. */
export function setFoot(type: Typesetter, paper: Paper, view: InvoiceView): Foot {
  const shown = view.footer.slice(0, FOOT_COLUMNS_MAX);
  const width = columnWidth(paper, shown.length);
  const columns = shown.map((column) =>
    column.flatMap((line) => type.lines(line, footStyle, width - 10)).slice(0, FOOT_LINES_MAX),
  );
  const lines = Math.max(0, ...columns.map((column) => column.length));
  return { columns, top: paper.height - EDGE - 14 - lines * FOOT_LINE };
}

const columnWidth = (paper: Paper, count: number): number =>
  (paper.right - paper.left) / Math.max(1, count);

/** Puts foot, page number and, from the second page on, the title onto every page. */
export function drawFurniture(sheet: Sheet, view: InvoiceView, foot: Foot): void {
  const { document, paper, type } = sheet;
  const { start, count } = document.bufferedPageRange();
  const { texts } = documentLanguages[view.language];
  for (let page = 0; page < count; page++) {
    document.switchToPage(start + page);
    rule(sheet, foot.top);
    artifact(sheet, "Pagination", () => {
      foot.columns.forEach((column, index) => {
        const left = paper.left + index * columnWidth(paper, foot.columns.length);
        column.forEach((line, row) => {
          type.draw(line, footStyle, left, foot.top + 11 + row * FOOT_LINE);
        });
      });
      const number = texts.page(page + 1, count);
      drawRight(sheet, number, footStyle, paper.right, paper.height - EDGE + 8, 120);
      if (page > 0) {
        const [title = ""] = type.lines(view.title, styles.head, 300);
        type.draw(title, styles.head, paper.left, paper.top - 16);
        drawRight(sheet, number, styles.small, paper.right, paper.top - 16, 120);
      }
    });
    if (view.draft) drawDraftMark(sheet, texts.draft);
  }
}

/** A word across the page, faint enough to read through. */
function drawDraftMark(sheet: Sheet, word: string): void {
  const { document, paper, type } = sheet;
  const style: TextStyle = { size: 118, weight: "bold", colour: "#d64545" };
  artifact(sheet, "Layout", () => {
    document.save();
    document.rotate(-52, { origin: [paper.width / 2, paper.height / 2] }).fillOpacity(0.1);
    const left = (paper.width - type.width(word, style)) / 2;
    type.draw(word, style, left, paper.height / 2 + 40);
    document.restore();
    document.fillOpacity(1);
  });
}
