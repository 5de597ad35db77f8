import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { format } from "../money/decimal.ts";
import { eur, usd } from "../money/money.ts";
import {
  expectExactly,
  isLess,
  minus,
  none,
  plus,
  quotient,
  type Rational,
  rational,
  times,
} from "../money/rational.fixture.ts";
import { type Graduated, graduated, graduatedFrom } from "./graduated.ts";
import { anyQuantity, describePriceLaws } from "./price.conformance.ts";
import { rate } from "./rate.ts";
import { compilePrice, type Price } from "./registry.ts";

describePriceLaws({
  name: "graduated",
  price: graduated([
    { upTo: 10, unit: usd(5) },
    { upTo: "50.5", unit: usd("0.0000005"), flat: usd(20) },
    { unit: usd("0.5"), flat: usd("0.001") },
  ]),
});
describePriceLaws({
  name: "graduated, flat at zero, per 1000",
  price: graduated([{ upTo: 100, unit: usd(5), flat: usd(9) }, { unit: usd(4) }], { per: 1000 }),
});
describePriceLaws({
  name: "graduated, nothing at zero",
  price: graduated([{ upTo: 100, unit: usd(5), flat: usd(9) }, { unit: usd(4) }], {
    flatAtZero: false,
  }),
});
describePriceLaws({
  name: "graduated by lower edges",
  price: graduatedFrom([
    { from: 1, unit: usd(5) },
    { from: 101, unit: usd("0.5"), flat: usd(3) },
  ]),
});

const amountOf = (price: Graduated, quantity: number | `${number}`): string =>
  format(rate(expectOk(compilePrice(price)), quantity).amount);

describe("a graduated price", () => {
  const tiers = graduated([
    { upTo: 100, unit: usd(1), flat: usd(10) },
    { upTo: 1000, unit: usd("0.5"), flat: usd(20) },
    { unit: usd("0.1") },
  ]);

  it.each([
    [0, "10"],
    [1, "11"],
    [99, "109"],
    [100, "110"],
    ["100.000001", "130.0000005"],
    [101, "130.5"],
    [999, "579.5"],
    [1000, "580"],
    [1001, "580.1"],
  ] as const)("charges %s units %s", (quantity, amount) => {
    expect(amountOf(tiers, quantity)).toBe(amount);
  });

  it("owes the first flat amount at zero only where it says so", () => {
    const used = { ...tiers, flatAtZero: false };
    expect([amountOf(used, 0), amountOf(used, "0.001"), amountOf(used, 1)]).toEqual([
      "0",
      "10.001",
      "11",
    ]);
  });

  it("begins a tier written from its lower edge with that unit", () => {
    const from = graduatedFrom([
      { from: 0, unit: usd("0.0000010") },
      { from: 10_000_000, unit: usd("0.0000005"), flat: usd(1) },
    ]);
    expect(amountOf(from, 9_999_999)).toBe("9.999999");
    expect(amountOf(from, 10_000_000)).toBe("10.9999995");
    expect(amountOf(from, 10_000_001)).toBe("11");
  });

  it("means the same from 1 as from 0, and the same as up to the unit before", () => {
    const rest = { from: 101, unit: usd("0.5"), flat: usd(3) };
    const zero = graduatedFrom([{ from: 0, unit: usd(5) }, rest]);
    const one = graduatedFrom([{ from: 1, unit: usd(5) }, rest]);
    const upTo = graduated([
      { upTo: 100, unit: usd(5) },
      { unit: usd("0.5"), flat: usd(3) },
    ]);
    for (const quantity of [0, "0.5", 99, 100, "100.5", 101, "101.5", 5000] as const) {
      expect(amountOf(zero, quantity)).toBe(amountOf(upTo, quantity));
      expect(amountOf(one, quantity)).toBe(amountOf(upTo, quantity));
    }
  });

  it("is exact where doubles are not", () => {
    const tiny = graduated([{ upTo: 10 ** 6, unit: usd("0.0000015") }, { unit: usd("0.0000005") }]);
    expect(amountOf(tiny, 10 ** 12)).toBe("500001");
    expect(amountOf(tiny, "10000000000000000000.000000000000000001")).toBe(
      "5000000000001.0000000000000000000000005",
    );
    const ties = graduated([{ upTo: 3, unit: usd("1.005") }, { unit: usd("2.675") }]);
    expect(amountOf(ties, 4)).toBe("5.69");
  });

  it("passes through the tiers in its explanation", () => {
    const { steps } = rate(expectOk(compilePrice(tiers)), 1500);
    expect(steps).toEqual([
      { label: "up to 100", quantity: "100", rate: "1", flat: "10", amount: "110" },
      { label: "above 100, up to 1000", quantity: "900", rate: "0.5", flat: "20", amount: "470" },
      { label: "above 1000", quantity: "500", rate: "0.1", amount: "50" },
    ]);
  });

  it("names tiers as the list does, and stops at the last one entered", () => {
    const from = graduatedFrom([
      { from: 0, unit: usd(2) },
      { from: 10, unit: usd(1) },
      { from: 20, unit: usd("0.5") },
    ]);
    const labels = (quantity: number) =>
      rate(expectOk(compilePrice(from)), quantity).steps.map((s) => `${s.label}: ${s.quantity}`);
    expect(labels(9)).toEqual(["below 10: 9"]);
    expect(labels(25)).toEqual(["below 10: 9", "from 10: 10", "from 20: 6"]);
  });

  it("does not compile in another currency than the list's", () => {
    // @ts-expect-error a tier in euros is no price in dollars
    const inEuros: Price<"USD"> = graduated([{ unit: eur(1) }]);
    // @ts-expect-error a tier is written from one side only
    const bothSides: Price<"USD"> = graduated([{ from: 1, upTo: 100, unit: usd(1) }]);
    expect([inEuros.kind, bothSides.kind]).toEqual(["graduated", "graduated"]);
  });
});

describe("a graduated price, as published", () => {
  // https://docs.stripe.com/subscriptions/pricing-models/tiered-pricing, "Graduated pricing"
  const fonts = graduated([
    { upTo: 5, unit: usd(7) },
    { upTo: 10, unit: usd("6.50") },
    { unit: usd(6) },
  ]);
  it.each([
    [1, "7"],
    [5, "35"],
    [6, "41.5"],
    [20, "127.5"],
    [25, "157.5"],
  ])("Stripe: %s fonts cost %s USD", (quantity, amount) => {
    expect(amountOf(fonts, quantity)).toBe(amount);
  });

  // https://zuplo.com/docs/articles/monetization/pricing-models, "Graduated Pricing"
  it("Zuplo: 15,000 units cost 600 USD", () => {
    const units = graduatedFrom([
      { from: 0, unit: usd("0.10") },
      { from: 1_001, unit: usd("0.05") },
      { from: 10_001, unit: usd("0.01") },
    ]);
    expect(amountOf(units, 15_000)).toBe("600");
  });

  // https://docs.useautumn.com/documentation/modelling-pricing/graduated-pricing
  it("Autumn: 15,000 requests cost 107 USD", () => {
    const requests = graduated([
      { upTo: 1_000, unit: usd("0.01") },
      { upTo: 10_000, unit: usd("0.008") },
      { unit: usd("0.005") },
    ]);
    expect(amountOf(requests, 15_000)).toBe("107");
  });
});

interface DrawnTier {
  /** Width in tenths of a unit. */
  readonly width: number;
  readonly unit: string;
  readonly flat: string;
}

const anyRate = fc
  .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 9_999_999 }))
  .map(([whole, rest]) => `${whole}.${String(rest).padStart(7, "0")}`);

const anyTiers = fc.array(
  fc.record<DrawnTier>({
    width: fc.integer({ min: 1, max: 60 }),
    unit: anyRate,
    flat: fc.oneof(fc.constant("0"), anyRate),
  }),
  { minLength: 1, maxLength: 5 },
);

/** The document of drawn tiers: the last width is not used, since the last tier never ends. */
function documentOf(tiers: readonly DrawnTier[], flatAtZero: boolean, per: number): Graduated {
  let edge = 0;
  const document = tiers.map((tier, index) => {
    edge += tier.width;
    const price = { unit: `${tier.unit} USD` as "1 USD", flat: `${tier.flat} USD` as "1 USD" };
    return index === tiers.length - 1 ? price : { ...price, upTo: `${edge / 10}` as const };
  });
  return graduated(document, { flatAtZero, per });
}

describe("a graduated price and slow arithmetic", () => {
  it("agree tenth by tenth of a unit", () => {
    const tenths = fc.integer({ min: 0, max: 300 });
    property(
      fc.property(anyTiers, tenths, fc.boolean(), (tiers, used, flatAtZero) => {
        const spec = documentOf(tiers, flatAtZero, 8);
        let expected = none;
        const entered = new Set<number>(flatAtZero ? [0] : []);
        for (let tenth = 1; tenth <= used; tenth += 1) {
          let edge = 0;
          const found = tiers.findIndex(({ width }) => {
            edge += width;
            return tenth <= edge;
          });
          const at = found < 0 ? tiers.length - 1 : found;
          entered.add(at);
          expected = plus(expected, quotient(rational(tiers[at]?.unit ?? ""), rational(80)));
        }
        for (const at of entered) expected = plus(expected, rational(tiers[at]?.flat ?? ""));
        const quantity = `${Math.floor(used / 10)}.${used % 10}` as `${number}`;
        expectExactly(rate(expectOk(compilePrice(spec)), quantity).amount, expected);
      }),
      150,
    );
  });

  it("agree tier by tier at any size", () => {
    const size = fc.constantFrom(1, 10 ** 3, 10 ** 9);
    property(
      fc.property(anyTiers, size, anyQuantity(30), (drawn, scale, quantity) => {
        const tiers = drawn.map((tier) => ({ ...tier, width: tier.width * scale }));
        const spec = documentOf(tiers, true, 1);
        const price = expectOk(compilePrice(spec));
        const used = quantity.coefficient < 0 ? none : rational(format(quantity));
        expectExactly(price.total(quantity), climbed(tiers, used));
      }),
      500,
    );
  });
});

/** Tier by tier in fractions: what lies in it at its price, its flat amount if anything does or it is the first. */
function climbed(tiers: readonly DrawnTier[], used: Rational): Rational {
  let amount = none;
  let lower = 0;
  for (const [index, tier] of tiers.entries()) {
    const start = quotient(rational(lower), rational(10));
    if (index > 0 && !isLess(start, used)) break;
    lower += tier.width;
    const end = quotient(rational(lower), rational(10));
    const isPassed = index < tiers.length - 1 && !isLess(used, end);
    const part = minus(isPassed ? end : used, start);
    amount = plus(amount, plus(times(part, rational(tier.unit)), rational(tier.flat)));
  }
  return amount;
}
