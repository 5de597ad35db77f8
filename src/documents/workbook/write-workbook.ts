import { type CellStyle, type WriteSheet, writeXlsx } from "hucre";
import { type CurrencyCode, minorUnits } from "../../money/currency.ts";
import { headRows, onceColumn, sheetColumns } from "../../plan/workbook/sheet-layout.ts";
import type {
  CellFormat,
  RowKind,
  Workbook,
  WorkbookCell,
  WorkbookFigures,
  WorkbookLine,
  WorkbookSheet,
} from "../../plan/workbook/workbook.ts";

/** A workbook as an XLSX file (ISO/IEC 29500), with formulas and what they come to; the same workbook gives the same cells. */
export const writeWorkbook = (workbook: Workbook): Promise<Uint8Array> =>
  writeXlsx({
    sheets: workbook.sheets.map((sheet) => writtenSheet(sheet, workbook)),
    properties: { title: workbook.title, creator: "Florin" },
    defaultFont: font,
    namedRanges: workbook.sheets.filter(hasFigures).map(printTitles),
  });

const hasFigures = ({ lines }: WorkbookSheet): boolean =>
  lines.some(({ kind }) => kind === "figures");

/** Labels and months stand on every page; names of sheets have spaces, so they are quoted. */
const printTitles = ({ name }: WorkbookSheet) => ({
  name: "_xlnm.Print_Titles",
  scope: name,
  range: `'${name}'!$A:$A,'${name}'!$1:$${headRows}`,
});

/** The font of all cells: one that names none is shown in another than the rest. */
const font = { name: "Calibri", size: 11 };

type Cells = NonNullable<WriteSheet["cells"]>;

const formats: Readonly<Record<Exclude<CellFormat, "money">, string>> = {
  share: "0.0%",
  multiple: '0.00"x"',
  number: "#,##0.0",
  whole: "#,##0",
};

/** Money has the digits of its currency: none in yen, three in Kuwaiti dinars. */
function formatOf(format: CellFormat, currency: CurrencyCode): string {
  if (format !== "money") return formats[format];
  const digits = minorUnits(currency);
  const amount = digits === 0 ? "#,##0" : `#,##0.${"0".repeat(digits)}`;
  return `${amount};[Red]-${amount}`;
}

const fills: Readonly<Record<RowKind, string | undefined>> = {
  input: "FFF2CC",
  billed: "E8EEF4",
  formula: undefined,
  total: undefined,
};

function writtenSheet(
  sheet: WorkbookSheet,
  { title, currency, months, years }: Workbook,
): WriteSheet {
  const cells: Cells = new Map();
  const columns = sheetColumns(years.length);
  const put = (row: number, column: number, cell: Parameters<Cells["set"]>[1]): void => {
    cells.set(`${row},${column}`, cell);
  };
  const isText = !hasFigures(sheet);
  put(0, 0, {
    value: `${title}: ${sheet.name}`,
    style: { font: { ...font, bold: true, size: 14 } },
  });
  if (!isText) {
    for (const [column, text] of ["", "Figure", "Unit", "Unit of a year", "Value"].entries())
      put(1, column, { value: text, style: headStyle });
    for (const [index, year] of years.entries())
      put(1, columns.year(index), { value: year, style: headStyle });
    for (const [index, month] of months.entries()) {
      put(1, columns.month(index), { value: month, style: headStyle });
      put(headRows - 1, columns.month(index), { value: index + 1, style: quietStyle });
    }
    put(headRows - 1, 0, { value: "Month of the plan", style: quietStyle });
  }
  for (const [index, line] of sheet.lines.entries())
    if (isText) writeText(line, headRows + index, put);
    else writeLine(line, headRows + index, put, { columns, currency });
  return {
    name: sheet.name,
    cells,
    rows: [],
    ...(isText ? printedText(sheet.lines) : printedMonths(columns, months.length)),
    columns: isText
      ? [{ width: textWidth }]
      : [
          { width: 46 },
          { width: 30 },
          { width: 24 },
          { width: 24 },
          ...Array.from({ length: columns.month(months.length) - onceColumn }, () => ({
            width: 15,
          })),
        ],
    ...(isText ? {} : { freezePane: { rows: headRows, columns: 1 } }),
  };
}

type Printed = Pick<WriteSheet, "pageSetup" | "headerFooter" | "colBreaks" | "rowDefs">;

const footer = { oddFooter: "&L&A&RPage &P of &N" };
const margins = { top: 0.6, bottom: 0.6, left: 0.5, right: 0.5, header: 0.3, footer: 0.3 };

/** On paper the years stand on a page of their own and twelve months on each after it, all beside their labels and below their months. */
const printedMonths = (columns: ReturnType<typeof sheetColumns>, months: number): Printed => ({
  pageSetup: {
    paperSize: "a4",
    orientation: "landscape",
    scale: 46,
    margins,
  },
  headerFooter: footer,
  colBreaks: [
    ...(months > yearsBesideNames * 12 ? [columns.year(0) - 1] : []),
    ...Array.from(
      { length: Math.ceil(months / monthsOnPage) },
      (_, page) => columns.month(page * monthsOnPage) - 1,
    ),
  ],
});

const monthsOnPage = 12;
/** More years than these have a page without the names and units of figures. */
const yearsBesideNames = 6;

/** Characters of a column of text, about as many as fit across the paper. */
const textWidth = 90;
const lineHeight = 15;

/** Text keeps its width, and each row is as high as its lines: no program that opens the file has to find out. */
const printedText = (lines: readonly WorkbookLine[]): Printed => ({
  pageSetup: { paperSize: "a4", orientation: "portrait", scale: 80, margins },
  headerFooter: footer,
  rowDefs: new Map(
    lines.flatMap((line, index) => {
      const height = line.kind === "note" ? linesOf(line.text) * lineHeight : undefined;
      return height === undefined ? [] : [[headRows + index, { height }] as const];
    }),
  ),
});

/** How many lines a text takes up, word by word; a little too many rather than one too few. */
function linesOf(text: string): number {
  let lines = 1;
  let length = 0;
  for (const word of text.split(/\s+/)) {
    if (length > 0 && length + 1 + word.length > textWidth - 4) {
      lines += 1;
      length = 0;
    }
    length += (length > 0 ? 1 : 0) + word.length;
  }
  return lines;
}

function writeText(line: WorkbookLine, row: number, put: Put): void {
  if (line.kind === "figures") return;
  const style: CellStyle =
    line.kind === "heading"
      ? { font: { ...font, bold: true } }
      : { alignment: { wrapText: true, vertical: "top" } };
  put(row, 0, { value: line.text, style });
}

const headStyle: CellStyle = {
  font: { ...font, bold: true },
  border: { bottom: { style: "thin" } },
  alignment: { horizontal: "right" },
};
const quietStyle: CellStyle = { font: { ...font, color: { rgb: "6B7280" }, size: 9 } };

type Put = (row: number, column: number, cell: Parameters<Cells["set"]>[1]) => void;

function writeLine(
  line: WorkbookLine,
  row: number,
  put: Put,
  {
    columns,
    currency,
  }: { readonly columns: ReturnType<typeof sheetColumns>; readonly currency: CurrencyCode },
): void {
  if (line.kind === "heading") {
    put(row, 0, { value: line.text, style: { font: { ...font, bold: true } } });
    return;
  }
  if (line.kind === "note") {
    put(row, 0, { value: line.text });
    return;
  }
  const style = styleOf(line, currency);
  const label: CellStyle = line.row === "total" ? { font: { ...font, bold: true } } : {};
  put(row, 0, { value: line.label, style: label });
  put(row, 1, { value: line.figure, style: quietStyle });
  put(row, 2, { value: line.unit, style: quietStyle });
  if (line.yearUnit !== undefined) put(row, 3, { value: line.yearUnit, style: quietStyle });
  if (line.once !== undefined) put(row, onceColumn, { ...written(line.once), style });
  for (const [index, cell] of (line.years ?? []).entries())
    put(row, columns.year(index), { ...written(cell), style });
  for (const [index, cell] of (line.months ?? []).entries())
    put(row, columns.month(index), { ...written(cell), style });
}

function styleOf({ row, format }: WorkbookFigures, currency: CurrencyCode): CellStyle {
  const fill = fills[row];
  return {
    numFmt: formatOf(format, currency),
    ...(fill === undefined
      ? {}
      : { fill: { type: "pattern", pattern: "solid", fgColor: { rgb: fill } } }),
    ...(row === "total"
      ? { font: { ...font, bold: true }, border: { top: { style: "thin" } } }
      : {}),
    ...(row === "input" ? { font: { ...font, color: { rgb: "1F3FBF" } } } : {}),
  };
}

const written = (cell: WorkbookCell) =>
  cell.kind === "value"
    ? { value: cell.value }
    : { value: null, formula: cell.formula, formulaResult: cell.result ?? "" };
