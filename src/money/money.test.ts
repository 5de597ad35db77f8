import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { currencyCodes } from "./currency.ts";
import { decimal, decimalOf, equals, format } from "./decimal.ts";
import {
  chf,
  eur,
  formatMoney,
  gbp,
  jpy,
  kwd,
  type Money,
  money,
  moneyIn,
  moneyValue,
  parseMoney,
  parseMoneyIn,
  usd,
} from "./money.ts";

const codesOf = (text: unknown): readonly string[] => {
  const read = parseMoney(text as string, "/unit");
  return read.ok ? [] : read.faults.map((fault) => `${fault.path} ${fault.code}`);
};

const hintOf = (text: string): string | undefined => {
  const read = parseMoney(text);
  return read.ok ? undefined : read.faults[0]?.suggestion;
};

describe("reading money", () => {
  it.each([
    ["99 USD", "99", "USD"],
    ["0.0000005 USD", "0.0000005", "USD"],
    ["-12.50 EUR", "-12.5", "EUR"],
    ["-0 USD", "0", "USD"],
    ["100.5 JPY", "100.5", "JPY"],
    ["99999999999999999999999999999999999999 KWD", "99999999999999999999999999999999999999", "KWD"],
  ])("%s is %s %s", (text, value, currency) => {
    const read = expectOk(parseMoney(text));
    expect([format(read.value), read.currency]).toEqual([value, currency]);
  });

  it.each([
    "",
    "99",
    "USD",
    "99USD",
    "$99",
    "USD 99",
    "99  USD",
    " 99 USD",
    "99 USD ",
    "99 USD\n",
    "99\tUSD",
    "99\u00a0USD",
    "99 US D",
    "x".repeat(200),
    99,
    null,
    undefined,
    { value: "99", currency: "USD" },
  ])("%j is not money", (text) => {
    expect(codesOf(text)).toEqual(["/unit not-money"]);
  });

  it.each([
    ["1e3 USD", ["/unit not-a-number"]],
    ["1,234 USD", ["/unit not-a-number"]],
    ["+5 USD", ["/unit not-a-number"]],
    ["0x1f USD", ["/unit not-a-number"]],
    ["0.0000000000000000001 USD", ["/unit too-many-digits"]],
    [`${"9".repeat(39)} USD`, ["/unit too-many-digits"]],
    ["99 usd", ["/unit unknown-currency"]],
    ["99 XAU", ["/unit unknown-currency"]],
    ["99 constructor", ["/unit unknown-currency"]],
    ["ten bucks", ["/unit not-a-number", "/unit unknown-currency"]],
  ])("%s is refused with %j", (text, codes) => {
    expect(codesOf(text)).toEqual(codes);
  });

  it.each([
    ["99 usd", 'did you mean "USD"?'],
    ["99 UDS", 'did you mean "USD"?'],
    ["USD 99.50", 'write "99.50 USD"'],
    ["eur5", 'write "5 EUR"'],
    ["99USD", 'write "99 USD"'],
    ["5 ABC DEF", 'write "99 USD"'],
    ["$99", 'write "99 USD"'],
  ])("%s suggests: %s", (text, hint) => {
    expect(hintOf(text)).toBe(hint);
  });
});

describe("reading money in one currency", () => {
  it("gives the value", () => {
    expect(parseMoneyIn("5 EUR", "EUR")).toEqual({ ok: true, value: decimalOf("5") });
  });

  it("refuses another currency, and what is no money at all", () => {
    expect(parseMoneyIn("5 USD", "EUR", "/flat")).toMatchObject({
      ok: false,
      faults: [{ code: "currency-mismatch", path: "/flat", value: "5 USD" }],
    });
    expect(parseMoneyIn("5", "EUR", "/flat")).toMatchObject({
      ok: false,
      faults: [{ code: "not-money", path: "/flat" }],
    });
  });
});

describe("writing money", () => {
  it("is exact and short", () => {
    expect(money(decimalOf("1.50"), "USD")).toBe("1.5 USD");
    expect(money(decimalOf("0.0000005"), "EUR")).toBe("0.0000005 EUR");
  });

  it("is read back exactly", () => {
    const value = fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(18));
    property(
      fc.property(value, fc.constantFrom(...currencyCodes), ([coefficient, scale], currency) => {
        const of = decimal(coefficient, scale);
        const read = expectOk(parseMoney(money(of, currency)));
        expect(equals(read.value, of)).toBe(true);
        expect(read.currency).toBe(currency);
      }),
    );
  });

  it.each([
    ["1234.5", "USD", "1,234.50 USD"],
    ["0", "USD", "0.00 USD"],
    ["-1234567.891", "USD", "-1,234,567.891 USD"],
    ["0.0000005", "USD", "0.0000005 USD"],
    ["100", "JPY", "100 JPY"],
    ["100000", "JPY", "100,000 JPY"],
    ["1.5", "KWD", "1.500 KWD"],
    ["-0.5", "EUR", "-0.50 EUR"],
    ["1000000000000000000000000000000", "GBP", "1,000,000,000,000,000,000,000,000,000,000.00 GBP"],
  ] as const)("%s %s is %s for people", (text, currency, shown) => {
    expect(formatMoney(decimalOf(text), currency)).toBe(shown);
  });
});

describe("the builders", () => {
  it("write a literal of their currency", () => {
    expect([usd(99), eur(0.5), gbp("1.10"), jpy(100), kwd("1.234"), chf(-3)]).toEqual([
      "99 USD",
      "0.5 EUR",
      "1.1 GBP",
      "100 JPY",
      "1.234 KWD",
      "-3 CHF",
    ]);
    expect(moneyIn("SEK")(5)).toBe("5 SEK");
    expect(usd(0.0000005)).toBe("0.0000005 USD");
    expect(usd("12345678901234567890.12")).toBe("12345678901234567890.12 USD");
    expect(usd(-0)).toBe("0 USD");
  });

  it("are read back by value", () => {
    expect(format(moneyValue(usd("0.30")))).toBe("0.3");
    expect(() => moneyValue("1e3 USD")).toThrow("not-a-number");
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 0.1 + 0.2, 19.99 * 100, 2 ** 60])(
    "throw at %d, naming the fix",
    (number) => {
      expect(() => usd(number)).toThrow(RangeError);
      expect(() => usd(number)).toThrow("write it as a string");
    },
  );

  it("throw at text that is not a plain decimal", () => {
    expect(() => usd("1e3")).toThrow(RangeError);
    expect(() => usd("0x10")).toThrow("an amount cannot be 0x10");
  });

  it("throw at an unknown currency", () => {
    expect(() => moneyIn("UDS" as "USD")).toThrow(RangeError);
    expect(() => moneyIn("UDS" as "USD")).toThrow('did you mean "USD"?');
  });
});

describe("types", () => {
  it("hold a literal to its currency", () => {
    expectTypeOf<"99 USD">().toExtend<Money<"USD">>();
    expectTypeOf<"0.0000005 USD">().toExtend<Money>();
    expectTypeOf<"99 EUR">().not.toExtend<Money<"USD">>();
    expectTypeOf<"99 XAU">().not.toExtend<Money>();
    expectTypeOf<"99USD">().not.toExtend<Money>();
    expectTypeOf<"ten USD">().not.toExtend<Money>();
    expectTypeOf<string>().not.toExtend<Money>();
  });

  it("give a builder's literal its currency", () => {
    expectTypeOf(usd(1)).toEqualTypeOf<Money<"USD">>();
    expectTypeOf(moneyIn("SEK")(5)).toEqualTypeOf<Money<"SEK">>();
    expectTypeOf(money(decimalOf("1"), "JPY")).toEqualTypeOf<Money<"JPY">>();
    expectTypeOf<Money<"USD">>().toExtend<Money>();
    expectTypeOf<Money>().not.toExtend<Money<"USD">>();
  });
});
