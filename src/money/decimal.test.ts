import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import {
  absolute,
  add,
  bigPowerOfTen,
  coefficientAt,
  compare,
  type Decimal,
  type DecimalText,
  decimal,
  decimalOf,
  equals,
  format,
  formatFixed,
  isNegative,
  isPositive,
  isZero,
  max,
  min,
  multiply,
  negate,
  one,
  parseDecimal,
  parseNumber,
  subtract,
  sum,
  trim,
  zero,
} from "./decimal.ts";

// The oracle: a value as a whole number of 10^-80, read straight from its text. 80 holds the product of four values.
const depth = 80;

function exact(text: string): bigint {
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  const size = BigInt(whole + fraction.padEnd(depth, "0"));
  return text.startsWith("-") ? -size : size;
}

const exactOf = (value: Decimal): bigint =>
  (BigInt(value.coefficient) * 10n ** BigInt(depth)) / 10n ** BigInt(value.scale);

/** What every decimal must be: an integer, a bigint only past the safe range, and never -0. */
function expectSound(value: Decimal): Decimal {
  const { coefficient, scale } = value;
  expect(Number.isInteger(scale) && scale >= 0).toBe(true);
  expect(Object.is(coefficient, -0)).toBe(false);
  if (typeof coefficient === "number") expect(Number.isSafeInteger(coefficient)).toBe(true);
  else expect(Number.isSafeInteger(Number(coefficient))).toBe(false);
  return value;
}

const faultCode = (text: string): string | undefined => {
  const read = parseDecimal(text, "/at");
  return read.ok ? undefined : read.faults.map((fault) => `${fault.path} ${fault.code}`).join();
};

const edge = 2n ** 53n;
const coefficient = fc.oneof(
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.bigInt({ min: edge - 20n, max: edge + 20n }),
  fc.bigInt({ min: -edge - 20n, max: -edge + 20n }),
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
);
const decimalText = fc.tuple(coefficient, fc.nat(18)).map(([value, scale]) => {
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, "0");
  const split = digits.length - scale;
  const fraction = scale === 0 ? "" : `.${digits.slice(split)}`;
  return `${value < 0n ? "-" : ""}${digits.slice(0, split)}${fraction}`;
});
const value = decimalText.map((text) => expectOk(parseDecimal(text)));

describe("reading a decimal", () => {
  it.each([
    ["0", "0"],
    ["-0", "0"],
    ["-0.00", "0"],
    ["-0.000000000000000000", "0"],
    ["007", "7"],
    ["12.50", "12.5"],
    ["-12.50", "-12.5"],
    ["100", "100"],
    ["0.000000000000000001", "0.000000000000000001"],
    ["9007199254740993", "9007199254740993"],
    ["99999999999999999999999999999999999999", "99999999999999999999999999999999999999"],
  ])("%s is %s", (text, shown) => {
    expect(format(expectSound(expectOk(parseDecimal(text))))).toBe(shown);
  });

  it.each([
    "",
    " ",
    "-",
    "+1",
    "1.",
    ".5",
    "1e3",
    "1,000",
    "0x10",
    "1 ",
    "1\n",
    "1_000",
    "--1",
    "1.2.3",
    "NaN",
    "Infinity",
    "１",
    `a${"1".repeat(100)}`,
  ])("%j is not a number", (text) => {
    expect(faultCode(text)).toBe("/at not-a-number");
  });

  it.each([
    "0.0000000000000000001",
    "1".repeat(39),
    "1".repeat(500),
    `0.${"0".repeat(200)}`,
    `1.${"0".repeat(19)}`,
  ])("%s has too many digits", (text) => {
    expect(faultCode(text)).toBe("/at too-many-digits");
  });

  it.each([5, null, undefined, {}, true])("refuses the untyped value %j", (untyped) => {
    expect(parseDecimal(untyped as unknown as string).ok).toBe(false);
  });

  it("shows no more than the beginning of a long text", () => {
    const read = parseDecimal("x".repeat(10_000));
    expect(read.ok ? "" : read.faults[0]?.value).toBe(`${"x".repeat(60)}…`);
  });

  it("gives back what was formatted, and the shortest text of what was read", () => {
    property(
      fc.property(decimalText, (text) => {
        const read = expectSound(expectOk(parseDecimal(text)));
        const shown = format(read);
        expect(exactOf(read)).toBe(exact(text));
        expect(exact(shown)).toBe(exact(text));
        expect(shown).toMatch(/^(?:0|-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?)$/);
        expect(expectOk(parseDecimal(shown))).toEqual(expectSound(trim(read)));
      }),
      1000,
    );
  });
});

describe("reading a number", () => {
  it.each([
    [0, "0"],
    [99, "99"],
    [-0.5, "-0.5"],
    [0.0000005, "0.0000005"],
    [1.5e-7, "0.00000015"],
    [1e-18, "0.000000000000000001"],
    [1e15, "1000000000000000"],
    [999_999_999_999_999, "999999999999999"],
    [123456789.012345, "123456789.012345"],
  ])("%d is what its author typed", (number, shown) => {
    expect(format(expectSound(expectOk(parseNumber(number))))).toBe(shown);
  });

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
    0.1 + 0.2,
    2 ** 53,
    -(2 ** 53),
    Number.MAX_SAFE_INTEGER,
    1234567890123456,
    1e21,
    1e300,
  ])("%d is imprecise", (number) => {
    const read = parseNumber(number, "/data/bytes");
    expect(read).toMatchObject({
      ok: false,
      faults: [{ code: "imprecise-number", path: "/data/bytes" }],
    });
  });

  it.each([1e-19, 1.5e-18, 5e-324])("%d needs too many digits", (number) => {
    const read = parseNumber(number);
    expect(read).toMatchObject({ ok: false, faults: [{ code: "too-many-digits" }] });
  });

  it("agrees with the text of up to 15 significant digits", () => {
    const typed = fc.tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat(18));
    property(
      fc.property(typed, ([digits, scale]) => {
        const text = format(decimal(digits, scale));
        expect(format(expectSound(expectOk(parseNumber(Number(text)))))).toBe(text);
      }),
      1000,
    );
  });

  it.each([
    ["19.99", "100", "1999"],
    ["8.20", "100", "820"],
    ["302", "0.2", "60.4"],
    ["1.15", "100", "115"],
    ["0.1", "3", "0.3"],
  ])("%s × %s is %s, which doubles get wrong", (left, right, product) => {
    const of = (text: string) => expectOk(parseNumber(Number(text)));
    expect(format(multiply(of(left), of(right)))).toBe(product);
  });
});

describe("reading what the program wrote", () => {
  it("takes products of any length, which no document may hold", () => {
    const tiny = decimalOf("0.000000000000000001");
    const product = multiply(
      multiply(tiny, tiny),
      decimalOf("99999999999999999999999999999999999999"),
    );
    expect(equals(decimalOf(format(product)), product)).toBe(true);
    expect(format(product)).toBe("99.999999999999999999999999999999999999");
  });

  it("takes numbers in any notation", () => {
    expect(format(decimalOf(5e-7))).toBe("0.0000005");
  });

  it.each(["", "1e3", "abc", Number.NaN, 0.1 + 0.2])("stops at %j", (text) => {
    expect(() => decimalOf(text)).toThrow("broken invariant");
  });
});

describe("making a decimal", () => {
  it("keeps a safe integer as a number and a larger one as a bigint", () => {
    expect(decimal(edge - 1n)).toEqual({ coefficient: 9007199254740991, scale: 0 });
    expect(decimal(edge)).toEqual({ coefficient: edge, scale: 0 });
    expect(decimal(-edge)).toEqual({ coefficient: -edge, scale: 0 });
    expect(expectSound(decimal(-0)).coefficient).toBe(0);
  });

  it.each([0.5, 2 ** 53, Number.NaN])("stops at %d", (number) => {
    expect(() => decimal(number)).toThrow("is not a safe integer");
  });
});

describe("fixed digits", () => {
  it.each([
    ["0", 2, "0.00"],
    ["5", 0, "5"],
    ["-0.5", 3, "-0.500"],
    ["1234.5", 2, "1234.50"],
    ["1000000000000000000000000000000", 2, "1000000000000000000000000000000.00"],
    ["1.500", 1, "1.5"],
  ])("%s with %d digits is %s", (text, digits, shown) => {
    expect(formatFixed(decimalOf(text), digits)).toBe(shown);
  });

  it("never hides a digit", () => {
    expect(() => formatFixed(decimalOf("1.005"), 2)).toThrow("1.005 has more than 2 decimals");
  });
});

describe("the coefficient at a scale", () => {
  it("widens numbers and bigints exactly", () => {
    expect(coefficientAt(decimalOf("-1.5"), 3)).toBe(-1500);
    expect(coefficientAt(decimal(9007199254740991), 1)).toBe(90071992547409910n);
    expect(coefficientAt(decimal(10n ** 20n, 2), 5)).toBe(10n ** 23n);
    expect(coefficientAt(one, 40)).toBe(bigPowerOfTen(40));
  });

  it("stops where digits would be lost", () => {
    expect(() => coefficientAt(decimalOf("1.55"), 1)).toThrow("scale 1 is below the value's 2");
    expect(() => coefficientAt(decimal(10n ** 20n, 2), 1)).toThrow("broken invariant");
  });
});

describe("arithmetic", () => {
  it("agrees with whole numbers of 10^-80", () => {
    property(
      fc.property(decimalText, decimalText, (left, right) => {
        const [a, b] = [expectOk(parseDecimal(left)), expectOk(parseDecimal(right))];
        expect(exactOf(expectSound(add(a, b)))).toBe(exact(left) + exact(right));
        expect(exactOf(expectSound(subtract(a, b)))).toBe(exact(left) - exact(right));
        const product = (exact(left) * exact(right)) / 10n ** BigInt(depth);
        expect(exactOf(expectSound(multiply(a, b)))).toBe(product);
        expect(exactOf(expectSound(negate(a)))).toBe(-exact(left));
        expect(exactOf(absolute(a))).toBe(exact(left) < 0n ? -exact(left) : exact(left));
      }),
      1000,
    );
  });

  it("is a commutative ring", () => {
    const same = (left: Decimal, right: Decimal) => expect(equals(left, right)).toBe(true);
    property(
      fc.property(value, value, value, (a, b, c) => {
        same(add(a, b), add(b, a));
        same(add(add(a, b), c), add(a, add(b, c)));
        same(multiply(a, b), multiply(b, a));
        same(multiply(multiply(a, b), c), multiply(a, multiply(b, c)));
        same(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)));
        same(add(a, zero), a);
        same(multiply(a, one), a);
        expect(isZero(expectSound(add(a, negate(a))))).toBe(true);
        expect(isZero(expectSound(multiply(a, zero)))).toBe(true);
        same(sum([a, b, c]), add(a, add(b, c)));
      }),
    );
  });

  it("never makes a negative zero", () => {
    const minus = decimalOf("-5");
    for (const nothing of [negate(zero), multiply(zero, minus), multiply(minus, zero)])
      expect(expectSound(nothing)).toEqual({ coefficient: 0, scale: 0 });
    expectSound(add(negate(zero), negate(zero)));
    expectSound(absolute(zero));
    expectSound(sum([]));
  });

  it("prices a trillion units at half a millionth exactly", () => {
    const amount = multiply(decimalOf("1000000000000"), decimalOf("0.0000005"));
    expect(format(amount)).toBe("500000");
    expect(typeof amount.coefficient).toBe("number");
  });
});

describe("order", () => {
  const sign = (of: bigint): number => (of < 0n ? -1 : of > 0n ? 1 : 0);

  it("agrees with whole numbers of 10^-80", () => {
    property(
      fc.property(decimalText, decimalText, (left, right) => {
        const [a, b] = [decimalOf(left), decimalOf(right)];
        expect(compare(a, b)).toBe(sign(exact(left) - exact(right)));
        expect(compare(b, a)).toBe(sign(exact(right) - exact(left)));
        expect(isNegative(a)).toBe(exact(left) < 0n);
        expect(isPositive(a)).toBe(exact(left) > 0n);
      }),
      1000,
    );
  });

  it("is total: a sorted list is sorted for the oracle too", () => {
    property(
      fc.property(fc.array(decimalText, { maxLength: 12 }), (texts) => {
        const sorted = texts.toSorted((left, right) => compare(decimalOf(left), decimalOf(right)));
        const expected = texts.map(exact).toSorted((left, right) => sign(left - right));
        expect(sorted.map(exact)).toEqual(expected);
      }),
    );
  });

  it("does not see the representation", () => {
    property(
      fc.property(value, fc.nat(10), (a, extra) => {
        const wider = decimal(coefficientAt(a, a.scale + extra), a.scale + extra);
        expect(compare(a, wider)).toBe(0);
        expect(format(wider)).toBe(format(a));
      }),
    );
  });

  it("keeps the left one of equals", () => {
    const [left, right] = [decimalOf("1.0"), decimalOf("1")];
    expect(min(left, right)).toBe(left);
    expect(max(left, right)).toBe(left);
    expect(min(zero, one)).toBe(zero);
    expect(max(zero, one)).toBe(one);
  });
});

describe("types", () => {
  it("a formatted decimal is a number's text, so it completes money and percent literals", () => {
    expectTypeOf(format(zero)).toEqualTypeOf<DecimalText>();
    expectTypeOf<"1,000">().not.toExtend<DecimalText>();
  });
});
