import type { Paper } from "./paper.ts";
import type { TextStyle, Typesetter } from "./typeset.ts";

/** Leading of running text: distance of baselines by the size. */
export const LEADING = 1.38;
const INK = "#1d2430";
const FAINT = "#5d6675";
/** Colour of the thin rules. */
export const HAIRLINE = "#d5dae1";

/** The styles of a document; `accent` is set where a colour is the seller's. */
export const styles = {
  text: { size: 9, weight: "regular", colour: INK },
  strong: { size: 9, weight: "bold", colour: INK },
  figure: { size: 9, weight: "regular", colour: INK, figures: true },
  small: { size: 7.6, weight: "regular", colour: FAINT },
  head: { size: 7.6, weight: "bold", colour: FAINT },
  due: { size: 11, weight: "bold", colour: INK, figures: true },
} as const satisfies Readonly<Record<string, TextStyle>>;

/** An element of the document's structure, for readers aloud. */
export type StructureElement = PDFKit.PDFStructureElement;

/** The pages of a document while they are filled from top to bottom. */
export interface Sheet {
  readonly document: PDFKit.PDFDocument;
  readonly paper: Paper;
  readonly type: Typesetter;
  /** The whole document's element; every block hangs below it. */
  readonly root: StructureElement;
  /** Bottom of the area that text may fill. */
  readonly bottom: number;
  readonly accent: string;
  /** Top of what comes next. */
  y: number;
}

/** What a document of several pages does at the foot of a full page and at the head of a new one. */
export interface PageTurn {
  readonly before?: () => void;
  readonly after?: () => void;
}

/** Begins a page unless there is room for so many points. */
export function ensureRoom(sheet: Sheet, height: number, turn: PageTurn = {}, reserve = 0): void {
  if (sheet.y + height <= sheet.bottom - reserve) return;
  turn.before?.();
  sheet.document.addPage();
  sheet.y = sheet.paper.top;
  turn.after?.();
}

/** A new element below another. */
export function below(
  sheet: Sheet,
  parent: StructureElement,
  type: string,
  options: { readonly alt?: string; readonly scope?: "Column" | "Row" } = {},
): StructureElement {
  const element = sheet.document.struct(type, options);
  parent.add(element);
  return element;
}

/** Draws as content of a structure element. */
export function tagged(
  sheet: Sheet,
  element: StructureElement,
  type: string,
  draw: () => void,
): void {
  const content = sheet.document.markStructureContent(type);
  draw();
  sheet.document.endMarkedContent();
  element.add(content);
}

/** Draws what is no content: rules, repeated heads, page numbers. */
export function artifact(sheet: Sheet, type: "Pagination" | "Layout", draw: () => void): void {
  sheet.document.markContent("Artifact", { type });
  draw();
  sheet.document.endMarkedContent();
}

/** A horizontal rule at a height. */
export function rule(
  sheet: Sheet,
  y: number,
  colour: string = HAIRLINE,
  weight = 0.6,
  left = sheet.paper.left,
): void {
  artifact(sheet, "Layout", () => {
    const { document, paper } = sheet;
    document.moveTo(left, y).lineTo(paper.right, y).lineWidth(weight).strokeColor(colour).stroke();
  });
}

/** Draws a line that ends at `right`, in a smaller size where it would be wider than `width`. */
export function drawRight(
  { type }: Sheet,
  line: string,
  style: TextStyle,
  right: number,
  baseline: number,
  width: number,
): void {
  const natural = type.width(line, style);
  const fitted = natural <= width ? style : { ...style, size: (style.size * width) / natural };
  type.draw(line, fitted, right - Math.min(natural, width), baseline);
}

/** Draws a line from `left`, in a smaller size where it would be wider than `width`. */
export function drawLeft(
  { type }: Sheet,
  line: string,
  style: TextStyle,
  left: number,
  baseline: number,
  width: number,
): void {
  const natural = type.width(line, style);
  const size = natural <= width ? style.size : (style.size * width) / natural;
  type.draw(line, { ...style, size }, left, baseline);
}

/** Sets a paragraph across the page or a part of it, over as many pages as it takes. */
export function paragraph(
  sheet: Sheet,
  text: string,
  style: TextStyle = styles.text,
  role = "P",
  width = sheet.paper.right - sheet.paper.left,
): void {
  const element = below(sheet, sheet.root, role);
  const height = style.size * LEADING;
  for (const line of sheet.type.lines(text, style, width)) {
    ensureRoom(sheet, height);
    tagged(sheet, element, role, () => {
      sheet.type.draw(line, style, sheet.paper.left, sheet.y + style.size);
    });
    sheet.y += height;
  }
  element.end();
}
