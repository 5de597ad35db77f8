import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { allocate } from "./allocation.ts";
import { type Decimal, decimal, decimalOf, format, negate } from "./decimal.ts";

const split = (total: string, weights: readonly string[], scale: number): string[] =>
  allocate(decimalOf(total), weights.map(decimalOf), scale).map(format);

const units = (part: Decimal, scale: number): bigint =>
  (BigInt(part.coefficient) * 10n ** BigInt(scale)) / 10n ** BigInt(part.scale);

const plus = (left: bigint, right: bigint): bigint => left + right;

// Weights with few different values, so that ties are common, and some of any size.
const weight = fc.oneof(
  fc.nat(3).map((of) => decimal(of)),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.nat(18))
    .map(([of, scale]) => decimal(of, scale)),
);
const weights = fc
  .array(weight, { minLength: 1, maxLength: 12 })
  .filter((all) => all.some((of) => of.coefficient !== 0));
const totalUnits = fc.oneof(
  fc.bigInt({ min: -100n, max: 100n }),
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
);
const scale = fc.nat(4);

describe("an allocation", () => {
  it.each([
    // total, weights, digits, parts
    ["100", ["1", "1", "1"], 2, ["33.34", "33.33", "33.33"]],
    ["0.05", ["3", "7"], 2, ["0.02", "0.03"]],
    ["0.01", ["1", "1"], 2, ["0.01", "0"]],
    ["0.01", ["1", "2"], 2, ["0", "0.01"]],
    ["10", ["70", "30"], 2, ["7", "3"]],
    ["999.99", ["0.7", "0.3"], 2, ["699.99", "300"]],
    ["-100", ["1", "1", "1"], 2, ["-33.34", "-33.33", "-33.33"]],
    ["0", ["1", "2"], 2, ["0", "0"]],
    ["5", ["2"], 0, ["5"]],
    ["1", ["0", "1", "1", "0"], 0, ["0", "1", "0", "0"]],
    ["100.500", ["1", "1"], 2, ["50.25", "50.25"]],
  ])("of %s by %j at %d digits is %j", (total, by, digits, parts) => {
    expect(split(total, by, digits)).toEqual(parts);
  });

  it("of ¥201 by ¥100.5 each is ¥101 and ¥100, never 101 + 101", () => {
    expect(split("201", ["100.5", "100.5"], 0)).toEqual(["101", "100"]);
  });

  it("of an invoice over partial credits never gives back more than was charged", () => {
    expect(split("9.99", ["1", "1", "1", "1"], 2)).toEqual(["2.5", "2.5", "2.5", "2.49"]);
  });

  it("adds up exactly, each part less than one unit from its ideal share", () => {
    property(
      fc.property(totalUnits, weights, scale, (total, by, digits) => {
        const parts = allocate(decimal(total, digits), by, digits).map((of) => units(of, digits));
        expect(parts.reduce(plus, 0n)).toBe(total);
        const sizes = by.map((of) => units(of, 18));
        const whole = sizes.reduce(plus, 0n);
        for (const [index, part] of parts.entries()) {
          // |part - total × size / whole| < 1, multiplied out.
          const off = part * whole - total * (sizes[index] ?? 0n);
          expect(off < whole && off > -whole).toBe(true);
          if (sizes[index] === 0n) expect(part).toBe(0n);
        }
      }),
      500,
    );
  });

  it("gives the units left over to the largest remainders", () => {
    property(
      fc.property(totalUnits, weights, scale, (total, by, digits) => {
        const size = total < 0n ? -total : total;
        const parts = allocate(decimal(size, digits), by, digits).map((of) => units(of, digits));
        const sizes = by.map((of) => units(of, 18));
        const whole = sizes.reduce(plus, 0n);
        const ideal = sizes.map((of) => ({
          floor: (size * of) / whole,
          rest: (size * of) % whole,
        }));
        const raised = ideal.filter(({ floor }, index) => parts[index] === floor + 1n);
        const kept = ideal.filter(({ floor }, index) => parts[index] === floor);
        expect(raised.length + kept.length).toBe(parts.length);
        for (const up of raised) expect(kept.every((down) => down.rest <= up.rest)).toBe(true);
      }),
    );
  });

  it("breaks ties for the earlier part", () => {
    property(
      fc.property(totalUnits, fc.integer({ min: 1, max: 20 }), scale, (total, count, digits) => {
        const size = total < 0n ? -total : total;
        const even = Array.from({ length: count }, () => decimal(1));
        const parts = allocate(decimal(size, digits), even, digits).map((of) => units(of, digits));
        expect(parts).toEqual(parts.toSorted((a, b) => (a > b ? -1 : a < b ? 1 : 0)));
      }),
    );
  });

  it("does not depend on the order of the weights, up to ties", () => {
    // Parts of equal remainder may change places, so what stays is how far the parts are from their ideal shares.
    property(
      fc.property(totalUnits, weights, scale, (total, by, digits) => {
        const whole = by.map((of) => units(of, 18)).reduce(plus, 0n);
        const distances = (order: readonly Decimal[]) =>
          allocate(decimal(total, digits), order, digits)
            .map((of, index) => units(of, digits) * whole - total * units(order[index] ?? of, 18))
            .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect(distances(by.toReversed())).toEqual(distances(by));
      }),
    );
  });

  it("of a negative total mirrors the positive one", () => {
    property(
      fc.property(totalUnits, weights, scale, (total, by, digits) => {
        const parts = allocate(decimal(total, digits), by, digits);
        expect(allocate(decimal(-total, digits), by, digits)).toEqual(parts.map(negate));
      }),
    );
  });

  it.each([
    ["no weights", "1", [], 2, "has a weight above zero"],
    ["zero weights", "1", ["0", "0.00"], 2, "has a weight above zero"],
    ["zero weights of a zero total", "0", ["0"], 2, "has a weight above zero"],
    ["a negative weight", "1", ["2", "-1"], 2, "no weight of an allocation is negative"],
    [
      "a total finer than the parts",
      "1.005",
      ["1"],
      2,
      "the total of an allocation fits 2 decimals",
    ],
  ])("stops at %s", (_, total, by, digits, message) => {
    expect(() => split(total, by, digits)).toThrow(message);
  });
});
