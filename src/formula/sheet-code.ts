import { assert } from "../fault/fault.ts";
import type { BinaryOperator, Expression } from "./expression.ts";
import { formulaFunction } from "./functions/registry.ts";

/** Where a spreadsheet has the figures that a formula reads. */
export interface SheetScope {
  /** The cell of a figure in the month that is computed, or its only cell. */
  readonly now: (name: string) => string;
  /** The cell of a figure so many months earlier; `back` is a number or a formula. */
  readonly past: (name: string, back: string) => string;
  /** The cell of the month's number, from 1. */
  readonly month: string;
}

const calls: Readonly<Partial<Record<BinaryOperator, string>>> = { and: "AND", or: "OR" };

/**
 * A formula as a spreadsheet writes it (OpenFormula and OOXML alike: English functions, commas). Nothing of its text gets into it: numbers are
 * printed from doubles, names become cells, signs and functions come from tables.
 */
export function sheetCode(expression: Expression, scope: SheetScope): string {
  switch (expression.kind) {
    case "number":
      return numberText(expression.value);
    case "name":
      return scope.now(expression.name);
    case "unary": {
      const operand = sheetCode(expression.operand, scope);
      return expression.operator === "not" ? `NOT(${operand})` : `(-${operand})`;
    }
    case "binary": {
      const left = sheetCode(expression.left, scope);
      const right = sheetCode(expression.right, scope);
      const call = calls[expression.operator];
      return call === undefined
        ? `(${left}${expression.operator}${right})`
        : `${call}(${left},${right})`;
    }
    case "conversion": {
      assert(expression.factor !== undefined, "the units of conversions are known by now");
      return `(${sheetCode(expression.operand, scope)}*${numberText(expression.factor)})`;
    }
    case "call":
      return callText(expression, scope);
  }
}

function callText(call: Extract<Expression, { kind: "call" }>, scope: SheetScope): string {
  const called = formulaFunction(call.name);
  assert(called?.reads === "now" || called?.reads === "past", "sums over months are steps");
  if (called.reads === "now")
    return called.sheet(
      call.arguments.map((one) => sheetCode(one, scope)),
      scope.month,
    );
  const [of, ...others] = call.arguments;
  assert(of?.kind === "name", "only a name is read of earlier months");
  return called.sheet(
    (back) => scope.past(of.name, back),
    others.map((one) => sheetCode(one, scope)),
    scope.month,
  );
}

/** Spreadsheets read exponents, but not all of them a sign before one. */
function numberText(value: number): string {
  assert(Number.isFinite(value), "a number of a formula is finite");
  const text = String(value).replace("e+", "E").replace("e-", "E-");
  return value < 0 ? `(${text})` : text;
}
