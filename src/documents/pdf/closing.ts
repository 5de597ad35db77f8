import type { InvoiceView, Labelled, SumRow } from "../view/invoice-view.ts";
import {
  artifact,
  below,
  drawLeft,
  drawRight,
  ensureRoom,
  HAIRLINE,
  LEADING,
  paragraph,
  rule,
  type Sheet,
  type StructureElement,
  styles,
  tagged,
} from "./sheet.ts";
import type { TextStyle } from "./typeset.ts";

/** Everything below the table of charges: sums, taxes, how to pay, notes. */
export function drawClosing(sheet: Sheet, view: InvoiceView): void {
  drawSums(sheet, view);
  if (view.taxSentences.length > 0) {
    sheet.y += 6;
    for (const sentence of view.taxSentences) paragraph(sheet, sentence, styles.strong);
  }
  drawPayment(sheet, view);
  const { heading, paragraphs } = view.notes;
  if (paragraphs.length === 0) return;
  drawHeading(sheet, heading, 40);
  for (const text of paragraphs) {
    paragraph(sheet, text);
    sheet.y += 3;
  }
}

const SUM_HEIGHT = 15;
/** Where the sums begin, as a part of the text's width; the taxes stand to their left. */
const SUMS_FROM = 0.52;
const DUE_HEIGHT = 24;

function drawSums(sheet: Sheet, view: InvoiceView): void {
  const { paper } = sheet;
  const left = paper.left + (paper.right - paper.left) * SUMS_FROM;
  const table = below(sheet, sheet.root, "Table");
  const height = view.sums.reduce((sum, row) => sum + heightOfSum(row), 0);
  ensureRoom(sheet, Math.min(height, sheet.bottom - paper.top));
  const top = sheet.y;
  for (const row of view.sums) {
    ensureRoom(sheet, heightOfSum(row));
    drawSum(sheet, row, table, left);
    sheet.y += heightOfSum(row);
  }
  table.end();
  // Every rate of tax has its row among the sums, so sums that stayed on one page leave room for the taxes beside them.
  const end = sheet.y;
  if (end === top + height) sheet.y = top;
  drawTaxes(sheet, view);
  sheet.y = Math.max(sheet.y, end) + 10;
}

function drawSum(sheet: Sheet, row: SumRow, table: StructureElement, left: number): void {
  const { right } = sheet.paper;
  const due = row.kind === "due";
  const style: TextStyle = due ? styles.due : row.kind === "total" ? styles.strong : styles.figure;
  if (due) rule(sheet, sheet.y + 1, sheet.accent, 1, left);
  const baseline = sheet.y + (due ? 18 : styles.text.size + 2);
  const element = below(sheet, table, "TR");
  const label = due ? { ...style, colour: sheet.accent } : { ...style, figures: false };
  tagged(sheet, below(sheet, element, "TH", { scope: "Row" }), "TH", () => {
    const [line = ""] = sheet.type.lines(row.label, label, (right - left) * 0.6);
    sheet.type.draw(line, label, left, baseline);
  });
  const width = (right - left) * (due ? 0.55 : 0.38);
  tagged(sheet, below(sheet, element, "TD"), "TD", () => {
    drawRight(sheet, row.value, style, right, baseline, width);
  });
  element.end();
}

const heightOfSum = (row: SumRow): number => (row.kind === "due" ? DUE_HEIGHT : SUM_HEIGHT);

/** Right ends of the three columns of taxes, from the left edge of the text. */
const TAX_ENDS = [80, 150, 212] as const;

function drawTaxes(sheet: Sheet, view: InvoiceView): void {
  const { taxes } = view;
  if (taxes === undefined) return;
  const table = below(sheet, sheet.root, "Table");
  const { columns, rows } = taxes;
  ensureRoom(sheet, 30);
  sheet.y += 4;
  drawTaxRow(sheet, table, "TH", [columns.name, columns.base, columns.amount], styles.head);
  sheet.y += 13;
  const { document, paper } = sheet;
  artifact(sheet, "Layout", () => {
    const y = sheet.y - 2;
    document.moveTo(paper.left, y).lineTo(paper.left + TAX_ENDS[2], y);
    document.lineWidth(0.6).strokeColor(HAIRLINE).stroke();
  });
  const figures = { ...styles.figure, size: 8 };
  for (const row of rows) {
    ensureRoom(sheet, 12.5);
    sheet.y += 1.5;
    drawTaxRow(sheet, table, "TD", [row.name, row.base, row.amount], figures);
    sheet.y += 11;
  }
  table.end();
}

function drawTaxRow(
  sheet: Sheet,
  table: StructureElement,
  type: "TH" | "TD",
  [name, base, amount]: readonly [string, string, string],
  style: TextStyle,
): void {
  const { left } = sheet.paper;
  const row = below(sheet, table, "TR");
  const baseline = sheet.y + style.size;
  const cell = (draw: () => void): void =>
    tagged(sheet, below(sheet, row, type, type === "TH" ? { scope: "Column" } : {}), type, draw);
  const [nameEnd, baseEnd, amountEnd] = TAX_ENDS;
  cell(() => drawLeft(sheet, name, style, left, baseline, nameEnd - 4));
  cell(() => drawRight(sheet, base, style, left + baseEnd, baseline, baseEnd - nameEnd - 4));
  cell(() => drawRight(sheet, amount, style, left + amountEnd, baseline, amountEnd - baseEnd - 6));
  row.end();
}

function drawPayment(sheet: Sheet, view: InvoiceView): void {
  const { heading, sentences, details } = view.payment;
  drawHeading(sheet, heading, 30 + details.length * 12);
  for (const sentence of sentences) paragraph(sheet, sentence);
  if (details.length === 0) return;
  sheet.y += 5;
  const label = Math.max(...details.map((detail) => sheet.type.width(detail.label, styles.small)));
  for (const detail of details) drawDetail(sheet, detail, Math.min(140, label) + 14);
}

function drawDetail(sheet: Sheet, { label, value }: Labelled, indent: number): void {
  const { paper } = sheet;
  const element = below(sheet, sheet.root, "P");
  sheet.type
    .lines(value, styles.strong, paper.right - paper.left - indent)
    .forEach((line, index) => {
      ensureRoom(sheet, 12);
      tagged(sheet, element, "P", () => {
        const baseline = sheet.y + styles.text.size;
        if (index === 0) sheet.type.draw(label, styles.small, paper.left, baseline);
        sheet.type.draw(line, styles.strong, paper.left + indent, baseline);
      });
      sheet.y += styles.text.size * LEADING;
    });
  element.end();
}

/** A heading with some room for what it heads. */
function drawHeading(sheet: Sheet, text: string, follows: number): void {
  sheet.y += 14;
  ensureRoom(sheet, Math.min(20 + follows, sheet.bottom - sheet.paper.top));
  paragraph(sheet, text, { ...styles.strong, size: 10, colour: sheet.accent }, "H2");
  sheet.y += 3;
}
