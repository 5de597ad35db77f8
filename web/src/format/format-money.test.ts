import { describe, expect, it } from "vitest";
import { formatAmount, formatMoney, formatPrice, minorDigits } from "./format-money.ts";

describe("formatAmount", () => {
  it.each([
    ["0", "USD", "0.00"],
    ["1234.5", "USD", "1,234.50"],
    ["999.99", "USD", "999.99"],
    ["1000", "JPY", "1,000"],
    ["1234.5", "KWD", "1,234.500"],
    ["0012.30", "USD", "12.30"],
  ])("writes %s %s as %s", (amount, currency, expected) => {
    expect(formatAmount(amount, currency)).toBe(expected);
  });

  it("keeps every digit of an amount no float could hold", () => {
    expect(formatAmount("90071992547409931234.56", "USD")).toBe("90,071,992,547,409,931,234.56");
  });

  it("shows digits beyond the minor unit, never rounds them", () => {
    expect(formatAmount("0.0000005", "USD")).toBe("0.0000005");
    expect(formatAmount("12.345000", "USD")).toBe("12.345");
    expect(formatAmount("0.995", "JPY")).toBe("0.995");
  });

  it("writes a true minus sign, and none before zero", () => {
    expect(formatAmount("-1234.5", "USD")).toBe("\u22121,234.50");
    expect(formatAmount("-0.00", "USD")).toBe("0.00");
  });

  it("leaves text that is no decimal as it came", () => {
    expect(formatAmount("negotiated", "USD")).toBe("negotiated");
    expect(formatAmount("1e3", "USD")).toBe("1e3");
  });
});

describe("formatMoney", () => {
  it("puts the code after the amount, on the same line", () => {
    expect(formatMoney("1234.5", "EUR")).toBe("1,234.50\u00a0EUR");
  });
});

describe("an unknown currency", () => {
  it("shows the amount alone, with two decimals", () => {
    expect(formatMoney("0", null)).toBe("0.00");
  });
});

describe("formatPrice", () => {
  it("formats each money literal in a wording", () => {
    expect(formatPrice("9999 USD")).toBe("9,999.00\u00a0USD");
    expect(formatPrice("from 1200 USD to 5000 USD")).toBe(
      "from 1,200.00\u00a0USD to 5,000.00\u00a0USD",
    );
    expect(formatPrice("negotiated")).toBe("negotiated");
  });
});

describe("minorDigits", () => {
  it("falls back to two decimals for a code the browser does not know", () => {
    expect(minorDigits("not a code")).toBe(2);
  });
});
