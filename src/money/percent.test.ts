import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { decimal, decimalOf, equals, format } from "./decimal.ts";
import { type Percent, parsePercent, percent, percentText, shareOf } from "./percent.ts";

describe("reading a percentage", () => {
  it.each([
    ["20%", "0.2"],
    ["0%", "0"],
    ["-0%", "0"],
    ["100%", "1"],
    ["2.9%", "0.029"],
    ["0.001%", "0.00001"],
    ["-5%", "-0.05"],
    ["0.0000000000000001%", "0.000000000000000001"],
    ["1000000%", "10000"],
  ] as const)("%s is %s", (text, share) => {
    expect(format(expectOk(parsePercent(text)))).toBe(share);
    expect(format(shareOf(text))).toBe(share);
  });

  it.each([
    ["", "not-a-percent"],
    ["%", "not-a-percent"],
    ["20", "not-a-percent"],
    ["20 %", "not-a-percent"],
    ["20%%", "not-a-percent"],
    ["1e1%", "not-a-percent"],
    ["twenty%", "not-a-percent"],
    [20, "not-a-percent"],
    [null, "not-a-percent"],
    ["0.00000000000000001%", "too-many-digits"],
    [`${"1".repeat(39)}%`, "too-many-digits"],
  ])("%j is refused with %s", (untyped, code) => {
    const read = parsePercent(untyped as Percent, "/rate");
    expect(read).toMatchObject({ ok: false, faults: [{ code, path: "/rate" }] });
  });

  it("stops at a malformed one that should have been checked", () => {
    expect(() => shareOf("1e1%")).toThrow("not-a-percent");
  });
});

describe("writing a percentage", () => {
  it.each([
    [20, "20%"],
    [2.9, "2.9%"],
    ["0.001", "0.001%"],
    [0, "0%"],
    [1e-7, "0.0000001%"],
  ] as const)("percent(%j) is %s", (number, text) => {
    expect(percent(number)).toBe(text);
  });

  it("throws at an inexact number with the fix", () => {
    expect(() => percent(Number.POSITIVE_INFINITY)).toThrow(RangeError);
    expect(() => percent(100 / 3)).toThrow("a percentage cannot be 33.333333333333336");
  });

  it.each([
    ["0.2", "20%"],
    ["1", "100%"],
    ["0.5", "50%"],
    ["12", "1200%"],
    ["-0.0005", "-0.05%"],
  ])("the share %s is %s", (share, text) => {
    expect(percentText(decimalOf(share))).toBe(text);
  });

  it("is read back exactly", () => {
    const share = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(18));
    property(
      fc.property(share, ([coefficient, scale]) => {
        const value = decimal(coefficient, scale);
        expect(equals(shareOf(percentText(value)), value)).toBe(true);
      }),
    );
  });
});

describe("types", () => {
  it("a percentage ends with its sign", () => {
    expectTypeOf<"20%">().toExtend<Percent>();
    expectTypeOf<"20">().not.toExtend<Percent>();
    expectTypeOf<"20 percent">().not.toExtend<Percent>();
    expectTypeOf(percent(20)).toEqualTypeOf<Percent>();
  });
});
