import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { format } from "../money/decimal.ts";
import { eur, usd } from "../money/money.ts";
import {
  expectExactly,
  isLess,
  none,
  plus,
  quotient,
  rational,
  times,
} from "../money/rational.fixture.ts";
import { anyQuantity, describePriceLaws } from "./price.conformance.ts";
import { rate } from "./rate.ts";
import { compilePrice, type Price } from "./registry.ts";
import { type Volume, volume, volumeFrom } from "./volume.ts";

describePriceLaws({
  name: "volume",
  price: volume([
    { upTo: 10, unit: usd(5), flat: usd(1) },
    { upTo: "50.5", unit: usd("0.0000005"), flat: usd(20) },
    { unit: usd("0.5") },
  ]),
});
describePriceLaws({
  name: "volume by lower edges, nothing at zero",
  price: volumeFrom(
    [
      { from: 0, unit: usd(5), flat: usd(1) },
      { from: 100, unit: usd(4) },
    ],
    { flatAtZero: false },
  ),
});

const amountOf = (price: Volume, quantity: number | `${number}`): string =>
  format(rate(expectOk(compilePrice(price)), quantity).amount);

describe("a volume price", () => {
  const tiers = volume([
    { upTo: 100, unit: usd(1), flat: usd(10) },
    { upTo: 1000, unit: usd("0.5") },
    { flat: usd(400) },
  ]);

  it.each([
    [0, "10"],
    [1, "11"],
    [99, "109"],
    [100, "110"],
    ["100.5", "50.25"],
    [101, "50.5"],
    [1000, "500"],
    ["1000.000001", "400"],
    [1001, "400"],
  ] as const)("charges %s units %s", (quantity, amount) => {
    expect(amountOf(tiers, quantity)).toBe(amount);
  });

  it("reaches a tier written from its lower edge at exactly that quantity", () => {
    const operations = volumeFrom([
      { from: 0, unit: usd("0.0000010") },
      { from: 10_000_000, unit: usd("0.0000005") },
    ]);
    expect(amountOf(operations, 9_999_999)).toBe("9.999999");
    expect(amountOf(operations, "9999999.999")).toBe("9.999999999");
    expect(amountOf(operations, 10_000_000)).toBe("5");
    expect(amountOf(operations, 10 ** 12)).toBe("500000");
  });

  it("owes the first flat amount at zero only where it says so", () => {
    const used = { ...tiers, flatAtZero: false };
    expect([amountOf(used, 0), amountOf(used, 1)]).toEqual(["0", "11"]);
    expect(rate(expectOk(compilePrice(used)), 0).steps).toEqual([]);
  });

  it("prices whole packs' worth in proportion", () => {
    expect(amountOf(volume([{ unit: usd("0.40") }], { per: 1000 }), 2_500)).toBe("1");
  });

  it("explains itself by the one tier that holds everything", () => {
    const { steps } = rate(expectOk(compilePrice(tiers)), 500);
    expect(steps).toEqual([
      { label: "above 100, up to 1000", quantity: "500", rate: "0.5", amount: "250" },
    ]);
  });

  it("does not compile in another currency than the list's", () => {
    // @ts-expect-error a tier in euros is no price in dollars
    const inEuros: Price<"USD"> = volumeFrom([{ from: 0, unit: eur(1) }]);
    // @ts-expect-error lower edges are not upper edges
    const wrongSide: Price<"USD"> = volumeFrom([{ upTo: 100, unit: usd(1) }]);
    expect([inEuros.kind, wrongSide.kind]).toEqual(["volume", "volume"]);
  });
});

describe("a volume price, as published", () => {
  // https://docs.stripe.com/subscriptions/pricing-models/tiered-pricing, "Volume-based pricing"
  it.each([
    [1, "7"],
    [5, "35"],
    [6, "39"],
    [20, "120"],
    [25, "150"],
  ])("Stripe: %s fonts cost %s USD", (quantity, amount) => {
    const fonts = volume([
      { upTo: 5, unit: usd(7) },
      { upTo: 10, unit: usd("6.50") },
      { unit: usd(6) },
    ]);
    expect(amountOf(fonts, quantity)).toBe(amount);
  });

  // https://getlago.com/docs/guide/plans/charges/charge-models/volume
  it("Lago: 65,000 calls cost 49 USD", () => {
    const calls = volume([
      { upTo: 10_000, unit: usd("0.0010"), flat: usd(10) },
      { upTo: 50_000, unit: usd("0.0008"), flat: usd(10) },
      { upTo: 100_000, unit: usd("0.0006"), flat: usd(10) },
      { unit: usd("0.0004"), flat: usd(10) },
    ]);
    expect(amountOf(calls, 65_000)).toBe("49");
  });

  // https://zuplo.com/docs/articles/monetization/pricing-models, "Volume Pricing"
  it("Zuplo: 15,000 units cost 150 USD", () => {
    const units = volumeFrom([
      { from: 0, unit: usd("0.10") },
      { from: 1_001, unit: usd("0.05") },
      { from: 10_001, unit: usd("0.01") },
    ]);
    expect(amountOf(units, 15_000)).toBe("150");
  });
});

describe("a volume price and slow arithmetic", () => {
  const tier = fc.record({
    width: fc.integer({ min: 1, max: 600 }),
    unit: fc.integer({ min: 0, max: 10 ** 7 }),
    flat: fc.integer({ min: 0, max: 10 ** 5 }),
  });
  const tiers = fc.array(tier, { minLength: 1, maxLength: 5 });

  it("agree, edges included, written from either side", () => {
    property(
      fc.property(tiers, anyQuantity(60), fc.boolean(), (drawn, quantity, fromBelow) => {
        const edges = drawn.map((_, i) => drawn.slice(0, i + 1).reduce((n, t) => n + t.width, 0));
        const prices = drawn.map(({ unit, flat }) => ({
          unit: `0.${String(unit).padStart(8, "0")} USD` as "1 USD",
          flat: `${flat} USD` as "1 USD",
        }));
        const last = drawn.length - 1;
        const spec = fromBelow
          ? volumeFrom(prices.map((price, i) => ({ ...price, from: tenths(edges[i - 1] ?? 0) })))
          : volume(prices.map((p, i) => (i === last ? p : { ...p, upTo: tenths(edges[i] ?? 0) })));
        const used = quantity.coefficient < 0 ? none : rational(format(quantity));
        const isIn = (edge: number): boolean => {
          const end = quotient(rational(edge), rational(10));
          return fromBelow ? isLess(used, end) : !isLess(end, used);
        };
        const found = edges.slice(0, last).findIndex(isIn);
        const held = drawn[found < 0 ? last : found];
        const unit = quotient(rational(held?.unit ?? 0), rational(10n ** 8n));
        const expected = plus(times(used, unit), rational(held?.flat ?? 0));
        expectExactly(expectOk(compilePrice(spec)).total(quantity), expected);
      }),
      500,
    );
  });
});

const tenths = (edge: number): `${number}` =>
  `${Math.floor(edge / 10)}.${edge % 10}` as `${number}`;
