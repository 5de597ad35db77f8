import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import {
  add,
  type Decimal,
  decimal,
  formatFixed,
  isNegative,
  isPositive,
  negate,
  subtract,
  sum,
  zero,
} from "../money/decimal.ts";
import { taxInvoice } from "../tax/tax-invoice.ts";
import { creditRoom } from "./credit-room.ts";
import type { BilledTax, PricedLine } from "./line.ts";

const rates = ["0", "7", "19", "25.5"] as const;

const taxed = (rate: string): BilledTax => ({
  tax: { category: rate === "0" ? "Z" : "S", rate, jurisdiction: "DE", name: "USt." },
});

/** All that the room asks of a line. */
const lineOf = (net: Decimal, place: number): PricedLine =>
  ({ line: { id: `l-${place}`, kind: "recurring" }, net }) as unknown as PricedLine;

/** What a document comes to with its tax. */
const totalOf = (
  lines: readonly { readonly net: Decimal; readonly rate: string }[],
  pricesInclude: "tax" | undefined,
  rounding: "half-up" | "half-even",
): Decimal =>
  taxInvoice(
    lines.map(({ net, rate }, place) => ({ id: `l-${place}`, amount: net, ...taxed(rate) })),
    { minorUnits: 2, pricesInclude, rounding },
  ).gross;

const cents = fc.oneof(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -9_999, max: 9_999 }));

const drawn = fc.array(
  fc.record({
    net: cents.map((amount) => decimal(amount, 2)),
    rate: fc.constantFrom(...rates),
    /** How much of what it may take of the line is free credits, in percent. */
    free: fc.constantFrom(0, 0, 50, 100),
  }),
  { minLength: 1, maxLength: 7 },
);

describe("room for credits", () => {
  it.each([1, -1] as const)(
    "never leaves something due against the sign of a document (%s), at whatever rates",
    (sign) => {
      property(
        fc.property(
          drawn,
          fc.constantFrom("tax" as const, undefined),
          fc.constantFrom("half-up" as const, "half-even" as const),
          (lines, pricesInclude, rounding) => {
            const { take } = creditRoom(
              lines.map(({ net }, place) => lineOf(net, place)),
              { taxes: lines.map(({ rate }) => taxed(rate)), pricesInclude },
              sign,
              2,
            );
            const signed = (amount: Decimal): Decimal => (sign === 1 ? amount : negate(amount));
            let paid = zero;
            const after = lines.map(({ net, rate, free }, place) => {
              const part = take(place, signed(net));
              const size = Number(formatFixed(part, 2).replace(".", ""));
              const off = decimal(Math.floor((size * free) / 100), 2);
              paid = add(paid, subtract(part, off));
              return { rate, net: subtract(net, signed(off)) };
            });
            const before = signed(totalOf(lines, pricesInclude, rounding));
            const due = subtract(signed(totalOf(after, pricesInclude, rounding)), paid);
            if (isPositive(before)) expect(isNegative(due)).toBe(false);
            else expect(isPositive(paid)).toBe(false);
          },
        ),
        2_000,
      );
    },
  );

  it("is all that lines of one rate come to", () => {
    const lines = [lineOf(decimal(100), 0), lineOf(decimal(-30), 1), lineOf(decimal(50), 2)];
    const { take } = creditRoom(lines, { taxes: undefined, pricesInclude: undefined }, 1, 2);
    const parts = lines.map(({ net }, place) => take(place, net));
    expect(sum(parts)).toEqual(decimal(120));
    expect(parts).toEqual([decimal(100), decimal(0), decimal(20)]);
  });

  it("is less by what another rate takes back with its tax", () => {
    const lines = [lineOf(decimal(100), 0), lineOf(decimal(-50), 1)];
    const taxes = [taxed("0"), taxed("19")];
    const { take } = creditRoom(lines, { taxes, pricesInclude: undefined }, 1, 2);
    expect(formatFixed(take(0, decimal(100)), 2)).toBe("40.50");
  });
});
