import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { add, decimal, equals, format, isNegative, sum } from "../money/decimal.ts";
import { attributeChange } from "./attribute-change.ts";
import { amount, texts } from "./metrics.fixture.ts";
import { roundMovements } from "./rounded-movements.ts";

const parts = (amounts: readonly number[], isPrice = false) =>
  attributeChange(
    amounts.map((one) => decimal(one)),
    isPrice,
  ).map((own) => own.map(({ kind, amount: of }) => `${kind} ${format(of)}`));

describe("a change within a customer", () => {
  it("moves the smaller side over and keeps the rest as its kind", () => {
    expect(parts([-50, 30])).toEqual([["contraction -20", "transfer -30"], ["transfer 30"]]);
    expect(parts([-30, 20, 40])).toEqual([
      ["transfer -30"],
      ["transfer 20"],
      ["expansion 30", "transfer 10"],
    ]);
    expect(parts([-5, 5])).toEqual([["transfer -5"], ["transfer 5"]]);
    expect(parts([5], true)).toEqual([["price 5"]]);
    expect(parts([-5, -2], true)).toEqual([["price -5"], ["price -2"]]);
  });

  it("divides each amount exactly; transfers cancel out and the rest has one sign", () => {
    const anyAmounts = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 6 });
    property(
      fc.property(anyAmounts, (amounts) => {
        const own = attributeChange(
          amounts.map((one) => decimal(one)),
          false,
        );
        own.forEach((list, index) => {
          const whole = sum(list.map((part) => part.amount));
          expect(equals(whole, decimal(amounts[index] ?? 0))).toBe(true);
        });
        const all = own.flat();
        const moved = all.filter(({ kind }) => kind === "transfer");
        expect(format(sum(moved.map((part) => part.amount)))).toBe("0");
        for (const { kind, amount: of } of all)
          if (kind !== "transfer") expect(isNegative(of)).toBe(kind === "contraction");
      }),
    );
  });
});

describe("rounded movements", () => {
  it("give the missing cents to the largest cut-off parts", () => {
    const kinds = new Map([
      ["new", amount("0.004")],
      ["expansion", amount("0.004")],
      ["churn", amount("-0.003")],
    ] as const);
    const closing = add(amount("10.003"), amount("0.005"));
    const rounded = roundMovements({ opening: amount("10.003"), closing, kinds }, 2);
    // 10.00 to 10.01 is 1 cent; cut down 0 + 0 - 1 leaves 2, for churn (0.7 cut off) and new (0.4, the first).
    expect([rounded.opening, rounded.closing].map(format)).toEqual(["10", "10.01"]);
    expect(texts(rounded.kinds)).toEqual({ new: "0.01" });
  });
});
