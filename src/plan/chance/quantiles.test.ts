import fc from "fast-check";
import { expect, test } from "vitest";
import { property } from "../../../test/property.ts";
import { correlationOf, quantileOf, ranksOf } from "./quantiles.ts";

const numbers = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 40 });

test("a quantile lies between the values that it is counted off to", () => {
  expect(quantileOf(Float64Array.of(1, 2, 3, 4, 5), 0.5)).toBe(3);
  expect(quantileOf(Float64Array.of(1, 2, 3, 4), 0.1)).toBeCloseTo(1.3, 12);
  property(
    fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, part) => {
      const rising = Float64Array.from(values).toSorted();
      const value = quantileOf(rising, part);
      const at = part * (values.length - 1);
      expect(rising.filter((one) => one <= value + 1e-9).length).toBeGreaterThan(at - 1e-9);
      expect(rising.filter((one) => one < value - 1e-9).length).toBeLessThanOrEqual(at + 1);
    }),
  );
});

test("a rank is one more than there are smaller values, and half as many more as are the same", () => {
  property(
    fc.property(numbers, (values) => {
      const slow = values.map(
        (value) =>
          1 +
          values.filter((one) => one < value).length +
          (values.filter((one) => one === value).length - 1) / 2,
      );
      expect([...ranksOf(Float64Array.from(values))]).toEqual(slow);
    }),
  );
});

test("a line is correlated wholly, what is always the same not at all", () => {
  const rising = Float64Array.of(1, 2, 3, 4);
  expect(
    correlationOf(
      rising,
      rising.map((one) => 3 - 2 * one),
    ),
  ).toBeCloseTo(-1, 14);
  expect(correlationOf(rising, Float64Array.of(2, 2, 2, 2))).toBe(0);
});
