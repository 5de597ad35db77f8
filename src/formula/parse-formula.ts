import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import type { BinaryOperator, Expression } from "./expression.ts";
import { syntaxFault, type Token, tokensOf } from "./token.ts";
import { divideUnits, multiplyUnits, ratio, type Unit, unitOf } from "./unit.ts";
import { type UnitNouns, unitBase, unknownUnit } from "./unit-text.ts";

/** Where a formula stands and what it may count in. */
export interface FormulaPlace {
  /** JSON pointer to its text. */
  readonly path: string;
  readonly nouns: UnitNouns;
}

/** Operators by how tightly they bind, loosest first; within a row from left to right. */
const rows: readonly (readonly BinaryOperator[])[] = [
  ["or"],
  ["and"],
  ["<", "<=", ">", ">=", "=", "<>"],
  ["+", "-"],
  ["*", "/"],
];

/** `not` binds looser than a comparison and tighter than `and`. */
const comparisons = 2;
const sums = 3;

const powers: Readonly<Record<string, number>> = { k: 3, M: 6, B: 9, "%": -2 };
const reserved = new Set(["and", "or", "not", "in", "per"]);
/** Deeper nesting is refused before it overflows the stack. */
const depthMax = 64;

/**
 * Reads a formula: numbers with units (`5% per month`, `1.25M USD`), names, `+ - * / ^`, comparisons, `and or not`, calls, and
 * `in` for another unit of all that stands before it (`a + b in USD per year`). Everything from a number to the next sign that is not `per` is its unit.
 *
 * Refuses `formula-syntax`, `formula-too-long`, `unknown-unit`.
 */
export function parseFormula(text: string, place: FormulaPlace): Result<Expression> {
  const tokens = tokensOf(text, place.path);
  if (!tokens.ok) return tokens;
  const reader = new Reader(text, tokens.value, place);
  const expression = reader.whole();
  return reader.fault === undefined ? ok(expression) : refuse(reader.fault);
}

/** Recursive descent over the tokens of one formula. The first fault sends it to the end, where every loop stops. */
class Reader {
  fault: Fault | undefined;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #place: FormulaPlace;
  #next = 0;
  #depth = 0;

  constructor(text: string, tokens: readonly Token[], place: FormulaPlace) {
    this.#text = text;
    this.#tokens = tokens;
    this.#place = place;
  }

  whole(): Expression {
    const expression = this.#row(0);
    return this.#peek().kind === "end" ? expression : this.#refuse("this does not belong here");
  }

  #row(index: number): Expression {
    const operators = rows[index];
    if (operators === undefined) return this.#unary();
    const { at: start } = this.#peek();
    if (index === comparisons && this.#takes("not")) {
      return this.#deeper(() => {
        const denied = this.#row(index);
        return { kind: "unary", operator: "not", operand: denied, at: start };
      });
    }
    const operand = (): Expression =>
      index === comparisons ? this.#converted() : this.#row(index + 1);
    let left = operand();
    for (;;) {
      const { text, at } = this.#peek();
      const operator = operators.find((one) => one === text);
      if (operator === undefined) return left;
      this.#next += 1;
      left = { kind: "binary", operator, left, right: operand(), at };
    }
  }

  /** `in` takes all of the sum before it. */
  #converted(): Expression {
    let operand = this.#row(sums);
    for (let { at } = this.#peek(); this.#takes("in"); at = this.#peek().at) {
      operand = { kind: "conversion", operand, unit: this.#unit(true), at };
    }
    return operand;
  }

  #unary(): Expression {
    const { at } = this.#peek();
    if (!this.#takes("-")) return this.#power();
    return this.#deeper(() => ({ kind: "unary", operator: "-", operand: this.#unary(), at }));
  }

  #power(): Expression {
    const left = this.#primary();
    const { at } = this.#peek();
    if (!this.#takes("^")) return left;
    return this.#deeper(() => ({ kind: "binary", operator: "^", left, right: this.#unary(), at }));
  }

  #primary(): Expression {
    const { kind, text, at } = this.#peek();
    this.#next += 1;
    if (kind === "number")
      return { kind: "number", value: numberOf(text), unit: this.#unit(false), at };
    if (kind === "word" && !reserved.has(text)) {
      return this.#peek().text === "(" ? this.#call(text, at) : { kind: "name", name: text, at };
    }
    this.#next -= 1;
    if (!this.#takes("(")) return this.#refuse("a figure, a name or a bracket is missing here");
    const inner = this.#deeper(() => this.#row(0));
    return this.#takes(")") ? inner : this.#refuse("a closing bracket is missing here");
  }

  #call(name: string, at: number): Expression {
    this.#next += 1;
    const given: Expression[] = [];
    while (!this.#takes(")")) {
      if (given.length > 0 && !this.#takes(",")) {
        return this.#refuse("a comma or a closing bracket is missing here");
      }
      given.push(this.#deeper(() => this.#row(0)));
      if (this.fault !== undefined) break;
    }
    return { kind: "call", name, arguments: given, at };
  }

  /** Units follow a number or `in`; after `in` there must be one. */
  #unit(demanded: boolean): Unit {
    let unit = ratio;
    let found = false;
    if (demanded && this.#takes("ratio")) return ratio;
    for (;;) {
      const under = this.#takes("per");
      const { kind, text } = this.#peek();
      if (kind !== "word" || reserved.has(text)) {
        if (under || (demanded && !found)) this.#refuse("a unit is missing here");
        return unit;
      }
      const base = unitBase(text, this.#place.nouns);
      if (base === undefined) {
        this.#stop(unknownUnit(text, this.#place.nouns, this.#place.path));
        return unit;
      }
      unit = under ? divideUnits(unit, unitOf(base)) : multiplyUnits(unit, unitOf(base));
      found = true;
      this.#next += 1;
    }
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: "end", text: "", at: this.#text.length };
  }

  #takes(text: string): boolean {
    const { text: found, kind } = this.#peek();
    if (found !== text || kind === "number") return false;
    this.#next += 1;
    return true;
  }

  #deeper(read: () => Expression): Expression {
    this.#depth += 1;
    const value = this.#depth > depthMax ? this.#stop(tooDeep(this.#place.path)) : read();
    this.#depth -= 1;
    return value;
  }

  #refuse(message: string): Expression {
    return this.#stop(syntaxFault(this.#text, this.#peek().at, message, this.#place.path));
  }

  #stop(fault: Fault): Expression {
    this.fault ??= fault;
    this.#next = this.#tokens.length;
    return { kind: "number", value: 0, unit: ratio, at: this.#text.length };
  }
}

const tooDeep = (path: string): Fault => ({
  code: "formula-too-deep",
  path,
  message: `a formula is nested at most ${depthMax} deep`,
  suggestion: "give a part of it a name of its own",
});

/** `1_500`, `1.25M`, `15%`. The power of ten goes into the text, so that the nearest double is found once. */
function numberOf(text: string): number {
  const [, digits = "", sign = ""] = /^([\d_.]*\d)(.*)$/.exec(text) ?? [];
  const power = [...sign].reduce((sum, one) => sum + (powers[one] ?? 0), 0);
  return Number(`${digits.replaceAll("_", "")}e${power}`);
}
