import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { atLeast, range } from "../money/amount.ts";
import { format } from "../money/decimal.ts";
import { eur, usd } from "../money/money.ts";
import { flat } from "./flat.ts";
import { describePriceLaws } from "./price.conformance.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price } from "./registry.ts";

describePriceLaws({ name: "flat", price: flat(usd(99)) });
describePriceLaws({
  name: "flat, agreed within a range",
  price: flat(range(usd(10_000), usd(20_000))),
  terms: { agreed: usd(12_000) },
});

describe("a flat fee", () => {
  it("is due once, for nothing and for anything", () => {
    const price = expectOk(compilePrice(flat(usd("99.50"))));
    for (const quantity of [0, 1, "0.5", 10 ** 12] as const)
      expect(format(rate(price, quantity).amount)).toBe("99.5");
  });

  it("explains itself in one step", () => {
    const { steps } = rate(expectOk(compilePrice(flat(usd(99)))), 7);
    expect(steps).toEqual([{ label: "flat fee", flat: "99", amount: "99" }]);
  });

  it.each([
    ["10000 USD", "10000"],
    ["20000 USD", "20000"],
  ] as const)("takes the agreed %s at an end of its range", (agreed, amount) => {
    const price = expectOk(compilePrice(flat(range(usd(10_000), usd(20_000))), { agreed }));
    expect(format(rate(price, 1).amount)).toBe(amount);
  });

  it("is refused until an open amount is agreed, and outside of what the list allows", () => {
    const codes = (spec: Price, agreed?: `${number} USD` | "9999 EUR" | "5%") => {
      const result = compilePrice(spec, agreed === undefined ? {} : { agreed });
      return result.ok ? [] : result.faults.map(({ code, path }) => `${code} ${path}`);
    };
    const floor = flat(atLeast(usd(9_999)));
    expect(codes(floor)).toEqual(["needs-agreed-price /amount"]);
    expect(codes(flat("negotiated"))).toEqual(["needs-agreed-price /amount"]);
    expect(codes(floor, "5%")).toEqual(["needs-agreed-price /amount"]);
    expect(codes(floor, "9998.99 USD")).toEqual(["below-floor /amount"]);
    expect(codes(flat(range(usd(1), usd(2))), "9998.99 USD")).toEqual([
      "outside-agreed-range /amount",
    ]);
    expect(codes(floor, "99999.005 USD")).toEqual(["wrong-minor-unit /amount"]);
    expect(codes(floor, "99999.500 USD")).toEqual([]);
    expect(codes(floor, "9999 EUR")).toEqual(["currency-mismatch "]);
    expect(codes(flat(usd(9_999)), "9998.99 USD")).toEqual(["agreed-price-unused "]);
  });

  it("is checked for sign, currency and form", () => {
    const check = (amount: string, currency: "USD" | "EUR" = "USD") =>
      checkPrice({ kind: "flat", amount: amount as "1 USD" }, "/prices/monthly", { currency }).map(
        ({ code, path }) => `${path} ${code}`,
      );
    expect(check("99 USD")).toEqual([]);
    expect(check("0 USD")).toEqual([]);
    expect(check("-1 USD")).toEqual(["/prices/monthly/amount negative-amount"]);
    expect(check("99 USD", "EUR")).toEqual(["/prices/monthly/amount currency-mismatch"]);
    expect(check("99 dollars")).toEqual(["/prices/monthly/amount unknown-currency"]);
  });

  it("does not compile in another currency than the list's", () => {
    const inDollars: Price<"USD"> = flat(usd(99));
    // @ts-expect-error an amount in euros is no price in dollars
    const inEuros: Price<"USD"> = flat(eur(99));
    // @ts-expect-error both ends of a range are in one currency
    expect(() => flat(range(usd(1), eur(2)))).toThrow(RangeError);
    expect([inDollars.kind, inEuros.kind]).toEqual(["flat", "flat"]);
  });
});
