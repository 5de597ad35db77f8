import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../test/property.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { decimal, format, formatFixed, sum } from "../money/decimal.ts";
import type { FoundRate } from "./rate-on.ts";
import { type CarriedItem, carryingOfPart, revalue, settleInBooks } from "./settlement.ts";

const rateOf = (from: CurrencyCode, to: CurrencyCode, rate: string): FoundRate => ({
  from,
  to,
  day: "2026-03-01",
  ratedOn: "2026-02-27",
  rate,
  source: "ECB",
  how: "stated",
});

/** 1,000 EUR booked at 1.10 in books of USD. */
const invoice: CarriedItem = {
  currency: "EUR",
  amount: "1000.00",
  carrying: "1100.00",
  settledBefore: "0.00",
};

describe("a settlement in the books", () => {
  test("of a foreign invoice in its own currency", () => {
    expect(
      settleInBooks({
        item: invoice,
        settled: "1000.00",
        received: { currency: "EUR", amount: "1000.00" },
        rate: rateOf("EUR", "USD", "1.15"),
      }),
    ).toEqual({ currency: "USD", carrying: "1100.00", value: "1150.00", gain: "50.00" });
  });

  test("of a part, at a loss", () => {
    expect(
      settleInBooks({
        item: { ...invoice, settledBefore: "250.00" },
        settled: "333.33",
        received: { currency: "EUR", amount: "333.33" },
        rate: rateOf("EUR", "USD", "1.05"),
      }),
    ).toEqual({ currency: "USD", carrying: "366.66", value: "350.00", gain: "-16.66" });
  });

  test("paid in the books' currency, or in a third", () => {
    const item = invoice;
    const settled = "1000.00";
    expect(
      settleInBooks({
        item,
        settled,
        received: { currency: "USD", amount: "1140.00" },
        rate: rateOf("USD", "USD", "1"),
      }),
    ).toMatchObject({ carrying: "1100.00", value: "1140.00", gain: "40.00" });
    expect(
      settleInBooks({
        item,
        settled,
        received: { currency: "JPY", amount: "170000" },
        rate: rateOf("JPY", "USD", "0.0065"),
      }),
    ).toMatchObject({ value: "1105.00", gain: "5.00" });
  });

  test("more than is open, another sign and another currency's rate are bugs", () => {
    expect(() => carryingOfPart(invoice, "1000.01", "USD")).toThrow("no more is settled");
    expect(() => carryingOfPart(invoice, "-1.00", "USD")).toThrow("the item's sign");
    expect(() =>
      settleInBooks({
        item: invoice,
        settled: "1.00",
        received: { currency: "EUR", amount: "1.00" },
        rate: rateOf("GBP", "USD", "1.3"),
      }),
    ).toThrow("the rate is that of what came");
  });
});

test("however an item is settled in parts, they carry all of it", () => {
  property(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.boolean(),
      (parts, carrying, isCredit) => {
        const sign = isCredit ? -1 : 1;
        const cents = (units: number): string => formatFixed(decimal(sign * units, 2), 2);
        const whole = parts.reduce((total, part) => total + part, 0);
        let before = 0;
        const carried = parts.map((part) => {
          const item = {
            currency: "EUR",
            amount: cents(whole),
            carrying: cents(carrying),
            settledBefore: cents(before),
          } as const;
          before += part;
          return carryingOfPart(item, cents(part), "USD");
        });
        expect(format(sum(carried))).toBe(format(decimal(sign * carrying, 2)));
      },
    ),
  );
});

describe("a revaluation", () => {
  test.each([
    ["1000.00", "1100.00", "1.2", "1200.00", "100.00"],
    ["1000.00", "1100.00", "1.05", "1050.00", "-50.00"],
    ["-1000.00", "-1100.00", "1.2", "-1200.00", "-100.00"],
  ])("%s EUR carried at %s, at %s", (amount, carrying, rate, value, gain) => {
    const balance = { currency: "EUR", amount, carrying } as const;
    expect(revalue(balance, rateOf("EUR", "USD", rate))).toEqual({
      currency: "USD",
      carrying,
      value,
      gain,
    });
  });
});
