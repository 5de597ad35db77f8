import fc from "fast-check";
import { expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { parseNumber, trim } from "../money/decimal.ts";
import { exactDecimal } from "./exact-number.ts";

it("agrees with the reader of numbers on every double", () => {
  const written = fc
    .tuple(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), fc.nat({ max: 20 }))
    .map(([coefficient, scale]) => Number(`${coefficient}e-${scale}`));
  const near = written.map((number) => number * (1 + Number.EPSILON));
  property(
    fc.property(
      fc.oneof(fc.double(), written, near, fc.constantFrom(-0, 0, 1e15, 2 ** 53, 5e-324)),
      (number) => {
        const read = parseNumber(number);
        expect(exactDecimal(number)).toEqual(read.ok ? trim(read.value) : undefined);
      },
    ),
    3000,
  );
});
