import { describe, expect, expectTypeOf, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import {
  type CurrencyCode,
  currencyCodes,
  currencyName,
  isCurrencyCode,
  minorUnits,
  parseCurrency,
  requireMinorUnit,
  roundToMinor,
} from "./currency.ts";
import { decimalOf, format } from "./decimal.ts";

describe("the currency table", () => {
  it("has the minor units of ISO 4217", () => {
    const withDigits = (digits: number) =>
      currencyCodes.filter((code) => minorUnits(code) === digits).join(" ");
    expect(withDigits(0)).toBe(
      "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    );
    expect(withDigits(3)).toBe("BHD IQD JOD KWD LYD OMR TND");
    expect(withDigits(4)).toBe("CLF UYW");
    const others = currencyCodes.filter((code) => ![0, 2, 3, 4].includes(minorUnits(code)));
    expect(others).toEqual([]);
  });

  it("lists each active code once, in order, with its name", () => {
    expect(currencyCodes).toHaveLength(165);
    expect(currencyCodes).toEqual([...new Set(currencyCodes)].toSorted());
    expect(currencyCodes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
    expect(new Set(currencyCodes.map(currencyName)).size).toBeGreaterThan(160);
    expect(currencyName("USD")).toBe("US Dollar");
    expect(currencyName("XCG")).toBe("Caribbean Guilder");
  });

  it.each(["XAU", "XDR", "XTS", "XXX", "DEM", "HRK", "ANG", "BGN", "CUC", "SLL", "ZWL"])(
    "leaves out %s, without a minor unit or withdrawn",
    (code) => {
      expect(isCurrencyCode(code)).toBe(false);
    },
  );
});

describe("reading a currency code", () => {
  it.each(["USD", "EUR", "JPY", "SLE", "VED", "XAD", "XCG", "ZWG"])("%s is known", (code) => {
    expect(expectOk(parseCurrency(code))).toBe(code);
  });

  it.each([
    ["usd", 'did you mean "USD"?'],
    ["UDS", 'did you mean "USD"?'],
    ["EURO", 'did you mean "EUR"?'],
    ["", 'write a code of three capitals such as "USD"'],
    ["dollars", 'write a code of three capitals such as "USD"'],
    ["constructor", 'write a code of three capitals such as "USD"'],
    ["__proto__", 'write a code of three capitals such as "USD"'],
  ])("%j is unknown: %s", (text, suggestion) => {
    expect(parseCurrency(text, "/currency")).toMatchObject({
      ok: false,
      faults: [{ code: "unknown-currency", path: "/currency", value: text, suggestion }],
    });
  });

  it("refuses what is not text", () => {
    expect(parseCurrency(840 as unknown as string).ok).toBe(false);
    expect(parseCurrency(["USD"] as unknown as string).ok).toBe(false);
  });
});

describe("rounding to the minor unit", () => {
  it.each([
    ["100.5", "JPY", "101", "100"],
    ["101.5", "JPY", "102", "102"],
    ["-100.5", "JPY", "-101", "-100"],
    ["1.2345", "KWD", "1.235", "1.234"],
    ["1.2355", "KWD", "1.236", "1.236"],
    ["10.005", "USD", "10.01", "10"],
    ["1.00005", "CLF", "1.0001", "1"],
    ["99", "USD", "99", "99"],
  ] as const)("%s %s is %s, half to even %s", (text, currency, halfUp, halfEven) => {
    expect(format(roundToMinor(decimalOf(text), currency))).toBe(halfUp);
    expect(format(roundToMinor(decimalOf(text), currency, "half-even"))).toBe(halfEven);
  });

  it.each([
    ["10.500", "USD"],
    ["100", "JPY"],
    ["100.00", "JPY"],
    ["1.234", "KWD"],
    ["1000000000000000000000000000000.01", "USD"],
  ] as const)("accepts %s %s, a whole number of minor units", (text, currency) => {
    expect(requireMinorUnit(decimalOf(text), currency)).toEqual({
      ok: true,
      value: decimalOf(text),
    });
  });

  it.each([
    ["10.005", "USD", "2 digits after the point", "10.01"],
    ["1.5", "JPY", "0 digits after the point", "2"],
    ["1.2345", "KWD", "3 digits after the point", "1.235"],
  ] as const)("refuses %s %s", (text, currency, rule, rounded) => {
    const read = requireMinorUnit(decimalOf(text), currency, "/amount");
    expect(read).toMatchObject({
      ok: false,
      faults: [{ code: "wrong-minor-unit", path: "/amount", value: text }],
    });
    const [fault] = read.ok ? [] : read.faults;
    expect(fault?.message).toContain(rule);
    expect(fault?.suggestion).toBe(`round it, for example to ${rounded}`);
  });
});

describe("types", () => {
  it("a currency code is one of the table's", () => {
    expectTypeOf<"USD">().toExtend<CurrencyCode>();
    expectTypeOf<"XAU">().not.toExtend<CurrencyCode>();
    expectTypeOf<string>().not.toExtend<CurrencyCode>();
  });
});
