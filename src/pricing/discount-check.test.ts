import { describe, expect, it } from "vitest";
import { atLeast, range } from "../money/amount.ts";
import { eur, type Money, usd } from "../money/money.ts";
import { amountOff, type Discount, percentOff, termDiscount, volumeDiscount } from "./discount.ts";
import { checkDiscount } from "./discount-check.ts";

const codes = (discount: Discount): string[] =>
  checkDiscount(discount, "/d", "USD").map(({ path, code }) => `${path} ${code}`);

describe("checkDiscount", () => {
  it("accepts what can be applied", () => {
    const sound: readonly Discount[] = [
      volumeDiscount({ by: "spend", mode: "graduated" }, [{ from: "0.5", percent: "0%" }]),
      volumeDiscount({ by: "quantity", mode: "volume" }, [{ from: "0.5", percent: "100%" }]),
      termDiscount([
        { years: 0.5, percent: "5%" },
        { years: 3, percent: "15%" },
      ]),
      percentOff(range("20%", "40%"), { reason: "partner" }),
      percentOff("negotiated", { reason: "negotiated" }),
      amountOff(usd(0)),
    ];
    expect(sound.flatMap(codes)).toEqual([]);
  });

  it("refuses bands that are missing, unreadable, fractional or out of order", () => {
    const rule = { by: "quantity", mode: "graduated" } as const;
    expect(codes(volumeDiscount(rule, []))).toEqual(["/d/bands no-bands"]);
    expect(codes(volumeDiscount(rule, [{ from: -1, percent: "101%" }]))).toEqual([
      "/d/bands/0/from quantity-out-of-range",
      "/d/bands/0/percent percent-out-of-range",
    ]);
    const bands = [
      { from: "10.5", percent: "5%" },
      { from: 3, percent: "6%" },
      { from: 3, percent: "6%" },
    ] as const;
    expect(codes(volumeDiscount(rule, bands))).toEqual([
      "/d/bands/0/from fractional-from",
      "/d/bands/1/from bands-out-of-order",
      "/d/bands/2/from bands-out-of-order",
    ]);
  });

  it("refuses terms that are missing, not positive or out of order", () => {
    expect(codes(termDiscount([]))).toEqual(["/d/terms no-terms"]);
    expect(codes(termDiscount([{ years: 0, percent: "-1%" }]))).toEqual([
      "/d/terms/0/years quantity-out-of-range",
      "/d/terms/0/percent percent-out-of-range",
    ]);
    const backwards = termDiscount([
      { years: 5, percent: "25%" },
      { years: 3, percent: "15%" },
    ]);
    expect(codes(backwards)).toEqual(["/d/terms/1/years terms-out-of-order"]);
  });

  it("refuses percentages beyond 0% to 100% at every end, and surcharges", () => {
    const off = (percent: Parameters<typeof percentOff>[0]) =>
      codes(percentOff(percent, { reason: "promotional" }));
    expect(off("100.01%")).toEqual(["/d/percent percent-out-of-range"]);
    expect(off(range("20%", "140%"))).toEqual(["/d/percent/high percent-out-of-range"]);
    expect(off(atLeast("101%"))).toEqual(["/d/percent/atLeast percent-out-of-range"]);
    expect(off({ low: "40%", high: "20%" })).toEqual(["/d/percent range-reversed"]);
    expect(codes(amountOff(usd(-1)))).toEqual(["/d/amount negative-amount"]);
    expect(codes(amountOff(eur(1)))).toEqual(["/d/amount currency-mismatch"]);
    expect(codes(amountOff("free" as Money))).toEqual(["/d/amount not-money"]);
  });

  it("refuses a kind it does not know", () => {
    expect(codes({ kind: "loyalty" } as unknown as Discount)).toEqual([
      "/d/kind unknown-discount-kind",
    ]);
  });
});
