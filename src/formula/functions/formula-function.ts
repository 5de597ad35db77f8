import type { Fault, Result } from "../../fault/fault.ts";
import type { NumberType, ValueType } from "../value-type.ts";

/** Makes a fault at the place of the call, or of one of its arguments. */
export type FaultAt = (
  fault: Pick<Fault, "code" | "message"> & { readonly suggestion: string },
  argument?: number,
) => Fault;

/** What all functions say of themselves. */
interface Signature {
  readonly name: string;
  /** How it is written and what it gives, for docs/formulas.md. */
  readonly usage: string;
  readonly meaning: string;
  /** Fewest and most arguments. */
  readonly least: number;
  readonly most: number;
}

/** Reads what holds in the same month. */
export interface MonthlyFunction extends Signature {
  readonly reads: "now";
  readonly type: (given: readonly ValueType[], faultAt: FaultAt) => Result<ValueType>;
  /** JavaScript of its value from that of its arguments; `t` is the month, from 0. */
  readonly javascript: (given: readonly string[]) => string;
  /** The same as a spreadsheet writes it; `month` is the cell of the month's number, from 1. */
  readonly sheet: (given: readonly string[], month: string) => string;
}

/** Reads an earlier month of the named figure that is its first argument, so it may stand in a circle. */
export interface PastFunction extends Signature {
  readonly reads: "past";
  /** Of what holds before the plan begins, which is its second argument; the figure's own type must be the same. */
  readonly type: (given: readonly ValueType[], faultAt: FaultAt) => Result<NumberType>;
  /** `at(back)` is the JavaScript of the figure so many months before. */
  readonly javascript: (at: (back: string) => string, given: readonly string[]) => string;
  /** The same as a spreadsheet writes it; `at` gives the cell so many months before, which may lie before the first. */
  readonly sheet: (at: (back: string) => string, given: readonly string[], month: string) => string;
}

/** Reads all months of its first argument at once and gives one figure. */
export interface WholeFunction extends Signature {
  readonly reads: "whole";
  readonly type: (given: readonly NumberType[], faultAt: FaultAt) => Result<NumberType>;
  /** The months of the figure, and what its other arguments came to. */
  readonly value: (months: Float64Array, given: readonly number[]) => number;
  /** The same as a spreadsheet writes it, of the cells of all months. */
  readonly sheet: (months: string, given: readonly string[]) => string;
}

/** Adds its first argument to what it came to a month earlier; its second is what held before the plan. */
export interface RunningFunction extends Signature {
  readonly reads: "running";
  readonly type: (given: readonly ValueType[], faultAt: FaultAt) => Result<NumberType>;
}

/** Something that a formula can call. */
export type FormulaFunction = MonthlyFunction | PastFunction | RunningFunction | WholeFunction;
