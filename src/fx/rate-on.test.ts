import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { decimalOf, format } from "../money/decimal.ts";
import { convert } from "./convert.ts";
import { rateOn, ratePrecision } from "./rate-on.ts";
import { type FxRate, openRateTable } from "./rate-table.ts";

const ecb = (to: CurrencyCode, day: string, rate: string): FxRate => ({
  from: "EUR",
  to,
  day,
  rate,
  source: "ECB",
});

const table = expectOk(
  openRateTable([
    ecb("USD", "2026-01-30", "1.1919"),
    ecb("USD", "2026-01-29", "1.1968"),
    ecb("JPY", "2026-01-30", "183.59"),
    ecb("GBP", "2026-01-28", "0.8665"),
    ecb("KWD", "2026-01-30", "0.36512"),
    ecb("IDR", "2026-01-30", "19987.34"),
    { from: "GBP", to: "CHF", day: "2026-01-30", rate: "1.0571", source: "SNB" },
  ]),
);

const text = (from: CurrencyCode, to: CurrencyCode, day: string, search = {}): string => {
  const found = rateOn(table, from, to, day, search);
  if (!found.ok) return found.faults.map(({ code }) => code).join();
  const { rate, how, ratedOn, source } = found.value;
  return `${rate} ${how} ${ratedOn} ${source}`;
};

describe("the rate of a day", () => {
  test.each<[CurrencyCode, CurrencyCode, string, string]>([
    ["EUR", "USD", "2026-01-30", "1.1919 stated 2026-01-30 ECB"],
    ["EUR", "USD", "2026-01-29", "1.1968 stated 2026-01-29 ECB"],
    ["EUR", "USD", "2026-02-01", "1.1919 stated 2026-01-30 ECB"],
    ["EUR", "USD", "2026-02-06", "1.1919 stated 2026-01-30 ECB"],
    ["EUR", "USD", "2026-02-07", "fx-rate-missing"],
    ["EUR", "USD", "2026-01-28", "fx-rate-missing"],
    ["USD", "EUR", "2026-01-30", "0.838996560114 inverse 2026-01-30 ECB"],
    ["JPY", "EUR", "2026-01-30", "0.00544691976687 inverse 2026-01-30 ECB"],
    ["USD", "JPY", "2026-01-30", "154.031378471 through-base 2026-01-30 ECB"],
    ["USD", "GBP", "2026-01-30", "0.726990519339 through-base 2026-01-28 ECB"],
    ["IDR", "KWD", "2026-01-30", "0.0000182675633676 through-base 2026-01-30 ECB"],
    ["KWD", "IDR", "2026-01-30", "54741.8382997 through-base 2026-01-30 ECB"],
    ["GBP", "CHF", "2026-01-30", "1.0571 stated 2026-01-30 SNB"],
    ["USD", "USD", "1999-12-31", "1 same 1999-12-31 none"],
  ])("%s %s on %s is %s", (from, to, day, rate) => {
    expect(text(from, to, day)).toBe(rate);
  });

  test("may go through another base, and be younger or older than by default", () => {
    expect(text("EUR", "CHF", "2026-01-30", { base: "GBP" })).toBe(
      "0.91597715 through-base 2026-01-28 ECB+SNB",
    );
    expect(text("EUR", "USD", "2026-02-01", { daysOldMax: 1 })).toBe("fx-rate-missing");
    expect(text("EUR", "USD", "2026-02-28", { daysOldMax: 31 })).toBe(
      "1.1919 stated 2026-01-30 ECB",
    );
  });

  test("that is missing is named, with what to add", () => {
    expect(rateOn(table, "USD", "SEK", "2026-01-30")).toEqual({
      ok: false,
      faults: [
        {
          code: "fx-rate-missing",
          path: "",
          message: "no rate of USD to SEK on 2026-01-30 is known that is at most 7 days old",
          value: "USD SEK 2026-01-30",
          suggestion: "add a rate of EUR to SEK for 2026-01-30",
        },
      ],
    });
    expect(text("EUR", "USD", "2026-13-01")).toBe("invalid-date");
  });
});

test("a computed rate is within half a unit of its last significant digit", () => {
  const anyRate = fc
    .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: 0, max: 6 }))
    .map(([digits, scale]) => ({
      digits: BigInt(digits),
      scale,
      text: format({ coefficient: digits, scale }),
    }));
  property(
    fc.property(anyRate, anyRate, (left, right) => {
      const day = "2026-01-30";
      const pair = expectOk(
        openRateTable([ecb("USD", day, left.text), ecb("JPY", day, right.text)]),
      );
      const { rate } = expectOk(rateOn(pair, "USD", "JPY", day));
      const digits = rate.replace(".", "").replace(/^0+/, "").length;
      const scale = (rate.split(".")[1] ?? "").length;
      // Whole digits beyond the precision stay: a rate is not cut before its point.
      expect(digits <= ratePrecision || scale === 0).toBe(true);
      const exactOver = right.digits * 10n ** BigInt(left.scale);
      const exactUnder = left.digits * 10n ** BigInt(right.scale);
      const whole = BigInt(rate.replace(".", ""));
      // Zeros at the end are not written, so the last digit that counts is the twelfth.
      const error = whole * exactUnder - exactOver * 10n ** BigInt(scale);
      const size = error < 0n ? -error : error;
      const last = exactOver * 10n ** BigInt(scale);
      expect(2n * size * 10n ** BigInt(ratePrecision - 1) <= last || 2n * size <= exactUnder).toBe(
        true,
      );
    }),
  );
});

describe("a table", () => {
  test("takes the same rate twice, and refuses another for the same day", () => {
    expect(
      openRateTable([ecb("USD", "2026-01-30", "1.2"), ecb("USD", "2026-01-30", "1.20")]).ok,
    ).toBe(true);
    expect(
      openRateTable([ecb("USD", "2026-01-30", "1.2"), ecb("USD", "2026-01-30", "1.3")]),
    ).toMatchObject({ ok: false, faults: [{ code: "fx-rate-conflict", path: "/1/rate" }] });
  });

  test("refuses what is no rate, every fault at once", () => {
    const wrong = openRateTable(
      [
        ecb("USD", "2026-02-30", "1.2"),
        ecb("USD", "2026-01-30", "0"),
        ecb("USD", "2026-01-30", "1,2"),
        ecb("EUR", "2026-01-30", "1"),
        { ...ecb("USD", "2026-01-30", "1.2"), to: "XYZ" as CurrencyCode },
      ],
      "/rates",
    );
    expect(wrong.ok ? [] : wrong.faults.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "invalid-date /rates/0/day",
      "fx-rate-out-of-range /rates/1/rate",
      "not-a-number /rates/2/rate",
      "fx-same-currency /rates/3/to",
      "unknown-currency /rates/4/to",
    ]);
  });
});

test.each<[string, string, CurrencyCode, string]>([
  ["100", "1.1919", "USD", "119.19"],
  ["99.99", "183.59", "JPY", "18357"],
  ["0.05", "0.3", "EUR", "0.02"],
  ["-0.05", "0.3", "EUR", "-0.02"],
  ["1000000000.01", "0.83899656011", "EUR", "838996560.12"],
])("%s at %s is %s %s", (amount, rate, currency, converted) => {
  expect(format(convert(decimalOf(amount), { rate }, currency))).toBe(converted);
});
