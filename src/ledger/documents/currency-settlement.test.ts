import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import {
  type AccountName,
  cash,
  currencyConversion,
  currencyGain,
  currencyLoss,
  receivable,
} from "../account-name.ts";
import { at, balanceOf } from "../ledger.fixture.ts";
import { postCurrencyRevaluation } from "./currency-revaluation.ts";
import { type CurrencySettlement, postCurrencySettlement } from "./currency-settlement.ts";

const settlement: CurrencySettlement = {
  kind: "currency-settlement",
  id: "P-1",
  customer: "c-1",
  date: at("2026-04-10"),
  settled: {
    currency: "EUR",
    amount: "1000.00",
    appliedTo: [{ invoice: "INV-1", amount: "1000.00" }],
  },
  received: { currency: "GBP", amount: "860.00" },
  books: { currency: "USD", carrying: "1080.00", value: "1100.00" },
};

describe("a settlement across currencies", () => {
  it("posts what came, what is settled and the gain, each in its own currency", () => {
    const entry = postCurrencySettlement(settlement);
    expect(balanceOf([entry], cash, "GBP")).toBe("860.00");
    expect(balanceOf([entry], currencyConversion, "GBP")).toBe("-860.00");
    expect(balanceOf([entry], receivable, "EUR")).toBe("-1000.00");
    expect(balanceOf([entry], currencyConversion, "EUR")).toBe("1000.00");
    expect(balanceOf([entry], currencyGain("realised"))).toBe("-20.00");
  });

  it("posts a loss where the rate fell", () => {
    const books = { ...settlement.books, value: "1070.00" };
    const entry = postCurrencySettlement({ ...settlement, books });
    expect(balanceOf([entry], currencyLoss("realised"))).toBe("10.00");
    expect(balanceOf([entry], currencyGain("realised"))).toBe("0.00");
  });

  it("values money of one currency at one amount, or is a bug", () => {
    const received = { currency: "USD", amount: "1099.00" } as const;
    expect(() => postCurrencySettlement({ ...settlement, received })).toThrow("worth itself");
    const other = { currency: "EUR", amount: "999.00" } as const;
    expect(() => postCurrencySettlement({ ...settlement, received: other })).toThrow("as much");
    const books = { ...settlement.books, currency: "EUR" } as const;
    expect(() => postCurrencySettlement({ ...settlement, books })).toThrow("is carried so");
  });

  it("conserves value: what came, at its value, is what was carried and the gain", () => {
    const cents = fc.integer({ min: 1, max: 1_000_000 }).map((units) => (units / 100).toFixed(2));
    property(
      fc.property(cents, cents, (carrying, value) => {
        const books = { currency: "USD", carrying, value } as const;
        const received = { currency: "USD", amount: value } as const;
        const entry = postCurrencySettlement({ ...settlement, received, books });
        const inCents = (account: AccountName): number =>
          Math.round(Number(balanceOf([entry], account)) * 100);
        expect(inCents(currencyConversion)).toBe(-Math.round(Number(carrying) * 100));
      }),
      100,
    );
  });
});

describe("a revaluation", () => {
  it("gains on what we own and loses on what we owe when the rate rises", () => {
    const entry = postCurrencyRevaluation({
      kind: "currency-revaluation",
      id: "2026-03",
      date: at("2026-03-31"),
      currency: "USD",
      balances: [
        { account: receivable, currency: "EUR", carrying: "1080.00", value: "1100.00" },
        { account: cash, currency: "GBP", carrying: "-500.00", value: "-510.00" },
        { account: cash, currency: "EUR", carrying: "10.00", value: "10.00" },
      ],
    });
    expect(balanceOf([entry], currencyGain("unrealised"))).toBe("-20.00");
    expect(balanceOf([entry], currencyLoss("unrealised"))).toBe("10.00");
    expect(balanceOf([entry], currencyConversion)).toBe("10.00");
    expect(balanceOf([entry], receivable, "EUR")).toBe("0.00");
  });
});
