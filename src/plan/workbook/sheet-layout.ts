/** Rows above the figures of every sheet: its title, the months, and their numbers. */
export const headRows = 3;

/** The first columns of every sheet, from 0: label, figure, unit, unit of a year, and the cell of what is one number. */
export const onceColumn = 4;

/** Which columns a workbook of so many months has: the same on every sheet, so that a month stands under itself. */
export interface SheetColumns {
  /** The column of a year, from 0. */
  readonly year: (index: number) => number;
  /** The column of a month, from 0. */
  readonly month: (index: number) => number;
}

/** The columns of a plan of so many years. */
export const sheetColumns = (years: number): SheetColumns => ({
  year: (index) => onceColumn + 1 + index,
  month: (index) => onceColumn + 1 + years + 1 + index,
});

/** The letters of a column, from 0: `A`, `Z`, `AA`. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters;
}

/** A cell as formulas of other sheets read it. */
export const cellOf = (sheet: string, column: string, row: number): string =>
  `'${sheet}'!${column}${row}`;
