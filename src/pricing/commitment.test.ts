import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { decimal, format } from "../money/decimal.ts";
import { type Money, usd } from "../money/money.ts";
import { type Percent, percent } from "../money/percent.ts";
import { isLess, minus, plus, rational, shown, times } from "../money/rational.fixture.ts";
import { commitment } from "./commitment.ts";
import { perUnit } from "./per-unit.ts";
import type { Rated } from "./price-kind.ts";
import { rate } from "./rate.ts";
import { checkPrice, compilePrice, type Price } from "./registry.ts";

const rated = (price: Price, quantity: number): Rated =>
  rate(expectOk(compilePrice(price)), quantity);
const amountsOf = (price: Price, ...quantities: readonly number[]): string[] =>
  quantities.map((quantity) => format(rated(price, quantity).amount));

describe("commitment", () => {
  const unit = perUnit(usd("0.01"));

  it("trues use below the commitment up to it, and lists use above it", () => {
    const price = commitment(usd(100), unit);
    expect(amountsOf(price, 0, 9_999, 10_000, 10_001, 20_000)).toEqual([
      "100",
      "100",
      "100",
      "100.01",
      "200",
    ]);
    expect(rated(price, 4_000).steps).toEqual([
      { label: "units", quantity: "4000", rate: "0.01", amount: "40" },
      { label: "true-up to the commitment of 100", amount: "60" },
    ]);
    expect(rated(price, 10_000).steps).toHaveLength(1);
  });

  it("prices only what exceeds the commitment at the overage percentage", () => {
    const reward = commitment(usd(100), unit, { overage: "80%" });
    expect(amountsOf(reward, 10_000, 10_001, 20_000)).toEqual(["100", "100.008", "180"]);
    expect(rated(reward, 20_000).steps.at(-1)).toEqual({
      label: "use beyond the commitment of 100 at 80% of list",
      quantity: "100",
      rate: "-0.2",
      amount: "-20",
    });
    expect(amountsOf(commitment(usd(100), unit, { overage: "150%" }), 20_000)).toEqual(["250"]);
    expect(amountsOf(commitment(usd(100), unit, { overage: "0%" }), 20_000)).toEqual(["100"]);
  });

  it("agrees with fractions, and never falls below the commitment", () => {
    const anyOverage = fc.integer({ min: 0, max: 20_000 }).map((n) => percent(n / 100));
    const cases = fc.tuple(fc.nat(500), anyOverage, fc.nat(2_000_000));
    property(
      fc.property(cases, ([committed, overage, quantity]) => {
        const price = commitment(usd(committed), unit, { overage });
        const list = times(rational(decimal(quantity)), rational("0.01"));
        const above = minus(list, rational(committed));
        const due = isLess(list, rational(committed))
          ? rational(committed)
          : plus(rational(committed), times(above, rational(overage)));
        const { amount } = rated(price, quantity);
        expect(shown(rational(amount))).toBe(shown(due));
        expect(isLess(rational(amount), rational(committed))).toBe(false);
      }),
      300,
    );
  });

  it("is refused with every fault, the held price's too", () => {
    const committed = "x" as Money<"USD">;
    const price = commitment(committed, perUnit(usd(-1)), { overage: "-1%" as Percent });
    expect(checkPrice(price, "/p").map(({ path, code }) => `${path} ${code}`)).toEqual([
      "/p/committed not-money",
      "/p/overage percent-out-of-range",
      "/p/of/unit negative-amount",
    ]);
  });
});
