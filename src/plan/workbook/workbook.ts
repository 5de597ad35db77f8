import type { CurrencyCode } from "../../money/currency.ts";

/** How a number of a sheet is shown. */
export type CellFormat = "money" | "share" | "multiple" | "number" | "whole";

/** One cell: what is written into it, and what it comes to. */
export type WorkbookCell =
  | { readonly kind: "value"; readonly value: number }
  | {
      readonly kind: "formula";
      /** Without the sign of equality; English functions, commas. */
      readonly formula: string;
      /** What Florin computed; null where a metric has no value. */
      readonly result: number | null;
    };

/** What a row is: something to change, something that only Florin computes, or a formula over others. */
export type RowKind = "input" | "billed" | "formula" | "total";

/** A line of a sheet. */
export type WorkbookLine =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "note"; readonly text: string }
  | WorkbookFigures;

/** A figure: one number, or one for each month, with what it comes to in each year. */
export interface WorkbookFigures {
  readonly kind: "figures";
  readonly row: RowKind;
  readonly label: string;
  /** The figure of the plan, `forecast.ebitda`. */
  readonly figure: string;
  /** Of its one number, or of a month. */
  readonly unit: string;
  /** Of a year, where it has months. */
  readonly yearUnit?: string;
  readonly format: CellFormat;
  /** For one number. */
  readonly once?: WorkbookCell;
  readonly months?: readonly WorkbookCell[];
  readonly years?: readonly WorkbookCell[];
}

/** A sheet of a workbook. */
export interface WorkbookSheet {
  readonly name: string;
  readonly lines: readonly WorkbookLine[];
}

/** A plan as a spreadsheet: statements whose formulas are live, over inputs that are marked. */
export interface Workbook {
  readonly title: string;
  readonly currency: CurrencyCode;
  /** `2027-01`. */
  readonly months: readonly string[];
  /** `2027`, or the last month of a year that is none of the calendar. */
  readonly years: readonly string[];
  readonly sheets: readonly WorkbookSheet[];
}
