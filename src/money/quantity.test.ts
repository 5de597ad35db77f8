import { describe, expect, expectTypeOf, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { decimalOf, format } from "./decimal.ts";
import {
  formatQuantity,
  groupThousands,
  parseQuantity,
  type Quantity,
  quantityFromAuthor,
  quantityText,
} from "./quantity.ts";

describe("reading a quantity", () => {
  it.each([
    [0, "0"],
    [1_200_000, "1200000"],
    [0.1, "0.1"],
    [1e-7, "0.0000001"],
    ["10.50", "10.5"],
    ["-0", "0"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
  ] as const)("%j is %s", (quantity, shown) => {
    expect(format(expectOk(parseQuantity(quantity)))).toBe(shown);
    expect(quantityText(quantity)).toBe(shown);
  });

  it.each([
    [-0, "imprecise-number"],
    [Number.NaN, "imprecise-number"],
    [Number.POSITIVE_INFINITY, "imprecise-number"],
    [JSON.parse("1e400"), "imprecise-number"],
    [JSON.parse("-0"), "imprecise-number"],
    [2 ** 53, "imprecise-number"],
    [0.1 + 0.2, "imprecise-number"],
    [1e-30, "too-many-digits"],
    ["1e3", "not-a-number"],
    ["0.0000000000000000001", "too-many-digits"],
    [true, "not-a-number"],
    [null, "not-a-number"],
    [10n, "not-a-number"],
    [{ valueOf: 5 }, "not-a-number"],
  ])("%s is refused with %s", (untyped, code) => {
    expect(parseQuantity(untyped as Quantity, "/data/n")).toMatchObject({
      ok: false,
      faults: [{ code, path: "/data/n" }],
    });
  });
});

describe("a quantity for people", () => {
  it.each([
    ["0", "0"],
    ["999", "999"],
    ["1000", "1,000"],
    ["-1234567.891234", "-1,234,567.891234"],
    ["-123456", "-123,456"],
    ["100000000000", "100,000,000,000"],
  ])("%s is %s", (text, shown) => {
    expect(formatQuantity(decimalOf(text))).toBe(shown);
    expect(groupThousands(text)).toBe(shown);
  });
});

describe("a quantity of a builder", () => {
  it("is exact, and -0 is zero", () => {
    expect(quantityFromAuthor(-0, "an amount")).toEqual({ coefficient: 0, scale: 0 });
    expect(quantityFromAuthor("1.50", "an amount")).toEqual({ coefficient: 15, scale: 1 });
  });

  it.each([
    [
      Number.NaN,
      "an amount cannot be NaN: a number cannot hold this exactly; write it as a string",
    ],
    [0.1 + 0.2, "an amount cannot be 0.30000000000000004: a number cannot hold this exactly"],
    [
      "1e3",
      'an amount cannot be 1e3: this is not a decimal number; write a plain decimal such as "0.0005"',
    ],
  ] as const)("throws at %s with the fix", (quantity, message) => {
    expect(() => quantityFromAuthor(quantity, "an amount")).toThrow(RangeError);
    expect(() => quantityFromAuthor(quantity, "an amount")).toThrow(message);
  });
});

describe("types", () => {
  it("a quantity is a number or its text", () => {
    expectTypeOf<"10.5">().toExtend<Quantity>();
    expectTypeOf<"ten">().not.toExtend<Quantity>();
    expectTypeOf<bigint>().not.toExtend<Quantity>();
  });
});
