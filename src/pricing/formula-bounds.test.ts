import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { decimal, decimalOf, zero } from "../money/decimal.ts";
import { type Bounds, unsafeDivisions } from "./formula-bounds.ts";
import { compileFormula } from "./formula-evaluate.ts";
import { parseFormula } from "./formula-parser.ts";

const names: Readonly<Record<string, Bounds>> = {
  quantity: { low: zero },
  below: { high: decimalOf("-0.5") },
  some: { low: decimal(-2), high: decimal(3) },
  any: {},
};

/** Whether the text is proven to differ from zero for all values of its names. */
function isProven(text: string): boolean {
  const node = expectOk(parseFormula(`divide(1, ${text}, 2)`));
  return unsafeDivisions(node, (name) => names[name] ?? {}).length === 0;
}

describe("unsafeDivisions", () => {
  it.each([
    "1",
    "-0.001",
    "quantity + 1",
    "-quantity - 1",
    "max(quantity, 0.01)",
    "min(-quantity, -1)",
    "max(any, 1)",
    "min(any, -1)",
    "below",
    "below * below",
    "below * (quantity + 1)",
    "some + 2.5",
    "some * some + 7",
    "some - 3.5",
    "(quantity + 1) * (quantity + 2)",
    "if(any < 0, 1, quantity + 2)",
    "floor(quantity) + 1",
    "ceil(quantity + 0.5)",
    "round(quantity + 0.5, 0)",
    "divide(quantity + 1, 2, 3) + 1",
    "divide(quantity + 4, 2, 0)",
    "divide(-4, some - 4, 2) + 0.1",
    "max(1, divide(any, 2, 0))",
  ])("proves %s to differ from zero", (text) => {
    expect(isProven(text)).toBe(true);
  });

  it.each([
    "0",
    "quantity",
    "any",
    "some",
    "quantity * 5",
    "quantity - 1",
    "below + quantity",
    "some * some",
    "some * below",
    "any * any",
    "min(quantity, 1)",
    "max(any, 0)",
    "if(quantity > 0, quantity, 1)",
    "floor(quantity + 0.5)",
    "round(quantity + 0.4, 0)",
    "divide(1, quantity + 1, 2)",
    "0 * any",
    "any - any",
  ])("does not take %s for safe", (text) => {
    expect(isProven(text)).toBe(false);
  });

  it("finds a division inside a condition, a branch and another divisor", () => {
    const inside = (text: string): number =>
      unsafeDivisions(expectOk(parseFormula(text)), (name) => names[name] ?? {}).length;
    expect(inside("if(divide(1, quantity, 2) < 1, divide(1, any, 2), 3)")).toBe(2);
    expect(inside("divide(1, 1 + max(0, divide(1, quantity, 2)), 2)")).toBe(1);
  });

  it("never proves a divisor that takes the value zero", () => {
    const parts = ["quantity", "-3", "2", "0.5", "some"];
    const leaf = fc.constantFrom(...parts);
    const { node } = fc.letrec<{ node: string }>((tie) => {
      const two = fc.tuple(tie("node"), tie("node"));
      return {
        node: fc.oneof(
          { maxDepth: 3, depthIdentifier: "node" },
          leaf,
          two.map(([a, b]) => `(${a} + ${b})`),
          two.map(([a, b]) => `(${a} - ${b})`),
          two.map(([a, b]) => `(${a}) * (${b})`),
          two.map(([a, b]) => `min(${a}, ${b})`),
          two.map(([a, b]) => `max(${a}, ${b})`),
          two.map(([a, b]) => `if(${a} < ${b}, ${b}, ${a})`),
          tie("node").map((a) => `floor(${a})`),
          tie("node").map((a) => `round(${a}, 0)`),
          tie("node").map((a) => `divide(${a}, 3, 1)`),
        ),
      };
    });
    let proven = 0;
    property(
      fc.property(node, (text) => {
        if (!isProven(text)) return;
        proven += 1;
        for (let some = -2; some <= 3; some += 0.5) {
          const value = compileFormula(
            expectOk(parseFormula(text)),
            new Map([["some", decimalOf(some)]]),
          );
          for (const quantity of ["0", "0.5", "1", "2", "3", "1000"])
            expect(value(decimalOf(quantity)).coefficient).not.toBe(0);
        }
      }),
      800,
    );
    expect(proven).toBeGreaterThan(50);
  });
});
