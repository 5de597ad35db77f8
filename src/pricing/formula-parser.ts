import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { parseDecimal } from "../money/decimal.ts";
import {
  type Comparison,
  type FormulaNode,
  formulaDepthMax,
  formulaFunctions,
  formulaLengthMax,
  formulaStepsMax,
  keptDigitsMax,
} from "./formula-node.ts";
import { type FormulaToken, readTokens } from "./formula-tokens.ts";

/**
 * Reads an expression; never throws, whatever the text.
 *
 * The language: decimal literals, names, `+ - *`, unary minus, parentheses, `min max round floor ceil divide if`, and a
 * comparison as the condition of an `if`. Refuses at the first fault, whose place is counted from 1, with
 * `formula-syntax`, `unknown-function`, `formula-too-long`, `formula-too-deep`, `formula-too-many-steps` or a number's.
 */
export function parseFormula(text: string, path = ""): Result<FormulaNode> {
  if (typeof text !== "string") {
    const message = "a formula is text";
    const suggestion = 'write "quantity * 0.1"';
    return refuse({ code: "formula-syntax", path, message, value: text, suggestion });
  }
  if (text.length > formulaLengthMax) {
    return refuse({
      code: "formula-too-long",
      path,
      message: `a formula has at most ${formulaLengthMax} characters; this one has ${text.length}`,
      suggestion: "name its constants as variables, or split the price",
    });
  }
  const tokens = readTokens(text, path);
  if (!tokens.ok) return tokens;
  const reading: Reading = { tokens: tokens.value, path, next: 0, steps: 0, depth: 0, faults: [] };
  const node = readSum(reading);
  if (node === undefined) return refuse(...reading.faults);
  const rest = peek(reading);
  if (rest.kind === "end") return ok(node);
  unexpected(reading, "an operator should follow");
  return refuse(...reading.faults);
}

/** The state of one reading. A reader that meets a fault records it and returns nothing. */
interface Reading {
  readonly tokens: readonly FormulaToken[];
  readonly path: string;
  readonly faults: Fault[];
  next: number;
  steps: number;
  depth: number;
}

const noToken: FormulaToken = { kind: "end", text: "", at: 0 };
const peek = (reading: Reading): FormulaToken => reading.tokens[reading.next] ?? noToken;

function fail(reading: Reading, fault: Omit<Fault, "path">): undefined {
  reading.faults.push({ ...fault, path: reading.path });
}

function unexpected(reading: Reading, expected: string): undefined {
  const { kind, text, at } = peek(reading);
  const found = kind === "end" ? "the formula ends" : `"${text.slice(0, 40)}" stands`;
  const message = `${expected}, but ${found} at character ${at + 1}`;
  const suggestion = adviceOn(text);
  fail(reading, { code: "formula-syntax", message, ...(suggestion && { suggestion }) });
}

function adviceOn(symbol: string): string | undefined {
  if (symbol === "/") return "write divide(a, b, digits), which says how it rounds";
  if (symbol === "=") return "write == to compare";
  return comparisons.has(symbol) ? "compare in the first argument of if(a < b, x, y)" : undefined;
}

const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
  ["==", "=="],
  ["!=", "!="],
]);

function isSymbol(reading: Reading, symbol: string): boolean {
  const token = peek(reading);
  return token.kind === "symbol" && token.text === symbol;
}

/** Steps over a symbol that must come next; `expected` begins the fault where it does not. */
function take(reading: Reading, symbol: string, expected: string): boolean {
  const found = isSymbol(reading, symbol);
  if (found) reading.next += 1;
  else unexpected(reading, expected);
  return found;
}

function counted(reading: Reading, node: FormulaNode | undefined): FormulaNode | undefined {
  if (node === undefined) return undefined;
  reading.steps += 1;
  if (reading.steps <= formulaStepsMax) return node;
  return fail(reading, {
    code: "formula-too-many-steps",
    message: `a formula takes at most ${formulaStepsMax} steps`,
    suggestion: "name its constants as variables, or split the price",
  });
}

function nested(
  reading: Reading,
  read: (reading: Reading) => FormulaNode | undefined,
): FormulaNode | undefined {
  if (reading.depth === formulaDepthMax) {
    return fail(reading, {
      code: "formula-too-deep",
      message: `a formula nests at most ${formulaDepthMax} levels, reached at character ${peek(reading).at + 1}`,
      suggestion: "remove parentheses that change nothing, or split the price",
    });
  }
  reading.depth += 1;
  const node = read(reading);
  reading.depth -= 1;
  return node;
}

function readSum(reading: Reading): FormulaNode | undefined {
  let left = readProduct(reading);
  while (left !== undefined && (isSymbol(reading, "+") || isSymbol(reading, "-"))) {
    const kind = isSymbol(reading, "+") ? "add" : "subtract";
    const { at } = peek(reading);
    reading.next += 1;
    const right = readProduct(reading);
    left = right && counted(reading, { kind, at, of: [left, right] });
  }
  return left;
}

function readProduct(reading: Reading): FormulaNode | undefined {
  let left = readFactor(reading);
  while (left !== undefined && isSymbol(reading, "*")) {
    const { at } = peek(reading);
    reading.next += 1;
    const right = readFactor(reading);
    left = right && counted(reading, { kind: "multiply", at, of: [left, right] });
  }
  return left;
}

function readFactor(reading: Reading): FormulaNode | undefined {
  const token = peek(reading);
  if (token.kind === "number") return readNumber(reading, token);
  if (token.kind === "name") return readName(reading, token);
  if (isSymbol(reading, "-")) {
    reading.next += 1;
    const of = nested(reading, readFactor);
    return of && counted(reading, { kind: "negate", at: token.at, of });
  }
  if (isSymbol(reading, "(")) {
    reading.next += 1;
    const inner = nested(reading, readSum);
    return inner && take(reading, ")", "the parenthesis should close") ? inner : undefined;
  }
  return unexpected(reading, "a number, a name or a parenthesis should follow");
}

function readNumber(reading: Reading, token: FormulaToken): FormulaNode | undefined {
  reading.next += 1;
  const read = parseDecimal(token.text, reading.path);
  if (read.ok) return counted(reading, { kind: "number", at: token.at, value: read.value });
  reading.faults.push(...read.faults);
  return undefined;
}

function readName(reading: Reading, token: FormulaToken): FormulaNode | undefined {
  const { text: name, at } = token;
  const usage = formulaFunctions.get(name);
  reading.next += 1;
  if (!isSymbol(reading, "(")) {
    if (usage === undefined) return counted(reading, { kind: "name", at, name });
    const message = `"${name}" is a function and needs arguments at character ${at + 1}`;
    return fail(reading, { code: "formula-syntax", message, suggestion: `write ${usage}` });
  }
  if (usage === undefined) return unknownFunction(reading, token);
  reading.next += 1;
  const call = nested(reading, (inner) => readArguments(inner, name, at, usage));
  if (call === undefined || !take(reading, ")", `${usage} should close`)) return undefined;
  return counted(reading, call);
}

function unknownFunction(reading: Reading, token: FormulaToken): undefined {
  const known = [...formulaFunctions.keys()];
  const meant = nearest(token.text, known);
  fail(reading, {
    code: "unknown-function",
    message: `there is no function "${token.text.slice(0, 40)}", called at character ${token.at + 1}`,
    suggestion:
      meant === undefined ? `the functions are ${known.join(", ")}` : `did you mean "${meant}"?`,
  });
}

function readArguments(
  reading: Reading,
  name: string,
  at: number,
  usage: string,
): FormulaNode | undefined {
  if (name === "if") return readChoice(reading, at, usage);
  const first = readSum(reading);
  if (first === undefined) return undefined;
  if (name === "floor" || name === "ceil") return { kind: name, at, of: first };
  if (name === "round") {
    const digits = readDigits(reading, usage);
    return digits === undefined ? undefined : { kind: "round", at, of: first, digits };
  }
  const second = readNext(reading, usage);
  if (second === undefined) return undefined;
  if (name === "divide") {
    const digits = readDigits(reading, usage);
    return digits === undefined ? undefined : { kind: "divide", at, of: [first, second], digits };
  }
  const rest: FormulaNode[] = [];
  while (isSymbol(reading, ",")) {
    const next = readNext(reading, usage);
    if (next === undefined) return undefined;
    rest.push(next);
  }
  return { kind: name === "min" ? "min" : "max", at, of: [first, second, ...rest] };
}

/** One more argument, after its comma. */
function readNext(reading: Reading, usage: string): FormulaNode | undefined {
  return take(reading, ",", `${usage} needs another argument`) ? readSum(reading) : undefined;
}

/** The digits to keep are a literal, so where it rounds is stated in the document and never computed. */
function readDigits(reading: Reading, usage: string): number | undefined {
  if (!take(reading, ",", `${usage} needs its digits`)) return undefined;
  const { kind, text } = peek(reading);
  const digits = kind === "number" && /^\d{1,2}$/.test(text) ? Number(text) : keptDigitsMax + 1;
  if (digits > keptDigitsMax) {
    return unexpected(reading, `the digits should be a whole number up to ${keptDigitsMax}`);
  }
  reading.next += 1;
  return digits;
}

function readChoice(reading: Reading, at: number, usage: string): FormulaNode | undefined {
  const left = readSum(reading);
  if (left === undefined) return undefined;
  const comparison = comparisons.get(peek(reading).text);
  if (comparison === undefined) return unexpected(reading, `${usage} should compare two values`);
  reading.next += 1;
  const right = readSum(reading);
  const then = right && readNext(reading, usage);
  const otherwise = then && readNext(reading, usage);
  if (right === undefined || then === undefined || otherwise === undefined) return undefined;
  return { kind: "if", at, compare: [left, right], comparison, then, otherwise };
}
