import fc from "fast-check";
import { expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { power } from "./power.ts";

test("whole powers are what a library gives, to the last digits", () => {
  property(
    fc.property(
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      fc.integer({ min: 0, max: 400 }),
      (base, exponent) => {
        const library = base ** exponent;
        expect(Math.abs(power(base, exponent) - library)).toBeLessThanOrEqual(1e-13 * library);
      },
    ),
  );
});

test("others are the library's", () => {
  expect(power(2, 0.5)).toBe(2 ** 0.5);
  expect(power(2, -3)).toBe(0.125);
  expect(power(-2, 3)).toBe(-8);
  expect(power(0, 0)).toBe(1);
  expect(power(-2, 0.5)).toBeNaN();
  expect(power(Number.NaN, 2)).toBeNaN();
});
