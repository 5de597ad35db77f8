import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { expectOk } from "../../fault/fault.ts";
import { type CurrencyCode, currencyCodes, minorUnits } from "../../money/currency.ts";
import { decimal, decimalOf, equals } from "../../money/decimal.ts";
import { fromStripeAmount, toStripeAmount } from "./stripe-amount.ts";

describe("an amount of Stripe", () => {
  // The examples of https://docs.stripe.com/currencies and its special cases.
  it.each<[string, CurrencyCode, number]>([
    ["10", "USD", 1_000],
    ["0.01", "EUR", 1],
    ["500", "JPY", 500],
    ["5.12", "KWD", 5_120],
    ["5", "ISK", 500],
    ["5", "UGX", 500],
    ["10.45", "HUF", 1_045],
    ["800.5", "TWD", 80_050],
    ["7", "MGA", 7],
    ["90071992547409.91", "USD", Number.MAX_SAFE_INTEGER],
  ])("writes %s %s as %i", (amount, currency, units) => {
    expect(toStripeAmount(decimalOf(amount), currency)).toEqual({ ok: true, value: units });
    const back = decimalOf(expectOk(fromStripeAmount(units, currency)));
    expect(equals(back, decimalOf(amount))).toBe(true);
  });

  it("is refused where Stripe cannot write it, never rounded", () => {
    const refused = (amount: string, currency: CurrencyCode) =>
      toStripeAmount(decimalOf(amount), currency);
    expect(refused("5.123", "KWD")).toMatchObject({
      faults: [{ code: "amount-not-charged", suggestion: "it is a multiple of 0.010 KWD" }],
    });
    for (const [amount, currency] of [
      ["0.5", "MGA"],
      ["10.005", "USD"],
      ["90071992547409.93", "USD"],
    ] as const)
      expect(refused(amount, currency)).toMatchObject({ faults: [{ code: "amount-not-charged" }] });
    expect(refused("1", "CLF")).toMatchObject({ faults: [{ code: "currency-not-charged" }] });
    expect(fromStripeAmount(523, "ISK")).toMatchObject({ ok: false });
    expect(fromStripeAmount(1.5, "USD")).toMatchObject({ ok: false });
  });

  it("goes there and back for every currency, with all digits of its minor unit", () => {
    property(
      fc.property(fc.constantFrom(...currencyCodes), fc.nat(1_000_000), (currency, whole) => {
        const amount = decimal(whole);
        const units = toStripeAmount(amount, currency);
        if (!units.ok) return;
        const text = expectOk(fromStripeAmount(units.value, currency));
        expect(equals(decimalOf(text), amount)).toBe(true);
        expect(text.split(".")[1]?.length ?? 0).toBe(minorUnits(currency));
      }),
    );
  });
});
