import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { expectOk } from "../fault/fault.ts";
import { decimal, formatFixed } from "../money/decimal.ts";
import { expectedBreakage, rightsOf } from "./breakage.ts";
import { burn } from "./burn.ts";
import { bookOf, day, grantOf, lineOf } from "./credit.fixture.ts";

const percent = (whole: number) => decimal(whole, 2);

describe("expected breakage", () => {
  test("ASC 606 Example 52 (IFRS 15 IE267 to IE270): points, and an estimate that changes", () => {
    const points = { currency: "JPY", amount: "10000", price: "8676" } as const;
    // 9,500 of 10,000 points are expected to be used; 4,500 were in the first year.
    const first = expectedBreakage({ ...points, used: "4500", usedCost: "0" }, percent(5));
    expect(first.earned).toBe("4110");
    // Then 9,700 are expected, and 8,500 were used in both years: 3,493 for the second.
    const second = expectedBreakage({ ...points, used: "8500", usedCost: "0" }, percent(3));
    expect(Number(second.earned) - Number(first.earned)).toBe(3_493);
  });

  test("is what a burn earns beyond its own cost", () => {
    const book = bookOf(day("2026-01-01"), grantOf("pack", { kind: "prepaid", pricePaid: "80" }));
    const lines = [lineOf("a", "45")];
    const change = expectOk(burn(book, { id: "b", currency: "USD", lines }, day("2026-02-01")));
    const [grant] = change.book.grants;
    if (grant === undefined) throw new Error("one was given");
    expect(grant.burned.cost).toBe("36.00");
    expect(expectedBreakage(rightsOf(grant), percent(10))).toEqual({
      earned: "40.00",
      breakage: "4.00",
      liability: "40.00",
    });
  });

  test("is none until the credits expire where none is expected", () => {
    const rights = {
      currency: "USD",
      amount: "100",
      price: "80",
      used: "45",
      usedCost: "36",
    } as const;
    expect(expectedBreakage(rights, percent(0)).breakage).toBe("0.00");
  });

  test("is given back where more is used than was expected", () => {
    const rights = { currency: "USD", amount: "100", price: "80" } as const;
    const expected = expectedBreakage({ ...rights, used: "90", usedCost: "72" }, percent(10));
    expect(expected).toEqual({ earned: "80.00", breakage: "8.00", liability: "0.00" });
    const all = expectedBreakage({ ...rights, used: "100", usedCost: "80" }, percent(10));
    expect(all).toEqual({ earned: "80.00", breakage: "0.00", liability: "0.00" });
  });

  test("never earns more than the price, never less than use, and grows with use", () => {
    property(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 99 }),
        fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 8 }),
        (amount, part, rate, uses) => {
          const text = (cents: number): string => formatFixed(decimal(cents, 2), 2);
          const price = Math.max(1, Math.floor((amount * part) / 100));
          const terms = { kind: "prepaid", amount: text(amount), pricePaid: text(price) } as const;
          let book = bookOf(0, grantOf("pack", terms));
          let earned = 0;
          for (const [index, use] of uses.entries()) {
            const lines = [lineOf("a", text(use))];
            book = expectOk(burn(book, { id: String(index), currency: "USD", lines }, 1)).book;
            const [grant] = book.grants;
            if (grant === undefined) throw new Error("one was given");
            const expected = expectedBreakage(rightsOf(grant), percent(rate));
            const now = Math.round(Number(expected.earned) * 100);
            expect(now).toBeGreaterThanOrEqual(earned);
            expect(now).toBeLessThanOrEqual(price);
            expect(Math.round(Number(expected.breakage) * 100)).toBeGreaterThanOrEqual(0);
            expect(now + Math.round(Number(expected.liability) * 100)).toBe(price);
            earned = now;
          }
        },
      ),
    );
  });
});
