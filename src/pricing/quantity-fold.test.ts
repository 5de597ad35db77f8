import { describe, expect, it } from "vitest";
import { add, type Decimal, decimal, format, multiply } from "../money/decimal.ts";
import { peakFold, priceOf, quantityFold, quantityItem, totalOf } from "./quantity-fold.ts";
import { rate } from "./rate.ts";

const rule = {
  kind: "double plus one",
  total: (quantity: Decimal) => add(multiply(quantity, decimal(2)), decimal(1)),
  price: (quantity: Decimal) => ({
    amount: add(multiply(quantity, decimal(2)), decimal(1)),
    steps: [],
    notes: ["of its own"],
  }),
};
const items = (...quantities: readonly number[]) => quantities.map((q) => quantityItem(decimal(q)));

describe("the fold over a quantity", () => {
  it("prices the sum of all items once", () => {
    const rated = rate(quantityFold(rule), items(3, 4, -2));
    expect([format(rated.amount), format(rated.quantity)]).toEqual(["11", "5"]);
    expect(rated.notes).toEqual(["of its own"]);
  });

  it("prices a sum below zero as zero, and says so first", () => {
    const rated = rate(quantityFold(rule), items(3, -5));
    expect([format(rated.amount), format(rated.quantity)]).toEqual(["1", "0"]);
    expect(rated.notes).toEqual([
      "corrections leave a net quantity of -2, which is priced as zero",
      "of its own",
    ]);
  });

  it("adds no note at exactly zero", () => {
    expect(rate(quantityFold(rule), items(5, -5)).notes).toEqual(["of its own"]);
  });

  it("lends its amount and its steps to a price that holds it", () => {
    const price = quantityFold(rule);
    expect(format(totalOf(price, decimal(5)))).toBe("11");
    expect(format(priceOf(price, decimal(5)).amount)).toBe("11");
  });
});

describe("the fold over a level", () => {
  it("takes the highest, and nothing below zero", () => {
    expect(format(rate(peakFold(rule), items(3, 7, 5)).amount)).toBe("15");
    expect(format(rate(peakFold(rule), items(-3)).amount)).toBe("1");
    expect(format(rate(peakFold(rule), []).amount)).toBe("1");
  });
});
