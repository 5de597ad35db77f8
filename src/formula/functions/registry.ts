import { accumulate } from "./accumulate.ts";
import { monthNumber, yearNumber } from "./calendar.ts";
import { choose } from "./choose.ts";
import { annualGrowth, annualLoss, monthlyGrowth, monthlyLoss } from "./compounding.ts";
import { exp, ln, sqrt } from "./exponentials.ts";
import { max, min } from "./extremes.ts";
import type { FormulaFunction } from "./formula-function.ts";
import {
  atMonth,
  average,
  endOfQuarter,
  endOfYear,
  highest,
  lowest,
  sumOfQuarter,
  sumOfYear,
  total,
} from "./over-months.ts";
import { previous } from "./previous.ts";
import { abs, ceiling, floor, round } from "./whole-numbers.ts";

/** Every function of the language, in the order in which docs/formulas.md lists them. */
export const formulaFunctions: readonly FormulaFunction[] = [
  min,
  max,
  abs,
  round,
  floor,
  ceiling,
  exp,
  ln,
  sqrt,
  choose,
  annualLoss,
  monthlyLoss,
  annualGrowth,
  monthlyGrowth,
  monthNumber,
  yearNumber,
  previous,
  accumulate,
  sumOfYear,
  sumOfQuarter,
  endOfYear,
  endOfQuarter,
  atMonth,
  total,
  average,
  highest,
  lowest,
];

const byName: ReadonlyMap<string, FormulaFunction> = new Map(
  formulaFunctions.map((one) => [one.name, one]),
);

/** The function of a name; undefined where there is none. */
export const formulaFunction = (name: string): FormulaFunction | undefined => byName.get(name);
