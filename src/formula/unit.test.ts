import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk, faultsOf } from "../fault/fault.ts";
import {
  divideUnits,
  multiplyUnits,
  raiseUnit,
  ratio,
  sameUnit,
  type Unit,
  unitText,
} from "./unit.ts";
import { conversionFactor } from "./unit-conversion.ts";
import { parseUnit } from "./unit-text.ts";

const nouns = new Set(["customer", "seat", "delivery"]);
const bases = ["USD", "EUR", "customer", "seat", "delivery", "month", "year", "day"];
const unit: fc.Arbitrary<Unit> = fc
  .dictionary(fc.constantFrom(...bases), fc.constantFrom(-2, -1, 1, 2), { maxKeys: 4 })
  .map((powers) => ({ ...powers }));

describe("units", () => {
  it("form a group", () => {
    property(
      fc.property(unit, unit, unit, (a, b, c) => {
        const left = multiplyUnits(multiplyUnits(a, b), c);
        expect(sameUnit(left, multiplyUnits(a, multiplyUnits(b, c)))).toBe(true);
        expect(sameUnit(multiplyUnits(a, b), multiplyUnits(b, a))).toBe(true);
        expect(sameUnit(divideUnits(a, a), ratio)).toBe(true);
        expect(sameUnit(divideUnits(multiplyUnits(a, b), b), a)).toBe(true);
        expect(sameUnit(raiseUnit(a, 2), multiplyUnits(a, a))).toBe(true);
      }),
    );
  });

  it("are read back from their texts", () => {
    property(
      fc.property(unit, (a) => {
        expect(sameUnit(expectOk(parseUnit(unitText(a), nouns)), a)).toBe(true);
      }),
    );
  });

  it.each([
    ["USD per customer per month", { USD: 1, customer: -1, month: -1 }],
    ["customers", { customer: 1 }],
    ["deliveries per year", { delivery: 1, year: -1 }],
    ["per month", { month: -1 }],
    ["ratio", {}],
  ])("are read from words: %s", (text, powers) => {
    expect(expectOk(parseUnit(text, nouns))).toEqual(powers);
  });

  it.each([
    ["customrs", 'did you mean "customer"?'],
    ["usd", 'did you mean "USD"?'],
    ["", 'write "USD per customer per month"'],
    ["USD per", 'write "USD per customer per month"'],
    ["USD per per month", 'write "USD per customer per month"'],
  ])("refuse what is none: %j", (text, suggestion) => {
    expect(faultsOf(parseUnit(text, nouns, "/x"))).toMatchObject([
      { code: "unknown-unit", path: "/x", suggestion },
    ]);
  });
});

describe("a conversion", () => {
  const factor = (from: string, to: string): number | undefined =>
    conversionFactor(expectOk(parseUnit(from, nouns)), expectOk(parseUnit(to, nouns)));

  it.each([
    ["USD per month", "USD per year", 12],
    ["USD per year", "USD per quarter", 0.25],
    ["year", "month", 12],
    ["seats per day", "seats per week", 7],
    ["hour", "day", 1 / 24],
    ["USD", "USD", 1],
  ])("from %s to %s multiplies", (from, to, times) => {
    expect(factor(from, to)).toBeCloseTo(times, 15);
  });

  it.each([
    ["USD", "EUR"],
    ["USD per month", "USD per day"],
    ["USD per month", "USD"],
    ["seat", "customer"],
  ])("from %s to %s is none", (from, to) => {
    expect(factor(from, to)).toBeUndefined();
  });
});
