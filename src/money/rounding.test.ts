import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { compare, type Decimal, decimal, decimalOf, format, isZero, multiply } from "./decimal.ts";
import { divide, type Rounding, round, timesFraction } from "./rounding.ts";

const roundings: readonly Rounding[] = ["half-up", "half-even", "up", "down"];

// The oracle: a fraction of two whole numbers, rounded by the textbook formula of each rule.
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

const floorOf = (top: bigint, bottom: bigint): bigint =>
  top >= 0n ? top / bottom : -((-top + bottom - 1n) / bottom);

function wholeOf({ top, bottom }: Fraction, rounding: Rounding): bigint {
  const [t, b] = bottom < 0n ? [-top, -bottom] : [top, bottom];
  const sign = t < 0n ? -1n : 1n;
  switch (rounding) {
    case "down":
      return sign * floorOf(sign * t, b);
    case "up":
      return sign * -floorOf(-sign * t, b);
    case "half-up":
      return sign * floorOf(sign * t * 2n + b, b * 2n);
    case "half-even": {
      const nearestOrAbove = floorOf(t * 2n + b, b * 2n);
      const tie = (t * 2n + b) % (b * 2n) === 0n;
      return tie && nearestOrAbove % 2n !== 0n ? nearestOrAbove - 1n : nearestOrAbove;
    }
  }
}

const power = (n: number): bigint => 10n ** BigInt(n);

function expectSame(actual: Decimal, whole: bigint, scale: number): void {
  const { coefficient } = actual;
  expect(Object.is(coefficient, -0)).toBe(false);
  expect(typeof coefficient === "bigint").toBe(!Number.isSafeInteger(Number(BigInt(coefficient))));
  expect(BigInt(coefficient) * power(scale)).toBe(whole * power(actual.scale));
}

const coefficient = fc.oneof(
  fc.bigInt({ min: -10_000n, max: 10_000n }),
  fc.bigInt({ min: 2n ** 53n - 9n, max: 2n ** 53n + 9n }),
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  // Ties: an odd number of halves of some power of ten.
  fc
    .tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.nat(18))
    .map(([whole, digits]) => (whole * 2n + 1n) * 5n * power(digits)),
);
const value = fc.tuple(coefficient, fc.nat(20)).map(([of, scale]) => decimal(of, scale));
const rounding = fc.constantFrom(...roundings);

describe("ties and their neighbours", () => {
  it.each([
    // value, digits, half-up, half-even, up, down
    ["0.005", 2, "0.01", "0", "0.01", "0"],
    ["0.015", 2, "0.02", "0.02", "0.02", "0.01"],
    ["0.025", 2, "0.03", "0.02", "0.03", "0.02"],
    ["1.005", 2, "1.01", "1", "1.01", "1"],
    ["2.675", 2, "2.68", "2.68", "2.68", "2.67"],
    ["1.115", 2, "1.12", "1.12", "1.12", "1.11"],
    ["10.235", 2, "10.24", "10.24", "10.24", "10.23"],
    ["0.5", 0, "1", "0", "1", "0"],
    ["1.5", 0, "2", "2", "2", "1"],
    ["2.5", 0, "3", "2", "3", "2"],
    ["0.0049999", 2, "0", "0", "0.01", "0"],
    ["0.0050001", 2, "0.01", "0.01", "0.01", "0"],
    ["0.0000005", 2, "0", "0", "0.01", "0"],
    ["9.995", 2, "10", "10", "10", "9.99"],
    ["0", 2, "0", "0", "0", "0"],
  ])("%s to %d digits: %s, %s, %s, %s", (text, digits, ...expected) => {
    const both = (sign: string, of: string) => (of === "0" ? of : sign + of);
    for (const sign of ["", "-"]) {
      const shown = roundings.map((rule) => format(round(decimalOf(sign + text), digits, rule)));
      expect(shown).toEqual(expected.map((of) => both(sign, of)));
    }
  });

  it("sends ties away from zero unless told otherwise", () => {
    expect(format(round(decimalOf("-0.005"), 2))).toBe("-0.01");
    expect(format(divide(decimalOf("1"), decimalOf("8"), 2))).toBe("0.13");
    expect(format(timesFraction(decimalOf("0.01"), { numerator: 1, denominator: 2 }, 2))).toBe(
      "0.01",
    );
  });

  it("is exact where 16 and more digits are dropped", () => {
    const half = decimal(5n * power(17), 18);
    expect(format(round(half, 0, "half-up"))).toBe("1");
    expect(format(round(half, 0, "half-even"))).toBe("0");
    expect(format(round(decimal(5, 16), 0))).toBe("0");
    expect(format(round(decimal(1, 40), 2, "up"))).toBe("0.01");
    expect(format(round(decimal(9007199254740991, 15), 0))).toBe("9");
    expect(format(round(decimal(9007199254740991, 16), 0))).toBe("1");
  });
});

describe("rounding", () => {
  it("agrees with fractions of whole numbers", () => {
    property(
      fc.property(value, fc.nat(20), rounding, (of, digits, rule) => {
        const top = BigInt(of.coefficient) * power(digits);
        expectSame(
          round(of, digits, rule),
          wholeOf({ top, bottom: power(of.scale) }, rule),
          digits,
        );
      }),
      2000,
    );
  });

  it("twice is the same as once", () => {
    property(
      fc.property(value, fc.nat(20), rounding, rounding, (of, digits, rule, again) => {
        const once = round(of, digits, rule);
        expect(round(once, digits, again)).toEqual(once);
      }),
    );
  });

  it("keeps the order of values", () => {
    property(
      fc.property(value, value, fc.nat(4), rounding, (left, right, digits, rule) => {
        const order =
          compare(left, right) * compare(round(left, digits, rule), round(right, digits, rule));
        expect(order >= 0).toBe(true);
      }),
    );
  });

  it("returns a value that fits as it is", () => {
    const fits = decimalOf("1.5");
    expect(round(fits, 1)).toBe(fits);
    expect(round(fits, 9)).toBe(fits);
  });

  it("has no scale below zero", () => {
    expect(() => round(decimalOf("1500"), -3)).toThrow("there is no scale -3");
    expect(() => divide(decimalOf("1500"), decimalOf("1"), -1)).toThrow("there is no scale -1");
  });
});

describe("division", () => {
  it("agrees with fractions of whole numbers", () => {
    property(
      fc.property(value, value, fc.nat(18), rounding, (left, right, digits, rule) => {
        fc.pre(!isZero(right));
        const top = BigInt(left.coefficient) * power(right.scale + digits);
        const bottom = BigInt(right.coefficient) * power(left.scale);
        expectSame(divide(left, right, digits, rule), wholeOf({ top, bottom }, rule), digits);
      }),
      2000,
    );
  });

  it("undoes a product", () => {
    property(
      fc.property(value, value, (left, right) => {
        fc.pre(!isZero(right));
        const back = divide(multiply(left, right), right, left.scale, "down");
        expect(compare(back, left)).toBe(0);
      }),
    );
  });

  it("by zero is a bug", () => {
    expect(() => divide(decimalOf("1"), decimalOf("0.00"), 2)).toThrow("division by zero");
  });
});

describe("a fraction of a value", () => {
  const whole = fc.integer({ min: 1, max: 40 * 86_400_000 });

  it("agrees with fractions of whole numbers, in one rounding", () => {
    property(
      fc.property(value, whole, whole, rounding, (of, numerator, denominator, rule) => {
        const top = BigInt(of.coefficient) * BigInt(numerator) * power(2);
        const bottom = BigInt(denominator) * power(of.scale);
        const part = timesFraction(of, { numerator, denominator }, 2, rule);
        expectSame(part, wholeOf({ top, bottom }, rule), 2);
      }),
    );
  });

  it("is the whole value when the fraction is one", () => {
    const full = { numerator: 31, denominator: 31 };
    expect(format(timesFraction(decimalOf("99.99"), full, 2))).toBe("99.99");
    expect(format(timesFraction(decimalOf("0.015"), full, 2))).toBe("0.02");
  });

  it("prorates 10 of 31 days and nothing of a period", () => {
    const price = decimalOf("99");
    expect(format(timesFraction(price, { numerator: 10, denominator: 31 }, 2))).toBe("31.94");
    expect(format(timesFraction(price, { numerator: 0, denominator: 31 }, 2))).toBe("0");
    expect(format(timesFraction(decimalOf("-99"), { numerator: 10, denominator: 31 }, 2))).toBe(
      "-31.94",
    );
  });

  it("of nothing is a bug", () => {
    expect(() => timesFraction(decimalOf("1"), { numerator: 0, denominator: 0 }, 2)).toThrow(
      "division by zero",
    );
    expect(() => timesFraction(decimalOf("1"), { numerator: 0.5, denominator: 1 }, 2)).toThrow(
      "safe integer",
    );
  });
});
