import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { decimal, decimalOf, format } from "../money/decimal.ts";
import { climbing } from "./climb.ts";
import type { ReadTier } from "./tiers.ts";

const tier = (end: string | undefined, unit: string, flat = "0"): ReadTier => ({
  label: end ?? "rest",
  end: end === undefined ? undefined : { at: decimalOf(end), inclusive: true },
  unit: decimalOf(unit),
  flat: decimalOf(flat),
  rateText: unit,
  flatText: flat === "0" ? undefined : flat,
});

/** Every amount in units of 10^-36, so that nothing is lost. */
const scaled = (text: string, scale: number): bigint => {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(scale, "0"));
};
const shown = (amount: bigint, scale: number): string => format(decimal(amount, scale));

/** The slow way: bigints with 18 digits after the point of a quantity and of a price. */
function slowly(tiers: readonly ReadTier[], quantity: string, flatAtZero: boolean) {
  const steps: { label: string; quantity: string; amount: string }[] = [];
  const all = scaled(quantity, 18);
  let passed = 0n;
  let total = 0n;
  for (const { label, end, unit, flat } of tiers) {
    const edge = end === undefined ? all : scaled(format(end.at), 18);
    const reached = edge < all ? edge : all;
    const part = reached - passed;
    if (part === 0n && !(steps.length === 0 && flatAtZero)) break;
    const due = part * scaled(format(unit), 18) + scaled(format(flat), 36);
    steps.push({ label, quantity: shown(part, 18), amount: shown(due, 36) });
    total += due;
    passed = reached;
  }
  return { amount: shown(total, 36), steps };
}

describe("climbing tiers", () => {
  const digits = (max: bigint, scale: number) =>
    fc.bigInt({ min: 0n, max }).map((value) => format(decimal(value, scale)));
  const quantities = fc.oneof(
    digits(10_000n, 0),
    digits(1_000_000n, 2),
    digits(10n ** 20n, 0),
    digits(10n ** 19n, 18),
  );
  const prices = fc.oneof(digits(100n, 0), digits(10n ** 6n, 7), digits(10n ** 18n, 18));

  it("gives the steps and the amount of exact arithmetic, whatever fits a double", () => {
    const cases = fc.record({
      edges: fc.uniqueArray(fc.oneof(digits(5_000n, 0), digits(10n ** 19n, 3)), { maxLength: 3 }),
      units: fc.array(prices, { minLength: 4, maxLength: 4 }),
      flats: fc.array(fc.oneof(fc.constant("0"), prices), { minLength: 4, maxLength: 4 }),
      quantity: quantities,
      flatAtZero: fc.boolean(),
    });
    property(
      fc.property(cases, ({ edges, units, flats, quantity, flatAtZero }) => {
        const ends = edges
          .filter((edge) => edge !== "0")
          .sort((left, right) => (scaled(left, 3) < scaled(right, 3) ? -1 : 1));
        const tiers = [...ends, undefined].map((end, at) =>
          tier(end, units[at] ?? "0", flats[at] ?? "0"),
        );
        const { amount, steps } = climbing(tiers, flatAtZero)(decimalOf(quantity));
        expect({
          amount: format(amount),
          steps: steps.map((step) => ({
            label: step.label,
            quantity: step.quantity,
            amount: step.amount,
          })),
        }).toEqual(slowly(tiers, quantity, flatAtZero));
      }),
    );
  });

  it("is exact at the edge of what a double holds", () => {
    const climb = climbing([tier("1", "9007199254740991"), tier(undefined, "1")], true);
    expect(format(climb(decimalOf("1")).amount)).toBe("9007199254740991");
    expect(format(climb(decimalOf("2")).amount)).toBe("9007199254740992");
    expect(format(climb(decimalOf("4")).amount)).toBe("9007199254740994");
    expect(climb(decimalOf("4")).steps.map((step) => step.amount)).toEqual([
      "9007199254740991",
      "3",
    ]);
  });
});
