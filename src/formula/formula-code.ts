import { assert } from "../fault/fault.ts";
import type { BinaryOperator, Expression } from "./expression.ts";
import { formulaFunction } from "./functions/registry.ts";

/** How the code of a formula reads other figures. */
export interface CodeScope {
  /** JavaScript of a figure in the month `t`. */
  readonly now: (name: string) => string;
  /** JavaScript of a figure so many months before `t`; `back` is JavaScript, too. */
  readonly past: (name: string, back: string) => string;
  /** JavaScript of a power that is asked for month after month; that of one alone where absent. */
  readonly power?: (base: string, exponent: string) => string;
}

const signs: Readonly<Partial<Record<BinaryOperator, string>>> = {
  "=": "===",
  "<>": "!==",
  and: "&&",
  or: "||",
};

/**
 * A formula as JavaScript. Nothing of its text gets into it: numbers are printed from doubles, names become places in the array, signs
 * and functions come from tables.
 */
export function formulaCode(expression: Expression, scope: CodeScope): string {
  switch (expression.kind) {
    case "number":
      return numberCode(expression.value);
    case "name":
      return scope.now(expression.name);
    case "unary": {
      const operand = formulaCode(expression.operand, scope);
      return expression.operator === "not" ? `(!${operand})` : `(-${operand})`;
    }
    case "binary": {
      const left = formulaCode(expression.left, scope);
      const right = formulaCode(expression.right, scope);
      if (expression.operator === "^") return powerCode(left, right, expression.right, scope);
      return `(${left} ${signs[expression.operator] ?? expression.operator} ${right})`;
    }
    case "conversion": {
      assert(expression.factor !== undefined, "the units of conversions are known by now");
      return `(${formulaCode(expression.operand, scope)} * ${numberCode(expression.factor)})`;
    }
    case "call":
      return callCode(expression, scope);
  }
}

/** Squares and cubes are multiplied out: what a program does with its own hands need not go through a library. */
function powerCode(
  base: string,
  exponent: string,
  written: Expression,
  { power }: CodeScope,
): string {
  const times = written.kind === "number" ? written.value : 0;
  if ((times === 2 || times === 3) && /^\w+$/.test(base))
    return `(${Array.from({ length: times }, () => base).join(" * ")})`;
  return power === undefined || written.kind === "number"
    ? `power(${base}, ${exponent})`
    : power(base, exponent);
}

function callCode(call: Extract<Expression, { kind: "call" }>, scope: CodeScope): string {
  const called = formulaFunction(call.name);
  assert(called?.reads === "now" || called?.reads === "past", "sums over months are steps");
  if (called.reads === "now") {
    return called.javascript(call.arguments.map((one) => formulaCode(one, scope)));
  }
  const [of, ...others] = call.arguments;
  assert(of?.kind === "name", "only a name is read of earlier months");
  return called.javascript(
    (back) => scope.past(of.name, back),
    [...others.map((one) => formulaCode(one, scope))],
  );
}

function numberCode(value: number): string {
  assert(Number.isFinite(value), "a number of a formula is finite");
  return value < 0 ? `(${value})` : `${value}`;
}
