import fc, { type Arbitrary } from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { isExact, range } from "../money/amount.ts";
import { add, type Decimal, decimal, decimalOf, format, min, one, sum } from "../money/decimal.ts";
import { type Money, money, moneyValue, usd } from "../money/money.ts";
import { type Percent, percent, percentText, shareOf } from "../money/percent.ts";
import {
  isLess,
  least,
  minus,
  none,
  plus,
  quotient,
  type Rational,
  rational,
  rounded,
  shown,
  times,
} from "../money/rational.fixture.ts";
import {
  amountOff,
  applyDiscounts,
  type Discount,
  type DiscountFacts,
  percentOff,
  termDiscount,
  volumeDiscount,
} from "./discount.ts";

const facts = (given: Partial<DiscountFacts> = {}): DiscountFacts => ({
  quantity: decimal(1),
  eligible: new Set(),
  ...given,
});

const listed = (...discounts: readonly Discount[]) =>
  discounts.map((discount, at) => ({ id: `d${at}`, discount }));

/** The net amount and each discount's, as text, to the cent. */
function applied(
  gross: string,
  discounts: readonly Discount[],
  given: Partial<DiscountFacts> = {},
) {
  const result = applyDiscounts(decimalOf(gross), listed(...discounts), facts(given), 2);
  return [format(result.net), ...result.applied.map(({ amount }) => format(amount))];
}

const nodes = volumeDiscount({ by: "quantity", mode: "volume" }, [
  { from: 100, percent: "10%" },
  { from: 1_000, percent: "20%" },
  { from: 10_000, percent: "30%" },
]);
const terms = termDiscount([
  { years: 3, percent: "15%" },
  { years: 5, percent: "25%" },
]);
const launch = percentOff("20%", { reason: "promotional" });

describe("applyDiscounts", () => {
  it.each([
    [99, "1000"],
    [100, "900"],
    [999, "900"],
    [1_000, "800"],
    [9_999, "800"],
    [10_000, "700"],
  ])("gives all of %i nodes the percentage of their band", (quantity, net) => {
    expect(applied("1000", [nodes], { quantity: decimal(quantity) })[0]).toBe(net);
  });

  it.each([
    [undefined, "1000"],
    [2, "1000"],
    [3, "850"],
    [4, "850"],
    [5, "750"],
    [10, "750"],
  ])("gives a term of %s years that of the longest term reached", (termYears, net) => {
    expect(applied("1000", [terms], { termYears })[0]).toBe(net);
  });

  it("takes one after the other, each from what the ones before left", () => {
    const hundred = amountOff(usd(100));
    expect(applied("1000", [launch, hundred])).toEqual(["700", "200", "100"]);
    expect(applied("1000", [hundred, launch])).toEqual(["720", "100", "180"]);
    const given = { quantity: decimal(500), termYears: 3 };
    expect(applied("1000", [nodes, terms], given)).toEqual(["765", "100", "135"]);
  });

  it("rounds each discount to the minor unit, and the gross amount before them", () => {
    expect(applied("0.99", [percentOff("50%", { reason: "annual" })])).toEqual(["0.49", "0.5"]);
    const third = percentOff("33.3333%", { reason: "partner" });
    expect(applied("10", [third, third])).toEqual(["4.45", "3.33", "2.22"]);
    const half = listed(percentOff("50%", { reason: "annual" }));
    const inYen = applyDiscounts(decimalOf("101.4"), half, facts(), 0, "half-even");
    expect([inYen.gross, inYen.net].map(format)).toEqual(["101", "51"]);
    const inDinar = applyDiscounts(decimalOf("0.005"), half, facts(), 3);
    expect(format(inDinar.net)).toBe("0.002");
  });

  it("never goes below zero, and leaves credit as it is", () => {
    expect(applied("50", [amountOff(usd(80)), launch])).toEqual(["0", "50"]);
    expect(applied("-50", [launch, amountOff(usd(5))])).toEqual(["-50"]);
    expect(applied("0", [launch])).toEqual(["0"]);
    expect(applied("0.004", [amountOff(usd(1))])).toEqual(["0"]);
  });

  it("gives a discount with eligibility only to whom it was granted", () => {
    const academic = percentOff("50%", { reason: "academic", eligibility: "universities" });
    const voucher = amountOff(usd(10), { eligibility: "voucher holders" });
    expect(applied("100", [academic, voucher])).toEqual(["100"]);
    expect(applied("100", [academic, voucher], { eligible: new Set(["d0"]) })).toEqual([
      "50",
      "50",
    ]);
    expect(applied("100", [academic, voucher], { eligible: new Set(["d1"]) })).toEqual([
      "90",
      "10",
    ]);
  });

  it("names what it took off", () => {
    const discounts = [
      { id: "nodes", discount: nodes },
      { id: "years", name: "Loyalty", discount: terms },
      { id: "launch", discount: launch },
      { id: "cash", discount: amountOff(usd(5), { reason: "partner" }) },
      { id: "gift", discount: amountOff(usd(1)) },
    ];
    const given = facts({ quantity: decimal(100), termYears: 3 });
    const labels = applyDiscounts(decimal(1_000), discounts, given, 2).applied;
    expect(labels.map(({ id, label }) => `${id}: ${label}`)).toEqual([
      "nodes: volume discount 10%",
      "years: Loyalty 15% for 3 years",
      "launch: promotional discount 20%",
      "cash: partner discount 5 USD",
      "gift: discount 1 USD",
    ]);
  });

  it("does not guess a percentage that is still open, and says so", () => {
    const partner = listed(percentOff(range("20%", "40%"), { reason: "partner" }));
    const open = applyDiscounts(decimal(100), partner, facts(), 2);
    expect([format(open.net), open.applied]).toEqual(["100", []]);
    expect(open.open).toMatchObject([{ code: "needs-agreed-price", path: "/d0" }]);
    const agreed = (point: Percent) =>
      applyDiscounts(decimal(100), partner, facts({ agreed: new Map([["d0", point]]) }), 2);
    expect([format(agreed("25%").net), agreed("25%").open]).toEqual(["75", []]);
    expect(agreed("45%")).toMatchObject({
      net: decimal(100),
      open: [{ code: "outside-agreed-range" }],
    });
  });

  it("looks at the gross spend, so an earlier discount costs no band", () => {
    const spend = volumeDiscount({ by: "spend", mode: "volume" }, [
      { from: 1_000, percent: "10%" },
    ]);
    expect(applied("1000", [launch, spend])).toEqual(["720", "200", "80"]);
    expect(applied("999.99", [spend])).toEqual(["999.99"]);
    expect(applied("10", [spend], { spend: decimal(5_000) })).toEqual(["9", "1"]);
  });
});

const cents = (n: number): Money<"USD"> => usd(n / 100);
const anyBands = fc
  .tuple(fc.constantFrom(0, 1, 50), fc.integer({ min: 51, max: 120 }), fc.nat(100), fc.nat(100))
  .map(([low, high, first, second]) => [
    { from: low, percent: percent(first) },
    { from: high, percent: percent(second) },
  ]);
const anyDiscount: Arbitrary<Discount<"USD">> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("quantity" as const, "spend" as const),
      fc.constantFrom("volume" as const, "graduated" as const),
      anyBands,
    )
    .map(([by, mode, bands]) => volumeDiscount({ by, mode }, bands)),
  fc.tuple(fc.nat(100), fc.nat(100)).map(([two, five]) =>
    termDiscount([
      { years: 2, percent: percent(two) },
      { years: 5, percent: percent(five) },
    ]),
  ),
  fc.nat(10_000).map((n) => percentOff(percent(n / 100), { reason: "promotional" })),
  fc.nat(9_000).map((n) => amountOff(cents(n))),
);
const anyCase = fc.record({
  gross: fc.integer({ min: -500, max: 30_000 }).map((n) => decimal(n, 2)),
  discounts: fc.array(anyDiscount, { maxLength: 5 }),
  quantity: fc.integer({ min: 0, max: 1_600 }).map((n) => decimal(n, 1)),
  termYears: fc.integer({ min: 0, max: 6 }),
});

/** How much of a line of `base` units lies inside each band, unit by unit or up to the spend. */
function slowShare(discount: Discount & { kind: "volume" }, base: Rational): Rational {
  const edge = (from: string | number): Rational => {
    const start = rational(from);
    if (discount.by === "spend") return start;
    return isLess(start, rational(1)) ? none : minus(start, rational(1));
  };
  const reached = discount.bands.filter(({ from }) => !isLess(base, rational(from)));
  if (reached.length === 0 || !isLess(none, base)) return none;
  if (discount.mode === "volume") return rational(reached.at(-1)?.percent ?? "0");
  return discount.bands.reduce((share, { from, percent: inside }, at) => {
    const next = discount.bands[at + 1];
    const upper = next === undefined ? base : least(base, edge(next.from));
    if (!isLess(edge(from), upper)) return share;
    return plus(share, times(quotient(minus(upper, edge(from)), base), rational(inside)));
  }, none);
}

function slowNet(gross: Decimal, discounts: readonly Discount[], given: DiscountFacts): Rational {
  let net = rational(gross);
  for (const discount of discounts) {
    if (!isLess(none, net)) return net;
    let off = none;
    if (discount.kind === "amount") off = rational(discount.amount);
    else if (discount.kind === "percent") off = times(net, rational(String(discount.percent)));
    else if (discount.kind === "volume") {
      const base = rational(discount.by === "quantity" ? given.quantity : gross);
      off = times(net, slowShare(discount, base));
    } else {
      const years = given.termYears ?? 0;
      const reached = discount.terms.filter((term) => term.years <= years);
      off = times(net, rational(reached.at(-1)?.percent ?? "0"));
    }
    net = minus(net, least(rounded(off, 2), net));
  }
  return net;
}

describe("discounts in any order", () => {
  it("come to what fractions come to, in the order given", () => {
    property(
      fc.property(anyCase, ({ gross, discounts, quantity, termYears }) => {
        const given = facts({ quantity, termYears });
        const { net } = applyDiscounts(gross, listed(...discounts), given, 2);
        expect(shown(rational(net))).toBe(shown(slowNet(gross, discounts, given)));
      }),
      1_500,
    );
  });

  it("add up: gross less each discount is net, and nothing goes below zero", () => {
    property(
      fc.property(anyCase, ({ gross, discounts, quantity, termYears }) => {
        const given = facts({ quantity, termYears });
        const result = applyDiscounts(gross, listed(...discounts), given, 2);
        const off = sum(result.applied.map(({ amount }) => amount));
        expect(shown(minus(rational(gross), rational(off)))).toBe(shown(rational(result.net)));
        expect(isLess(rational(result.net), least(none, rational(gross)))).toBe(false);
        for (const { amount } of result.applied) expect(amount.coefficient).toBeGreaterThan(0);
      }),
      500,
    );
  });

  it("never raise the total by being larger", () => {
    property(
      fc.property(anyCase, fc.nat(), fc.nat(100), (drawn, at, more) => {
        const { gross, discounts, quantity, termYears } = drawn;
        const given = facts({ quantity, termYears });
        const chosen = at % Math.max(discounts.length, 1);
        const raised = discounts.map((discount, index) =>
          index === chosen ? larger(discount, more) : discount,
        );
        const before = applyDiscounts(gross, listed(...discounts), given, 2).net;
        const after = applyDiscounts(gross, listed(...raised), given, 2).net;
        expect(isLess(rational(before), rational(after))).toBe(false);
      }),
      1_000,
    );
  });
});

/** The discount with every percentage so many points higher, up to 100, or so many dollars more. */
function larger(discount: Discount<"USD">, more: number): Discount<"USD"> {
  const higher = (text: Percent): Percent =>
    percentText(min(one, add(shareOf(text), decimal(more, 2))));
  switch (discount.kind) {
    case "volume":
      return {
        ...discount,
        bands: discount.bands.map((band) => ({ ...band, percent: higher(band.percent) })),
      };
    case "term":
      return termDiscount(
        discount.terms.map((term) => ({ ...term, percent: higher(term.percent) })),
      );
    case "percent":
      return percentOff(isExact(discount.percent) ? higher(discount.percent) : discount.percent, {
        reason: discount.reason,
      });
    case "amount":
      return amountOff(money(add(moneyValue(discount.amount), decimal(more)), "USD"));
  }
}
