import { describe, expect, it } from "vitest";
import { decimal, decimalOf, format } from "../money/decimal.ts";
import { applyDiscounts, volumeDiscount } from "./discount.ts";
import { bandPercent, findDiscountCliff, graduatedDiscount } from "./volume-discount.ts";

const bands = [
  { from: 100, percent: "10%" },
  { from: 1_000, percent: "20%" },
  { from: 10_000, percent: "30%" },
] as const;

describe("a graduated volume discount", () => {
  const byUnit = volumeDiscount({ by: "quantity", mode: "graduated" }, bands);
  const bySpend = volumeDiscount({ by: "spend", mode: "graduated" }, bands);

  it.each([
    [99, "0"],
    [100, "0.1"],
    [999, "90"],
    [1_000, "90.2"],
    [9_999, "1890"],
    [10_000, "1890.3"],
  ])("by quantity gives %i units at 1 USD only what lies inside the bands", (units, off) => {
    const amount = graduatedDiscount(byUnit, decimal(units), decimal(units), 2, "half-up");
    expect(format(amount)).toBe(off);
  });

  it.each([
    ["1000", "90"],
    ["100.1", "0.01"],
    ["100", "0"],
    ["1000.5", "90.1"],
  ])("by spend gives %s USD what lies above each edge", (spend, off) => {
    const amount = graduatedDiscount(bySpend, decimalOf(spend), decimalOf(spend), 2, "half-up");
    expect(format(amount)).toBe(off);
  });

  it("counts part of the first unit of a band as inside it", () => {
    const amount = graduatedDiscount(byUnit, decimalOf("100.5"), decimalOf("100.5"), 4, "half-up");
    expect(format(amount)).toBe("0.15");
  });

  it("rounds once, however many bands there are", () => {
    const thirds = volumeDiscount({ by: "quantity", mode: "graduated" }, [
      { from: 1, percent: "33%" },
      { from: 2, percent: "33%" },
      { from: 3, percent: "33%" },
    ]);
    const amount = graduatedDiscount(thirds, decimal(3), decimalOf("0.05"), 2, "half-up");
    expect(format(amount)).toBe("0.02");
  });

  it("is labelled by its highest band", () => {
    const result = applyDiscounts(
      decimal(1_000),
      [{ id: "v", discount: byUnit }],
      { quantity: decimal(1_000), eligible: new Set() },
      2,
    );
    expect(result.applied[0]?.label).toBe("volume discount up to 20%, graduated");
    expect(format(result.net)).toBe("909.8");
  });
});

describe("bandPercent", () => {
  it("is that of the highest band reached, none below the first and for nothing", () => {
    const discount = volumeDiscount({ by: "quantity", mode: "volume" }, bands);
    const at = ["99.999", "100", "999.5", "1000"].map((n) => bandPercent(discount, decimalOf(n)));
    expect(at).toEqual([undefined, "10%", "10%", "20%"]);
    const all = volumeDiscount({ by: "spend", mode: "volume" }, [{ from: 0, percent: "5%" }]);
    expect([0, -1].map((n) => bandPercent(all, decimal(n)))).toEqual([undefined, undefined]);
  });
});

describe("findDiscountCliff", () => {
  it("finds each edge where buying more costs less, and from where", () => {
    const discount = volumeDiscount({ by: "quantity", mode: "volume" }, bands);
    const cliffs = findDiscountCliff(discount).map(({ at, before, after, dearerFrom }) =>
      [format(at), before, after, format(dearerFrom)].join(" "),
    );
    expect(cliffs).toEqual(["100 0% 10% 90", "1000 10% 20% 888.88", "10000 20% 30% 8750"]);
  });

  it("finds none where the percentage does not rise, at zero, or where it is graduated", () => {
    const falling = [
      { from: 0, percent: "20%" },
      { from: 10, percent: "20%" },
      { from: 20, percent: "5%" },
    ] as const;
    expect(findDiscountCliff(volumeDiscount({ by: "quantity", mode: "volume" }, falling))).toEqual(
      [],
    );
    expect(findDiscountCliff(volumeDiscount({ by: "quantity", mode: "graduated" }, bands))).toEqual(
      [],
    );
  });
});
