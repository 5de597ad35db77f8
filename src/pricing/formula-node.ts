import type { Decimal } from "../money/decimal.ts";

/** The most characters of an expression. */
export const formulaLengthMax = 1000;
/** The deepest nesting of parentheses, calls and signs. */
export const formulaDepthMax = 32;
/** The most nodes of an expression, so the most steps that pricing one quantity can take: there are no loops. */
export const formulaStepsMax = 256;
/** The most digits after the point that `round` and `divide` may be told to keep. */
export const keptDigitsMax = 18;

/** How two values compare in the condition of an `if`. */
export type Comparison = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** Two arguments or more. */
export type Arguments = readonly [FormulaNode, FormulaNode, ...FormulaNode[]];

/** One node of an expression; `at` is the position in the text that its faults point to, from 0. */
export type FormulaNode = { readonly at: number } & (
  | { readonly kind: "number"; readonly value: Decimal }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "negate" | "floor" | "ceil"; readonly of: FormulaNode }
  | { readonly kind: "add" | "subtract" | "multiply"; readonly of: Pair }
  | { readonly kind: "min" | "max"; readonly of: Arguments }
  | { readonly kind: "round"; readonly of: FormulaNode; readonly digits: number }
  | { readonly kind: "divide"; readonly of: Pair; readonly digits: number }
  | {
      readonly kind: "if";
      readonly compare: Pair;
      readonly comparison: Comparison;
      readonly then: FormulaNode;
      readonly otherwise: FormulaNode;
    }
);

type Pair = readonly [FormulaNode, FormulaNode];

/** How each function is called, as faults show it. The names are reserved: no variable may have one. */
export const formulaFunctions: ReadonlyMap<string, string> = new Map([
  ["min", "min(a, b)"],
  ["max", "max(a, b)"],
  ["round", "round(x, digits)"],
  ["floor", "floor(x)"],
  ["ceil", "ceil(x)"],
  ["divide", "divide(a, b, digits)"],
  ["if", "if(a < b, then, otherwise)"],
]);

/** The nodes a node is made of, in the order they are written. */
export function partsOf(node: FormulaNode): readonly FormulaNode[] {
  switch (node.kind) {
    case "number":
    case "name":
      return [];
    case "negate":
    case "floor":
    case "ceil":
    case "round":
      return [node.of];
    case "if":
      return [...node.compare, node.then, node.otherwise];
    default:
      return node.of;
  }
}
