import {
  add,
  compare,
  type Decimal,
  max,
  min,
  multiply,
  negate,
  subtract,
} from "../money/decimal.ts";
import { divide, round } from "../money/rounding.ts";
import type { Comparison, FormulaNode } from "./formula-node.ts";

/** A compiled expression: what it gives for one quantity. Pure and exact; it cannot fail. */
export type FormulaFunction = (quantity: Decimal) => Decimal;

/** The largest whole number that is not above the value: -1.5 gives -2. */
export function floorOf(value: Decimal): Decimal {
  const whole = round(value, 0, "down");
  return compare(whole, value) > 0 ? subtract(whole, { coefficient: 1, scale: 0 }) : whole;
}

/** The smallest whole number that is not below the value: -1.5 gives -1. */
export function ceilingOf(value: Decimal): Decimal {
  return negate(floorOf(negate(value)));
}

/**
 * Turns a checked expression into nested closures, so that a rating walks no tree and looks up no name.
 * `quantity` is the quantity to price; every other name must be in `variables`, and no divisor may be zero: both are
 * what the check of a formula refuses. Parts that do not depend on the quantity are worked out once, here.
 */
export function compileFormula(
  node: FormulaNode,
  variables: ReadonlyMap<string, Decimal>,
): FormulaFunction {
  const compiled = compileNode(node, variables);
  return typeof compiled === "function" ? compiled : () => compiled;
}

/** A function of the quantity, or the value itself where the quantity does not matter. */
type Compiled = FormulaFunction | Decimal;

function compileNode(node: FormulaNode, variables: ReadonlyMap<string, Decimal>): Compiled {
  const inner = (part: FormulaNode): Compiled => compileNode(part, variables);
  switch (node.kind) {
    case "number":
      return node.value;
    case "name":
      return compileName(node.name, variables);
    case "negate":
      return mapped(inner(node.of), negate);
    case "floor":
      return mapped(inner(node.of), floorOf);
    case "ceil":
      return mapped(inner(node.of), ceilingOf);
    case "round":
      return mapped(inner(node.of), (value) => round(value, node.digits));
    case "divide":
      return joined(node.of, inner, (left, right) => divide(left, right, node.digits));
    case "min":
      return node.of.map(inner).reduce((left, right) => combined(left, right, min));
    case "max":
      return node.of.map(inner).reduce((left, right) => combined(left, right, max));
    case "if":
      return compileChoice(node, inner);
    default:
      return joined(node.of, inner, operators[node.kind]);
  }
}

const operators = { add, subtract, multiply } as const;

function compileName(name: string, variables: ReadonlyMap<string, Decimal>): Compiled {
  if (name === "quantity") return (quantity) => quantity;
  const value = variables.get(name);
  if (value === undefined) throw new Error(`broken invariant: "${name}" was not checked`);
  return value;
}

function mapped(of: Compiled, change: (value: Decimal) => Decimal): Compiled {
  return typeof of === "function" ? (quantity) => change(of(quantity)) : change(of);
}

type Combine = (left: Decimal, right: Decimal) => Decimal;

function joined(
  [left, right]: readonly [FormulaNode, FormulaNode],
  inner: (part: FormulaNode) => Compiled,
  combine: Combine,
): Compiled {
  return combined(inner(left), inner(right), combine);
}

function combined(left: Compiled, right: Compiled, combine: Combine): Compiled {
  if (typeof left !== "function" && typeof right !== "function") return combine(left, right);
  if (typeof left !== "function") return (quantity) => combine(left, asFunction(right)(quantity));
  if (typeof right !== "function") return (quantity) => combine(left(quantity), right);
  return (quantity) => combine(left(quantity), right(quantity));
}

const asFunction = (of: Compiled): FormulaFunction => (typeof of === "function" ? of : () => of);

function compileChoice(
  node: Extract<FormulaNode, { kind: "if" }>,
  inner: (part: FormulaNode) => Compiled,
): Compiled {
  const [left, right] = node.compare.map(inner).map(asFunction);
  const then = asFunction(inner(node.then));
  const otherwise = asFunction(inner(node.otherwise));
  if (left === undefined || right === undefined)
    throw new Error("broken invariant: a comparison has two sides");
  const holds = tests[node.comparison];
  return (quantity) =>
    holds(compare(left(quantity), right(quantity))) ? then(quantity) : otherwise(quantity);
}

const tests: Readonly<Record<Comparison, (order: -1 | 0 | 1) => boolean>> = {
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
  "==": (order) => order === 0,
  "!=": (order) => order !== 0,
};
