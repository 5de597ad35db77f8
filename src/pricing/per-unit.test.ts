import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { atLeast, negotiated } from "../money/amount.ts";
import { format } from "../money/decimal.ts";
import { eur, jpy, usd } from "../money/money.ts";
import { expectExactly, quotient, rational, times } from "../money/rational.fixture.ts";
import { type PerUnit, perUnit } from "./per-unit.ts";
import { describePriceLaws } from "./price.conformance.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price } from "./registry.ts";

describePriceLaws({ name: "per unit", price: perUnit(usd("0.0000005")) });
describePriceLaws({ name: "per unit, per 1000", price: perUnit(jpy(3), { per: 1000 }) });
describePriceLaws({
  name: "per unit, agreed above a floor",
  price: perUnit(atLeast(usd("0.01"))),
  terms: { agreed: usd("0.0125") },
});
describePriceLaws({
  name: "per unit, negotiated",
  price: perUnit(negotiated),
  terms: { agreed: usd("0.0125") },
});

const amountOf = (price: PerUnit, quantity: number | `${number}`): string =>
  format(rate(expectOk(compilePrice(price)), quantity).amount);

describe("a price a unit", () => {
  it("multiplies exactly, at any size", () => {
    expect(amountOf(perUnit(usd("0.0000005")), 10 ** 12)).toBe("500000");
    expect(amountOf(perUnit(usd("0.0000005")), "999999999999.999")).toBe("499999.9999999995");
    expect(amountOf(perUnit(usd("0.1")), 3)).toBe("0.3");
    expect(amountOf(perUnit(usd("0.005")), 201)).toBe("1.005");
    expect(amountOf(perUnit(usd("0.05")), 0)).toBe("0");
  });

  it("prices part of a pack in proportion", () => {
    expect(amountOf(perUnit(usd("0.10"), { per: 1000 }), 1500)).toBe("0.15");
    expect(amountOf(perUnit(usd(1), { per: 1024 }), 1)).toBe("0.0009765625");
    expect(amountOf(perUnit(usd(1), { per: "2.5" }), 1)).toBe("0.4");
    expect(amountOf(perUnit(usd(1), { per: "0.001" }), 1)).toBe("1000");
  });

  it("equals quantity × price ÷ per in fractions", () => {
    const per = fc.constantFrom("1", "2", "5", "8", "0.125", "1000", "1024", "1000000", "2.5");
    const unit = fc.integer({ min: 0, max: 10 ** 9 }).map((n) => `${n}.${n % 997}`);
    const quantity = fc.bigInt({ min: 0n, max: 10n ** 20n }).map((n) => `${n}.${n % 89n}`);
    property(
      fc.property(quantity, unit, per, (q, u, p) => {
        const spec = perUnit(`${u} USD` as "1 USD", { per: p as "1" });
        const { amount } = rate(expectOk(compilePrice(spec)), q as "1");
        expectExactly(amount, quotient(times(rational(q), rational(u)), rational(p)));
      }),
    );
  });

  it("shows the price of one unit", () => {
    const { steps } = rate(expectOk(compilePrice(perUnit(usd("0.10"), { per: 1000 }))), 1500);
    expect(steps).toEqual([{ label: "units", quantity: "1500", rate: "0.0001", amount: "0.15" }]);
  });

  it.each([3, 12, "0.7", 999] as const)("refuses per %s, which has no exact quotient", (per) => {
    expect(checkPrice(perUnit(usd(1), { per }))).toMatchObject([
      { code: "inexact-per", path: "/per" },
    ]);
  });

  it.each([
    [0, "quantity-out-of-range"],
    [-10, "quantity-out-of-range"],
    [2 ** 53, "imprecise-number"],
    ["ten" as "10", "not-a-number"],
  ] as const)("refuses per %s", (per, code) => {
    expect(checkPrice(perUnit(usd(1), { per }))).toMatchObject([{ code, path: "/per" }]);
  });

  it("refuses a floor below zero", () => {
    const spec = { kind: "per-unit", unit: { atLeast: "-1 USD" } } as const;
    expect(checkPrice(spec)).toMatchObject([{ code: "negative-amount", path: "/unit" }]);
  });

  it("does not compile in another currency than the list's", () => {
    // @ts-expect-error a rate in euros is no price in dollars
    const price: Price<"USD"> = perUnit(eur("0.01"));
    expect(checkPrice(price, "", { currency: "USD" })).toMatchObject([
      { code: "currency-mismatch" },
    ]);
  });
});
