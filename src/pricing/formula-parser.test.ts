import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { describeFault } from "../fault/fault.ts";
import { format } from "../money/decimal.ts";
import {
  type FormulaNode,
  formulaDepthMax,
  formulaLengthMax,
  formulaStepsMax,
} from "./formula-node.ts";
import { parseFormula } from "./formula-parser.ts";

/** The tree in prefix form: `(add 1 (negate quantity))`. */
function tree(node: FormulaNode): string {
  if (node.kind === "number") return format(node.value);
  if (node.kind === "name") return node.name;
  if (node.kind === "if") {
    const [left, right] = node.compare.map(tree);
    return `(if ${left} ${node.comparison} ${right} ${tree(node.then)} ${tree(node.otherwise)})`;
  }
  const parts = "length" in node.of ? node.of.map(tree) : [tree(node.of)];
  const digits = "digits" in node ? [String(node.digits)] : [];
  return `(${[node.kind, ...parts, ...digits].join(" ")})`;
}

function read(text: string): string {
  const parsed = parseFormula(text, "/expression");
  return parsed.ok ? tree(parsed.value) : parsed.faults.map(describeFault).join("; ");
}

describe("parseFormula", () => {
  it.each([
    ["1 + 2 * 3 - 4", "(subtract (add 1 (multiply 2 3)) 4)"],
    ["(1 + 2) * 3", "(multiply (add 1 2) 3)"],
    ["1 - 2 - 3", "(subtract (subtract 1 2) 3)"],
    ["-a * -2.50", "(multiply (negate a) (negate 2.5))"],
    ["--1", "(negate (negate 1))"],
    ["a--b", "(subtract a (negate b))"],
    ["max(0, quantity - 100, b)", "(max 0 (subtract quantity 100) b)"],
    ["round(quantity * 0.1, 2)", "(round (multiply quantity 0.1) 2)"],
    ["divide(quantity, 3, 0)", "(divide quantity 3 0)"],
    ["floor(a) + ceil(b)", "(add (floor a) (ceil b))"],
    ["if(a >= 1, 2, if(a != b, 3, 4))", "(if a >= 1 2 (if a != b 3 4))"],
    [" \n\t7 ", "7"],
  ])("reads %s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ["", "a number, a name or a parenthesis should follow, but the formula ends at character 1"],
    ["1 +", "a parenthesis should follow, but the formula ends at character 4"],
    ["(1", "the parenthesis should close, but the formula ends at character 3"],
    ["1)", 'an operator should follow, but ")" stands at character 2'],
    ["2 quantity", 'an operator should follow, but "quantity" stands at character 3'],
    ["max(1)", 'max(a, b) needs another argument, but ")" stands at character 6'],
    ["floor(1, 2)", 'floor(x) should close, but "," stands at character 8'],
    [
      "round(1, 2.5)",
      'the digits should be a whole number up to 18, but "2.5" stands at character 10',
    ],
    ["round(1, 19)", 'up to 18, but "19" stands'],
    ["round(1, n)", 'up to 18, but "n" stands'],
    [
      "if(a, 1, 2)",
      'if(a < b, then, otherwise) should compare two values, but "," stands at character 5',
    ],
    ["max + 1", '"max" is a function and needs arguments at character 1 (write max(a, b))'],
    [
      "1e5",
      '"1e5" at character 1 is not part of a formula (write the number in full, without an exponent)',
    ],
    ["2x", '"2x" at character 1 is not part of a formula (write * between a number and a name)'],
    ["1.2.3", "(write a plain decimal such as 0.05)"],
    ["1 + .5", '".5" at character 5 is not part of a formula (write 0.5)'],
    ["5 % 2", "(write 0.2 for 20%)"],
    ["a ^ 2", "(write x * x)"],
    ["a && b", "(write if(a < b, x, y))"],
    ["💥", '"💥" at character 1 is not part of a formula (use numbers, names'],
    ["1 / 2", "(write divide(a, b, digits), which says how it rounds)"],
    ["if(a = 1, 2, 3)", "(write == to compare)"],
    ["a < 1", "(compare in the first argument of if(a < b, x, y))"],
    ["123456789012345678901234567890123456789", "too-many-digits"],
  ])("refuses %s, saying where and what to write", (text, expected) => {
    expect(read(text)).toContain(expected);
  });

  it("names the function that was meant", () => {
    expect(read("flor(1)")).toContain('did you mean "floor"?');
    expect(read("constructor(1)")).toContain("the functions are min, max");
  });

  it("bounds length, depth and steps, at the limit and one beyond", () => {
    expect(read(`${" ".repeat(formulaLengthMax - 1)}1`)).toBe("1");
    expect(read(`${" ".repeat(formulaLengthMax)}1`)).toContain("formula-too-long");
    const nested = (depth: number) => `${"(".repeat(depth)}1${")".repeat(depth)}`;
    expect(read(nested(formulaDepthMax))).toBe("1");
    expect(read(nested(formulaDepthMax + 1))).toContain("formula-too-deep");
    expect(read(`${"-".repeat(formulaDepthMax + 1)}1`)).toContain("formula-too-deep");
    expect(read(`${"max(1,".repeat(formulaDepthMax + 1)}1`)).toContain("formula-too-deep");
    const chain = (numbers: number) => Array.from({ length: numbers }, () => "1").join("+");
    expect(read(chain(formulaStepsMax / 2))).toMatch(/^\(add/);
    expect(read(`-${chain(formulaStepsMax / 2)}`)).toMatch(/^\(add/);
    expect(read(`--${chain(formulaStepsMax / 2)}`)).toContain("formula-too-many-steps");
  });

  it("refuses what is not text", () => {
    for (const odd of [null, undefined, 5, {}, ["1"]])
      expect(read(odd as unknown as string)).toContain("formula-syntax");
  });

  it("never throws, whatever it is given", () => {
    const words = fc.constantFrom(
      ...[
        "1",
        "2.5",
        "quantity",
        "if",
        "max",
        "divide",
        "(",
        ")",
        "(",
        ")",
        ",",
        ",",
        "+",
        "-",
        "*",
      ],
      ...["<", "==", "=", "!", "/", ".", " ", "\n", "é", "\0", "__proto__", "constructor", "1e9"],
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.array(words, { maxLength: 400 }).map((drawn) => drawn.join("")),
    );
    property(
      fc.property(texts, (text) => {
        const parsed = parseFormula(text);
        if (parsed.ok) return;
        expect(parsed.faults).not.toHaveLength(0);
        for (const fault of parsed.faults) expect(fault.message).not.toBe("");
      }),
      3_000,
    );
  });
});
