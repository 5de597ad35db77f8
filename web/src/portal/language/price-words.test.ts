import { describe, expect, it } from "vitest";
import { figuresOf } from "./figures.ts";
import type { LanguageCode } from "./languages.ts";
import { cadenceWords, priceWords } from "./price-words.ts";
import { say, type TextKey } from "./say.ts";
import { unitWords } from "./unit-words.ts";

const speaking = (code: LanguageCode, locale: string) => ({
  ...figuresOf(locale, "Europe/Berlin"),
  code,
  say: ((key: TextKey, fillings?: object) =>
    say(code, key as "price.per-unit", fillings as { amount: string; unit: string })) as never,
});
const english = speaking("en", "en-GB");
const german = speaking("de", "de-DE");
/** `Intl` sets spaces that do not break. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f\u2009]/g, " ");

describe("a price in the reader's language", () => {
  it.each([
    ["99 USD", "US$99.00", "99,00 $"],
    ["0.0005 EUR per call", "€0.0005 per call", "0,0005 € je call"],
    ["12 EUR per seat", "€12.00 per seat", "12,00 € je Platz"],
    ["2 EUR per 1,000", "€2.00 per 1,000", "2,00 € je 1.000"],
    ["5 EUR per package of 1,000", "€5.00 per package of 1,000", "5,00 € je Paket von 1.000"],
    [
      "0.1 EUR per call at first, 3 graduated tiers",
      "from €0.10 per call, in tiers",
      "ab 0,10 € je call, gestaffelt",
    ],
    ["2% of value and 0.5 EUR each", "2% of value and €0.50 each", "2% of value and 0,50 € each"],
  ])("says %j", (price, inEnglish, inGerman) => {
    expect(plain(priceWords(english, price))).toBe(inEnglish);
    expect(plain(priceWords(german, price))).toBe(inGerman);
  });

  it("says how often it comes back", () => {
    expect(cadenceWords(english, "monthly")).toBe("a month");
    expect(cadenceWords(german, "every-2-years")).toBe("alle 2 Jahre");
    expect(cadenceWords(german, "now and then")).toBe("now and then");
  });
});

describe("figures", () => {
  it("keep every digit of an amount, however long", () => {
    expect(plain(german.money("12345678901234567890.123456", "EUR"))).toBe(
      "12.345.678.901.234.567.890,123456 €",
    );
    expect(plain(english.money("-0.5", "JPY"))).toBe("-JP¥0.5");
    expect(german.quantity("9007199254740993.5")).toBe("9.007.199.254.740.993,5");
  });

  it("have the customer's days", () => {
    expect(german.day("2026-01-31T23:30:00Z")).toBe("1. Feb. 2026");
    expect(german.day("2026-01-31")).toBe("31. Jan. 2026");
    expect(plain(english.period("2026-01-31T23:00:00Z", "2026-02-28T23:00:00Z"))).toBe(
      "1 – 28 Feb 2026",
    );
  });

  it("have units in the number that the language asks for", () => {
    expect(unitWords("en", "2", "call")).toBe("calls");
    expect(unitWords("de", "2", "subscription")).toBe("Abos");
    expect(unitWords("de", "1", "subscription")).toBe("Abo");
    expect(unitWords("de", "2", "GB")).toBe("GB");
  });
});
