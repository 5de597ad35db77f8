import { expectOk } from "../fault/fault.ts";
import type { Expression } from "./expression.ts";
import { parseFormula } from "./parse-formula.ts";

/**
 * The value of ratio formulas by walking their trees, month by month and name by name, with nothing kept: an oracle for the compiler.
 * It knows `+ - * /`, comparisons, `if`, `min`, `max`, `previous`, `accumulate`, `total` and `end-of-year`.
 */
export function slowFigure(
  name: string,
  month: number,
  formulas: Readonly<Record<string, string>>,
  months: number,
): number {
  const parsed = new Map(
    Object.entries(formulas).map(([key, text]) => [
      key,
      expectOk(parseFormula(text, { path: "", nouns: new Set() })),
    ]),
  );
  const known = new Map<string, number>();
  const figure = (of: string, at: number): number => {
    const key = `${of} ${at}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const expression = parsed.get(of);
    if (expression === undefined) throw new Error(`no formula ${of}`);
    const value = walk(expression, at);
    known.set(key, value);
    return value;
  };
  const call = (of: string, given: readonly Expression[], at: number): number => {
    const [first, second, third] = given;
    const value = (part: Expression | undefined, when = at): number =>
      part === undefined ? 0 : walk(part, when);
    switch (of) {
      case "min":
        return Math.min(...given.map((one) => walk(one, at)));
      case "max":
        return Math.max(...given.map((one) => walk(one, at)));
      case "if":
        return value(first) === 1 ? value(second) : value(third);
      case "previous": {
        if (first?.kind !== "name") throw new Error("previous of a name");
        const back = third === undefined ? 1 : Math.max(1, Math.floor(value(third)));
        return at < back ? value(second) : figure(first.name, at - back);
      }
      case "accumulate": {
        // The beginning is read in the first month; then flows are added one after the other, as a person would.
        let sum = value(second, 0);
        for (let when = 0; when <= at; when += 1) sum += value(first, when);
        return sum;
      }
      case "total": {
        let sum = 0;
        for (let when = 0; when < months; when += 1) sum += value(first, when);
        return sum;
      }
      case "end-of-year":
        return value(first, value(second) * 12 - 1);
      default:
        throw new Error(`no function ${of}`);
    }
  };
  const walk = (part: Expression, at: number): number => {
    switch (part.kind) {
      case "number":
        return part.value;
      case "name":
        return figure(part.name, at);
      case "unary":
        return part.operator === "-" ? -walk(part.operand, at) : 1 - walk(part.operand, at);
      case "conversion":
        throw new Error("the oracle converts nothing");
      case "call":
        return call(part.name, part.arguments, at);
      case "binary": {
        const left = walk(part.left, at);
        const right = walk(part.right, at);
        return combined(part.operator, left, right);
      }
    }
  };
  return figure(name, month);
}

function combined(operator: string, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "^":
      return left ** right;
    case "<":
      return left < right ? 1 : 0;
    case ">=":
      return left >= right ? 1 : 0;
    case "and":
      return left === 1 && right === 1 ? 1 : 0;
    default:
      throw new Error(`no operator ${operator}`);
  }
}
