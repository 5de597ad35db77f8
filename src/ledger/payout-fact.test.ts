import { describe, expect, it } from "vitest";
import { cash, clearing, currencyConversion, paymentFees } from "./account-name.ts";
import { postDocument } from "./documents/ledger-document.ts";
import { at, balanceOf } from "./ledger.fixture.ts";
import { knownPayouts, type PayoutFact, parsePayoutFact, payoutOf } from "./payout-fact.ts";

const told = {
  fact: "payout",
  id: "po-1",
  provider: "paypal",
  gross: "600 USD",
  fees: "17.70 USD",
  exchanged: [{ amount: "100 EUR", became: "110 USD" }],
  recordedAt: "2026-01-31T12:00:00Z",
} as const satisfies PayoutFact;

const codes = (json: object) => {
  const read = parsePayoutFact({ ...told, ...json });
  return read.ok ? [] : read.faults.map(({ path, code }) => `${path} ${code}`);
};

describe("a payout that is told", () => {
  it("clears what was collected in each currency, and posts what the provider kept", () => {
    const payout = payoutOf(told, at("2026-01-31"));
    expect(payout.ok).toBe(true);
    if (!payout.ok) return;
    const entry = postDocument(payout.value);
    expect(entry.id).toBe("provider-payout/paypal:po-1");
    expect(balanceOf([entry], cash)).toBe("582.30");
    expect(balanceOf([entry], paymentFees("paypal"))).toBe("17.70");
    expect(balanceOf([entry], clearing("paypal"))).toBe("-490.00");
    expect(balanceOf([entry], clearing("paypal"), "EUR")).toBe("-100.00");
    expect(balanceOf([entry], currencyConversion, "EUR")).toBe("100.00");
    expect(balanceOf([entry], currencyConversion)).toBe("-110.00");
  });

  it("is read with every fault", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ recordedAt: undefined })).toEqual(["/recordedAt recorded-at-needed"]);
    expect(codes({ provider: "Pay Pal" })).toEqual(["/provider invalid-provider"]);
    expect(codes({ fees: "1 EUR", gross: "600.001 USD" })).toEqual([
      "/gross wrong-minor-unit",
      "/fees currency-mismatch",
    ]);
    expect(codes({ exchanged: [{ amount: "1 USD", became: "1 EUR" }] })).toEqual([
      "/exchanged/0/amount currency-mismatch",
      "/exchanged/0/became currency-mismatch",
    ]);
  });

  it("is one, however often, and another of its name is refused", () => {
    const known = knownPayouts();
    expect(known.add(told)).toEqual([]);
    expect(known.add({ ...told, recordedAt: "2026-02-01T00:00:00Z" })).toEqual([]);
    expect(known.add({ ...told, provider: "adyen" })).toEqual([]);
    expect(known.add({ ...told, gross: "601 USD" })).toMatchObject([{ code: "fact-conflict" }]);
    expect(known.list().length).toBe(2);
  });
});
