import fc from "fast-check";
import { expect, it } from "vitest";
import { property } from "../../../test/property.ts";
import { exactSum } from "./exact-sum.ts";

it("finds what trying every set finds", () => {
  property(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 9 }),
      fc.integer({ min: 1, max: 40 }),
      (amounts, total) => {
        const sets: number[][] = [];
        for (let mask = 1; mask < 1 << amounts.length; mask += 1) {
          const set = amounts.flatMap((_, place) => ((mask >> place) & 1 ? [place] : []));
          const sum = set.reduce((all, place) => all + (amounts[place] ?? 0), 0);
          if (sum === total) sets.push(set);
        }
        const found = exactSum(amounts.map(BigInt), BigInt(total));
        expect(found).toEqual(sets.length === 0 ? "none" : sets.length > 1 ? "several" : sets[0]);
      },
    ),
    400,
  );
});

it("gives up rather than guess among too many", () => {
  const many = Array.from({ length: 60 }, (_, place) => BigInt(1_000 + place * 7));
  expect(exactSum(many, 30_003n)).toBe("several");
});
