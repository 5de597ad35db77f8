import { describe, expect, it } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import { type Expression, partsOf } from "./expression.ts";
import { parseFormula } from "./parse-formula.ts";
import { unitText } from "./unit.ts";

const place = { path: "/plan/x", nouns: new Set(["customer", "seat"]) };

/** A tree in brackets, to be read at a glance. */
function shown(expression: Expression): string {
  const parts = partsOf(expression).map(shown);
  switch (expression.kind) {
    case "number":
      return unitText(expression.unit) === "ratio"
        ? `${expression.value}`
        : `${expression.value} ${unitText(expression.unit)}`;
    case "name":
      return expression.name;
    case "unary":
      return `(${expression.operator} ${parts[0]})`;
    case "binary":
      return `(${parts[0]} ${expression.operator} ${parts[1]})`;
    case "conversion":
      return `(${parts[0]} in ${unitText(expression.unit)})`;
    case "call":
      return `${expression.name}(${parts.join(", ")})`;
  }
}

describe("a formula", () => {
  it.each([
    ["1 + 2 * 3", "(1 + (2 * 3))"],
    ["1 - 2 - 3", "((1 - 2) - 3)"],
    ["2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))"],
    ["-2 ^ 2", "(- (2 ^ 2))"],
    ["(1 + 2) * 3", "((1 + 2) * 3)"],
    ["a-b - c", "(a-b - c)"],
    ["plans.team.2026-price", "plans.team.2026-price"],
    ["not a < b and c or d", "(((not (a < b)) and c) or d)"],
    ["5% per month", "0.05 per month"],
    ["1_500.5", "1500.5"],
    ["1.1M USD per year", "1100000 USD per year"],
    ["25k%", "250"],
    ["10 customers * price in USD per year", "((10 customer * price) in USD per year)"],
    ["a < b + c in USD", "(a < ((b + c) in USD))"],
    ["(a in USD) + b", "((a in USD) + b)"],
    ["max(1, min(a, 2))", "max(1, min(a, 2))"],
    ["month-number()", "month-number()"],
    ["a <> b", "(a <> b)"],
  ])("%s is read as %s", (text, tree) => {
    expect(shown(expectOk(parseFormula(text, place)))).toBe(tree);
  });

  it.each([
    ["", "a figure, a name or a bracket is missing here (column 1)"],
    ["1 +", "a figure, a name or a bracket is missing here (column 4)"],
    ["(1", "a closing bracket is missing here (column 3)"],
    ["max(1 2)", "a comma or a closing bracket is missing here (column 7)"],
    ["max(1,", "a figure, a name or a bracket is missing here (column 7)"],
    ["1 2", "this does not belong here (column 3)"],
    ["a in USD + b", "this does not belong here (column 10)"],
    ["a $ b", "this sign has no meaning in a formula (column 3)"],
    ["a in", "a unit is missing here (column 5)"],
    ["1 per", "a unit is missing here (column 6)"],
  ])("%j is refused", (text, message) => {
    expect(faultsOf(parseFormula(text, place))).toMatchObject([
      { code: "formula-syntax", path: "/plan/x", message },
    ]);
  });

  it("names a word that is no unit, and the nearest", () => {
    expect(faultsOf(parseFormula("5 custmers", place))).toMatchObject([
      { code: "unknown-unit", suggestion: 'did you mean "customer"?' },
    ]);
  });

  it.each(["(", "-", "not ", "2 ^ "])("is not nested without an end: %s", (part) => {
    expect(faultsOf(parseFormula(`${part.repeat(80)}1`, place))).toMatchObject([
      { code: "formula-too-deep" },
    ]);
  });

  it("has an end", () => {
    expect(faultsOf(parseFormula("1 + ".repeat(600), place))).toMatchObject([
      { code: "formula-too-long", value: 2400 },
    ]);
  });
});
