import { describe, expect, it } from "vitest";
import {
  groupDecimal,
  isZero,
  multiplyDecimals,
  negated,
  percentOf,
  sumDecimals,
} from "./decimal-text.ts";

describe("groupDecimal", () => {
  it.each([
    ["1200000.500", "1,200,000.5"],
    ["100", "100"],
    ["-42000", "\u221242,000"],
    ["0.000", "0"],
  ])("writes %s as %s", (text, expected) => {
    expect(groupDecimal(text)).toBe(expected);
  });
});

describe("sumDecimals", () => {
  it("adds exactly where floats do not", () => {
    expect(sumDecimals(["0.1", "0.2"])).toBe("0.3");
    expect(sumDecimals(["9007199254740993.01", "0.02", "-0.005"])).toBe("9007199254740993.025");
  });

  it("is zero of nothing, and keeps the sign of a negative total", () => {
    expect(sumDecimals([])).toBe("0");
    expect(sumDecimals(["1.00", "-1.25"])).toBe("-0.25");
  });
});

describe("percentOf", () => {
  it.each([
    ["1", "3", "33.3"],
    ["2", "3", "66.7"],
    ["0.25", "200.00", "0.1"],
    ["5", "5.00", "100.0"],
    ["-1", "8", "-12.5"],
  ])("%s of %s is %s", (part, whole, expected) => {
    expect(percentOf(part, whole)).toBe(expected);
  });

  it("has no answer for a whole of zero", () => {
    expect(percentOf("1", "0.00")).toBeUndefined();
  });
});

describe("isZero", () => {
  it("knows zero in every spelling", () => {
    expect(isZero("0.00")).toBe(true);
    expect(isZero("-0")).toBe(true);
    expect(isZero("0.01")).toBe(false);
    expect(isZero("none")).toBe(false);
  });
});

describe("multiplyDecimals", () => {
  it("is exact", () => {
    expect(multiplyDecimals("0.00000065", "1000")).toBe("0.00065");
    expect(multiplyDecimals("-1.5", "2.50")).toBe("-3.75");
    expect(multiplyDecimals("0.5", "2")).toBe("1");
    expect(multiplyDecimals("100", "100")).toBe("10000");
    expect(multiplyDecimals("0.00", "7")).toBe("0");
  });

  it("has no product of what is no decimal", () => {
    expect(multiplyDecimals("\u00d7 2", "2")).toBeUndefined();
  });
});

describe("negated", () => {
  it("turns the sign round, both ways", () => {
    expect(["1.50", "-1.50", "0"].map(negated)).toEqual(["-1.50", "1.50", "0"]);
  });
});
