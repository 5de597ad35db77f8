import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { format } from "../money/decimal.ts";
import { eur, kwd, usd } from "../money/money.ts";
import { ceiled, expectExactly, quotient, rational, times } from "../money/rational.fixture.ts";
import { type Package, packages } from "./package.ts";
import { describePriceLaws } from "./price.conformance.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price } from "./registry.ts";

describePriceLaws({ name: "package", price: packages(100, usd(5)) });
describePriceLaws({ name: "package of a fractional size", price: packages("2.5", kwd("0.125")) });

const amountOf = (price: Package, quantity: number | `${number}`): string =>
  format(rate(expectOk(compilePrice(price)), quantity).amount);

describe("a package price", () => {
  it.each([
    [0, "0"],
    ["0.000001", "5"],
    [1, "5"],
    [99, "5"],
    [100, "5"],
    ["100.000001", "10"],
    [101, "10"],
    [200, "10"],
    [201, "15"],
  ] as const)("of 5 USD per 100 charges %s units %s USD", (quantity, amount) => {
    expect(amountOf(packages(100, usd(5)), quantity)).toBe(amount);
  });

  it("charges tokens by the million as published: 1.25 USD a package of 1,000,000", () => {
    const tokens = packages(1_000_000, usd("1.25"));
    expect(amountOf(tokens, 10)).toBe("1.25");
    expect(amountOf(tokens, 1_000_000)).toBe("1.25");
    expect(amountOf(tokens, 1_500_000)).toBe("2.5");
  });

  it("counts packages that no double can count", () => {
    expect(amountOf(packages(3, usd("0.01")), "100000000000000000001")).toBe(
      "333333333333333333.34",
    );
  });

  it("equals the started packages in fractions", () => {
    const size = fc.integer({ min: 1, max: 5_000 }).map((n) => `${n}.${n % 8}`);
    const quantity = fc.oneof(
      fc.integer({ min: 0, max: 20_000 }).map((n) => `${n}.${n % 9}`),
      fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
    );
    property(
      fc.property(quantity, size, (q, s) => {
        const price = expectOk(compilePrice(packages(s as "1", usd("0.07"))));
        const started = ceiled(quotient(rational(q), rational(s)));
        expectExactly(rate(price, q as "1").amount, times(started, rational("0.07")));
      }),
    );
  });

  it("shows packages, not units", () => {
    const { steps, quantity } = rate(expectOk(compilePrice(packages(100, usd(5)))), 250);
    expect(format(quantity)).toBe("250");
    expect(steps).toEqual([{ label: "packages of 100", quantity: "3", rate: "5", amount: "15" }]);
  });

  it("refuses a size of nothing and a negative price", () => {
    expect(checkPrice({ kind: "package", size: 0, price: "-1 USD" }, "/p")).toMatchObject([
      { code: "quantity-out-of-range", path: "/p/size" },
      { code: "negative-amount", path: "/p/price" },
    ]);
  });

  it("does not compile in another currency than the list's", () => {
    // @ts-expect-error a package in euros is no price in dollars
    const price: Price<"USD"> = packages(100, eur(5));
    expect(price.kind).toBe("package");
  });
});
