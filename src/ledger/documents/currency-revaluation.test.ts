import { describe, expect, it } from "vitest";
import {
  cash,
  currencyConversion,
  currencyGain,
  currencyLoss,
  receivable,
} from "../account-name.ts";
import { at, balanceOf } from "../ledger.fixture.ts";
import { postCurrencyRevaluation } from "./currency-revaluation.ts";

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
