import type { ChargeRow, InvoiceView } from "../view/invoice-view.ts";
import {
  artifact,
  below,
  drawRight,
  ensureRoom,
  type PageTurn,
  rule,
  type Sheet,
  type StructureElement,
  styles,
  tagged,
} from "./sheet.ts";
import type { TextStyle } from "./typeset.ts";

/** Room at the foot of a page for the sum that is carried over. */
const CARRY_HEIGHT = 20;
const LINE = 12.2;
const SMALL_LINE = 10.4;
const PADDING = 4.6;

/** Left edges and right ends of the columns, in points. */
interface Columns {
  readonly position: number;
  readonly description: number;
  readonly descriptionWidth: number;
  readonly quantityRight: number;
  readonly quantityWidth: number;
  readonly priceRight: number;
  readonly priceWidth: number;
  readonly amountRight: number;
  readonly amountWidth: number;
}

function columnsOf({ paper }: Sheet): Columns {
  const [quantityWidth, priceWidth, amountWidth] = [84, 64, 72];
  const gap = 9;
  const priceRight = paper.right - amountWidth - gap;
  const quantityRight = priceRight - priceWidth - gap;
  const description = paper.left + 24;
  return {
    position: paper.left,
    description,
    descriptionWidth: quantityRight - quantityWidth - gap - description,
    quantityRight,
    quantityWidth,
    priceRight,
    priceWidth,
    amountRight: paper.right,
    amountWidth,
  };
}

/** A printed line of a row: a piece of each of its cells. */
interface PrintedLine {
  readonly height: number;
  readonly left?: { readonly text: string; readonly style: TextStyle };
  readonly position?: string;
  readonly quantity?: string;
  readonly unitPrice?: string;
  readonly amount?: string;
}

/** The table of charges over as many pages as it takes, its head on each and the sum so far carried between them. */
export function drawChargeTable(sheet: Sheet, view: InvoiceView): void {
  const columns = columnsOf(sheet);
  const table = below(sheet, sheet.root, "Table");
  drawHead(sheet, view, columns, table);
  let running: string | undefined;
  const turn: PageTurn = {
    before: () => {
      if (running !== undefined) drawCarry(sheet, view.carriedForward, running, columns);
    },
    after: () => {
      drawHead(sheet, view, columns, undefined);
      if (running !== undefined) drawCarry(sheet, view.broughtForward, running, columns);
    },
  };
  const page = sheet.bottom - sheet.paper.top - 3 * CARRY_HEIGHT;
  for (const rows of groupRows(view.rows)) {
    const printed = rows.map((row) => ({ row, lines: printedLines(sheet, row, columns) }));
    const height = printed.reduce((sum, { lines }) => sum + heightOf(lines), 0);
    if (height <= page) ensureRoom(sheet, height, turn, CARRY_HEIGHT);
    for (const { row, lines } of printed) {
      const element = below(sheet, table, "TR");
      const cells = cellsOf(sheet, element);
      sheet.y += row.kind === "charge" ? PADDING : 0;
      for (const line of lines) {
        ensureRoom(sheet, line.height, turn, CARRY_HEIGHT);
        drawLine(sheet, line, columns, cells);
        if (line.amount !== undefined) running = row.running;
      }
      element.end();
    }
    sheet.y += PADDING;
    rule(sheet, sheet.y);
  }
  table.end();
  sheet.y += 12;
}

/** Each charge with the discounts under it, which stay on its page. */
function groupRows(rows: readonly ChargeRow[]): readonly (readonly ChargeRow[])[] {
  const groups: ChargeRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (row.kind === "discount" && last !== undefined) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

const heightOf = (lines: readonly PrintedLine[]): number =>
  lines.reduce((sum, line) => sum + line.height, 2 * PADDING);

function printedLines(sheet: Sheet, row: ChargeRow, columns: Columns): readonly PrintedLine[] {
  const width = columns.descriptionWidth;
  const set = (text: string, style: TextStyle, indent = 0) =>
    sheet.type.lines(text, style, width - indent).map((line) => ({ text: line, style }));
  if (row.kind === "discount") {
    const lines = set(row.description, styles.small);
    return lines.map((left, index) => ({
      height: SMALL_LINE,
      left,
      ...(index === 0 ? { amount: row.amount } : {}),
    }));
  }
  const lefts = [
    ...set(row.description, styles.strong),
    ...row.details.flatMap((detail) => set(detail, styles.small)),
  ];
  const quantity = quantityLines(sheet, row, columns);
  const count = Math.max(lefts.length, quantity.length);
  return Array.from({ length: count }, (_, index): PrintedLine => {
    const left = lefts[index];
    const shown = quantity[index];
    return {
      height: left?.style === styles.small ? SMALL_LINE : LINE,
      ...(left === undefined ? {} : { left }),
      ...(shown === undefined ? {} : { quantity: shown }),
      ...(index > 0
        ? {}
        : { position: row.position, unitPrice: row.unitPrice, amount: row.amount }),
    };
  });
}

/** Number and unit on one line where they fit, else the unit below. */
function quantityLines(
  sheet: Sheet,
  row: Extract<ChargeRow, { kind: "charge" }>,
  columns: Columns,
): readonly string[] {
  const together = `${row.quantity} ${row.unit}`.trim();
  if (sheet.type.width(together, styles.figure) <= columns.quantityWidth) return [together];
  return [row.quantity, ...sheet.type.lines(row.unit, styles.figure, columns.quantityWidth)];
}

/** The cells of a row as elements; a cell gets its content line by line, across a page break too. */
type Cells = Readonly<
  Record<"position" | "left" | "quantity" | "unitPrice" | "amount", StructureElement>
>;

function cellsOf(sheet: Sheet, row: StructureElement): Cells {
  const cell = (): StructureElement => below(sheet, row, "TD");
  return {
    position: cell(),
    left: cell(),
    quantity: cell(),
    unitPrice: cell(),
    amount: cell(),
  };
}

function drawLine(sheet: Sheet, line: PrintedLine, columns: Columns, cells: Cells): void {
  const baseline = sheet.y + styles.text.size;
  const { left } = line;
  const right = (
    cell: StructureElement,
    text: string | undefined,
    end: number,
    width: number,
    style: TextStyle = styles.figure,
  ): void => {
    if (text === undefined || text === "") return;
    tagged(sheet, cell, "TD", () => drawRight(sheet, text, style, end, baseline, width));
  };
  const { position } = line;
  if (position !== undefined)
    tagged(sheet, cells.position, "TD", () => {
      sheet.type.draw(position, styles.small, columns.position, baseline);
    });
  if (left !== undefined)
    tagged(sheet, cells.left, "TD", () => {
      sheet.type.draw(left.text, left.style, columns.description, baseline);
    });
  const isDiscount = position === undefined && line.amount !== undefined;
  right(cells.quantity, line.quantity, columns.quantityRight, columns.quantityWidth);
  right(cells.unitPrice, line.unitPrice, columns.priceRight, columns.priceWidth);
  const style = isDiscount ? { ...styles.small, figures: true } : styles.figure;
  right(cells.amount, line.amount, columns.amountRight, columns.amountWidth, style);
  sheet.y += line.height;
}

/** The names of the columns; a part of the table on its first page, an artifact on the others. */
function drawHead(
  sheet: Sheet,
  view: InvoiceView,
  columns: Columns,
  table: StructureElement | undefined,
): void {
  const baseline = sheet.y + styles.head.size;
  const { position, description, quantity, unitPrice, amount } = view.columns;
  const { descriptionWidth: _, ...ends } = columns;
  const draws: readonly (() => void)[] = [
    () => sheet.type.draw(position, styles.head, ends.position, baseline),
    () => sheet.type.draw(description, styles.head, ends.description, baseline),
    () => drawRight(sheet, quantity, styles.head, ends.quantityRight, baseline, ends.quantityWidth),
    () => drawRight(sheet, unitPrice, styles.head, ends.priceRight, baseline, ends.priceWidth),
    () => drawRight(sheet, amount, styles.head, ends.amountRight, baseline, ends.amountWidth),
  ];
  if (table === undefined) {
    artifact(sheet, "Pagination", () => {
      for (const draw of draws) draw();
    });
  } else {
    const row = below(sheet, table, "TR");
    for (const draw of draws)
      tagged(sheet, below(sheet, row, "TH", { scope: "Column" }), "TH", draw);
    row.end();
  }
  sheet.y += styles.head.size + 6;
  rule(sheet, sheet.y, sheet.accent, 1);
}

function drawCarry(sheet: Sheet, label: string, running: string, columns: Columns): void {
  const baseline = sheet.y + PADDING + styles.text.size;
  const style = { ...styles.small, figures: true };
  artifact(sheet, "Pagination", () => {
    sheet.type.draw(label, style, columns.description, baseline);
    drawRight(sheet, running, style, columns.amountRight, baseline, columns.amountWidth);
  });
  sheet.y += CARRY_HEIGHT - 3;
  rule(sheet, sheet.y);
}
