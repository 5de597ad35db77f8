import { expectOk, type Fault, ok, pathTo } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { type Decimal, format, zero } from "../money/decimal.ts";
import { parseQuantity, type Quantity } from "../money/quantity.ts";
import { quantityValue } from "./document-values.ts";
import { unsafeDivisions } from "./formula-bounds.ts";
import { compileFormula } from "./formula-evaluate.ts";
import { type FormulaNode, formulaFunctions, partsOf } from "./formula-node.ts";
import { parseFormula } from "./formula-parser.ts";
import { isFormulaName } from "./formula-tokens.ts";
import type { PriceKind } from "./price-kind.ts";
import { quantityFold } from "./quantity-fold.ts";

/**
 * A price as an exact expression of the quantity, for what no other kind says.
 *
 * The language has decimal literals, `quantity` (never below zero), the named variables, `+ - *`, unary minus,
 * parentheses, `min max round floor ceil`, `if(a < b, x, y)` and `divide(a, b, digits)`: a quotient says how many digits
 * it keeps, as `round(x, digits)` does, ties away from zero. It has no loops and reaches nothing outside, its length,
 * depth and steps are bounded, and a divisor must be proven not to be zero, so rating cannot fail. The amount is in the
 * price's currency and may be below zero: a rebate.
 */
export interface Formula {
  readonly kind: "formula";
  readonly expression: string;
  readonly variables?: Readonly<Record<string, Quantity>>;
}

/** `formula("quantity * 0.1 + max(0, quantity - 100) * extra", { extra: "0.05" })`. */
export function formula(
  expression: string,
  variables?: Readonly<Record<string, Quantity>>,
): Formula {
  return { kind: "formula", expression, ...(variables && { variables }) };
}

export const formulaKind: PriceKind<Formula> = {
  kind: "formula",
  check(spec, path) {
    const at = `${path}/expression`;
    const variables = checkVariables(spec.variables ?? {}, `${path}/variables`);
    const parsed = parseFormula(spec.expression, at);
    if (!parsed.ok) return [...variables, ...parsed.faults];
    const names = checkNames(parsed.value, spec.variables ?? {}, at);
    const faults = [...variables, ...names];
    return faults.length > 0 ? faults : checkDivisions(parsed.value, readVariables(spec), at);
  },
  compile(spec) {
    const node = expectOk(parseFormula(spec.expression));
    const variables = readVariables(spec);
    const amountOf = compileFormula(node, variables);
    const notes = [...variables].map(([name, value]) => `${name} = ${format(value)}`);
    return ok(
      quantityFold({
        kind: "formula",
        total: amountOf,
        price(quantity) {
          const amount = amountOf(quantity);
          const step = { label: spec.expression, quantity: format(quantity) };
          const steps = [{ ...step, amount: format(amount) }];
          return notes.length === 0 ? { amount, steps } : { amount, steps, notes };
        },
      }),
    );
  },
};

function readVariables({ variables = {} }: Formula): ReadonlyMap<string, Decimal> {
  return new Map(Object.entries(variables).map(([name, value]) => [name, quantityValue(value)]));
}

function checkVariables(
  variables: Readonly<Record<string, Quantity>>,
  path: string,
): readonly Fault[] {
  return Object.entries(variables).flatMap(([name, value]): readonly Fault[] => {
    const at = pathTo(path, name);
    const read = parseQuantity(value, at);
    const faults = read.ok ? [] : read.faults;
    const problem = nameProblem(name);
    if (problem === undefined) return faults;
    const suggestion = "use letters, digits and _, at most 40, a letter first";
    return [{ code: "variable-name", path: at, message: problem, suggestion }, ...faults];
  });
}

function nameProblem(name: string): string | undefined {
  if (name === "quantity") return "`quantity` is what is priced and cannot be a variable";
  if (formulaFunctions.has(name)) return `"${name}" is a function and cannot be a variable`;
  return isFormulaName(name) ? undefined : "a formula cannot write this name";
}

/** `unknown-name`, once for each name that is neither `quantity` nor a variable. */
function checkNames(
  node: FormulaNode,
  variables: Readonly<Record<string, Quantity>>,
  path: string,
): readonly Fault[] {
  const known = ["quantity", ...Object.keys(variables)];
  const unknown = new Map<string, number>();
  for (const part of nodesOf(node)) {
    if (part.kind !== "name" || known.includes(part.name) || unknown.has(part.name)) continue;
    unknown.set(part.name, part.at);
  }
  return [...unknown].map(([name, at]) => {
    const close = nearest(name, [...known, ...formulaFunctions.keys()]);
    const message = `there is no variable "${name.slice(0, 40)}", used at character ${at + 1}`;
    const suggestion =
      close === undefined ? `the names are ${known.join(", ")}` : `did you mean "${close}"?`;
    return { code: "unknown-name", path, message, suggestion };
  });
}

function nodesOf(node: FormulaNode): readonly FormulaNode[] {
  return [node, ...partsOf(node).flatMap(nodesOf)];
}

function checkDivisions(
  node: FormulaNode,
  variables: ReadonlyMap<string, Decimal>,
  path: string,
): readonly Fault[] {
  const boundsOfName = (name: string) => {
    const value = variables.get(name);
    return value === undefined ? { low: zero } : { low: value, high: value };
  };
  return unsafeDivisions(node, boundsOfName).map(({ at }) => ({
    code: "may-divide-by-zero",
    path,
    message: `the divisor of divide at character ${at + 1} may be zero for some quantity`,
    suggestion: "keep it away from zero: divide(a, max(1, b), digits)",
  }));
}
