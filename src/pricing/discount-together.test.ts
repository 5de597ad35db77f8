import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { type Decimal, decimal, decimalOf, formatFixed } from "../money/decimal.ts";
import { usd } from "../money/money.ts";
import { percent } from "../money/percent.ts";
import {
  amountOff,
  applyDiscounts,
  type Discount,
  type Discounted,
  type OrderedDiscount,
  percentOff,
} from "./discount.ts";
import { type DiscountedPart, discountTogether } from "./discount-together.ts";

const cents = (count: number): Decimal => decimal(count, 2);
const facts = { quantity: decimal(1), eligible: new Set<string>() };
const part = (gross: string, ...discounts: readonly OrderedDiscount[]): DiscountedPart => ({
  gross: decimalOf(gross),
  discounts,
  facts,
});
const named = (id: string, discount: Discount): OrderedDiscount => ({ id, discount });

const tenth = named("tenth", percentOff("10%", { reason: "negotiated" }));
const hundred = named("hundred", amountOff(usd(100)));
const half = named("half", percentOff("50%", { reason: "promotional" }));

/** Each part as `net: id amount, id amount`. */
const shown = (all: readonly Discounted[]): readonly string[] =>
  all.map(
    ({ net, applied }) =>
      `${formatFixed(net, 2)}: ${applied.map(({ id, amount }) => `${id} ${formatFixed(amount, 2)}`).join(", ")}`,
  );

describe("an amount off several lines", () => {
  it("comes off them once, by what each has left at its place in the order", () => {
    const parts = [part("500", tenth, hundred), part("300", hundred, half), part("200", tenth)];
    // 450 and 300 are left when the hundred comes: 60 and 40 of it.
    expect(shown(discountTogether(parts, ["tenth", "hundred", "half"], 2))).toEqual([
      "390.00: tenth 50.00, hundred 60.00",
      "130.00: hundred 40.00, half 130.00",
      "180.00: tenth 20.00",
    ]);
  });

  it("is shared by largest remainder, and adds up to the cent", () => {
    const parts = [part("10", hundred), part("10", hundred), part("10", hundred)];
    const ten = { ...hundred, discount: amountOff(usd(10)) };
    const shared = parts.map((one) => ({ ...one, discounts: [ten] }));
    expect(shown(discountTogether(shared, ["hundred"], 2))).toEqual([
      "6.66: hundred 3.34",
      "6.67: hundred 3.33",
      "6.67: hundred 3.33",
    ]);
  });

  it("takes all that is left and no more, and nothing of lines below zero", () => {
    const parts = [
      part("60", hundred),
      part("30", hundred),
      part("-40", hundred),
      part("0", hundred),
    ];
    expect(shown(discountTogether(parts, ["hundred"], 2))).toEqual([
      "0.00: hundred 60.00",
      "0.00: hundred 30.00",
      "-40.00: ",
      "0.00: ",
    ]);
  });

  it("is another discount where its amount is another, and only for whom it was granted to", () => {
    const guarded = named("hundred", amountOff(usd(50), { eligibility: "old customers" }));
    const parts = [
      part("200", hundred),
      part("200", guarded),
      { ...part("200", guarded), facts: { ...facts, eligible: new Set(["hundred"]) } },
    ];
    expect(shown(discountTogether(parts, ["hundred"], 2))).toEqual([
      "100.00: hundred 100.00",
      "200.00: ",
      "150.00: hundred 50.00",
    ]);
  });
});

/** The same, counted in cents, one cent of an amount at a time. */
interface SlowLine {
  readonly gross: number;
  readonly has: readonly number[];
}
type SlowDiscount = { readonly percent: number } | { readonly cents: number };

function slowly(lines: readonly SlowLine[], discounts: readonly SlowDiscount[]): bigint[] {
  const left = lines.map(({ gross }) => BigInt(gross));
  for (const [place, discount] of discounts.entries()) {
    const takers = lines.flatMap(({ has }, line) =>
      has.includes(place) && (left[line] ?? 0n) > 0n ? [line] : [],
    );
    const of = (line: number): bigint => left[line] ?? 0n;
    if ("percent" in discount) {
      for (const line of takers)
        left[line] = of(line) - (of(line) * BigInt(discount.percent) + 50n) / 100n;
      continue;
    }
    const all = takers.reduce((sum, line) => sum + of(line), 0n);
    const amount = all < BigInt(discount.cents) ? all : BigInt(discount.cents);
    const before = new Map(takers.map((line) => [line, of(line)]));
    const share = (line: number): bigint => before.get(line) ?? 0n;
    let rest = amount;
    for (const line of takers) {
      left[line] = of(line) - (amount * share(line)) / all;
      rest -= (amount * share(line)) / all;
    }
    const byRemainder = [...takers].sort((a, b) => {
      const [first, second] = [(amount * share(a)) % all, (amount * share(b)) % all];
      return first === second ? a - b : first > second ? -1 : 1;
    });
    for (const line of byRemainder.slice(0, Number(rest))) left[line] = of(line) - 1n;
  }
  return left;
}

const anyDiscount = fc.oneof(
  fc.record({ percent: fc.integer({ min: 0, max: 100 }) }),
  fc.record({ cents: fc.integer({ min: 0, max: 60_000 }) }),
);
const anyLines = (discounts: number) =>
  fc.array(
    fc.record({
      gross: fc.oneof(fc.integer({ min: -500, max: 50_000 }), fc.integer({ min: 0, max: 9 })),
      has: fc.subarray([...Array(discounts).keys()]),
    }),
    { minLength: 1, maxLength: 8 },
  );
const anyDocument = fc
  .array(anyDiscount, { minLength: 1, maxLength: 5 })
  .chain((discounts) => fc.tuple(fc.constant(discounts), anyLines(discounts.length)));

const discountOf = (one: SlowDiscount): Discount =>
  "percent" in one
    ? percentOff(percent(`${one.percent}`), { reason: "negotiated" })
    : amountOff(usd(`${one.cents / 100}`));

describe("discounts taken off together", () => {
  const partsOf = (lines: readonly SlowLine[], discounts: readonly SlowDiscount[]) =>
    lines.map(
      ({ gross, has }): DiscountedPart => ({
        gross: cents(gross),
        discounts: has.flatMap((place) => {
          const discount = discounts[place];
          return discount === undefined ? [] : [named(`d-${place}`, discountOf(discount))];
        }),
        facts,
      }),
    );

  it("are what a slow count of cents makes of them", () => {
    property(
      fc.property(anyDocument, ([discounts, lines]) => {
        const order = discounts.map((_, place) => `d-${place}`);
        const all = discountTogether(partsOf(lines, discounts), order, 2);
        expect(all.map(({ net }) => formatFixed(net, 2))).toEqual(
          slowly(lines, discounts).map((left) => formatFixed(decimal(left, 2), 2)),
        );
      }),
      500,
    );
  });

  it("are those of one line alone where there is one line", () => {
    property(
      fc.property(anyDocument, ([discounts, lines]) => {
        const [one] = partsOf(lines, discounts);
        if (one === undefined) return;
        const order = discounts.map((_, place) => `d-${place}`);
        expect(shown(discountTogether([one], order, 2))).toEqual(
          shown([applyDiscounts(one.gross, one.discounts, one.facts, 2)]),
        );
      }),
      200,
    );
  });
});
