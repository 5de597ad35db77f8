import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { editDistance, nearest, nearestFew } from "./nearest.ts";

/** The textbook recursion, without a bound: optimal string alignment over prefixes. */
function slowDistance(left: string, right: string): number {
  const known = new Map<string, number>();
  const of = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const key = `${i},${j}`;
    const stored = known.get(key);
    if (stored !== undefined) return stored;
    const same = left[i - 1] === right[j - 1];
    const ways = [of(i - 1, j) + 1, of(i, j - 1) + 1, of(i - 1, j - 1) + (same ? 0 : 1)];
    const swap = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
    if (swap) ways.push(of(i - 2, j - 2) + 1);
    const least = Math.min(...ways);
    known.set(key, least);
    return least;
  };
  return of(left.length, right.length);
}

describe("the nearest name", () => {
  const meters = ["operations", "storage-gb", "seats", "api-calls"];

  it.each([
    ["operation", "operations"],
    ["opertaions", "operations"],
    ["Operations", "operations"],
    ["storage_gb", "storage-gb"],
    ["seat", "seats"],
    ["saets", "seats"],
    ["api-cals", "api-calls"],
  ])("of %s is %s", (name, meant) => {
    expect(nearest(name, meters)).toBe(meant);
  });

  it.each(["", "bandwidth", "s", "x".repeat(100)])("of %j is none", (name) => {
    expect(nearest(name, meters)).toBeUndefined();
  });

  it("is none among no names", () => {
    expect(nearest("seats", [])).toBeUndefined();
  });

  it("is the name itself when it is known, even after another spelling of it", () => {
    expect(nearest("seats", ["SEATS", "seat", "seats"])).toBe("seats");
  });

  it("is the first of equally near names", () => {
    expect(nearest("tesm", ["term", "team"])).toBe("term");
    expect(nearest("tesm", ["team", "term"])).toBe("team");
  });

  it("takes any iterable", () => {
    expect(nearest("teem", new Map([["team", 1]]).keys())).toBe("team");
  });
});

describe("the nearest few of names with dots", () => {
  it("has those first of which the whole or a part is the fewest edits away", () => {
    const known = ["costs.rent", "churn", "segments.teams.churn", "wages"];
    expect(nearestFew("churm", known, 2)).toEqual(["churn", "segments.teams.churn"]);
    expect(nearestFew("cots", known, 1)).toEqual(["costs.rent"]);
    expect(nearestFew("x", [], 3)).toEqual([]);
  });
});

describe("the edit distance", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 9 });

  it("equals the textbook recursion within its bound, and bound + 1 past it", () => {
    property(
      fc.property(word, word, fc.nat(6), (left, right, bound) => {
        const expected = Math.min(slowDistance(left, right), bound + 1);
        expect(editDistance(left, right, bound)).toBe(expected);
      }),
    );
  });

  it("counts a swap of neighbours as one edit", () => {
    expect(editDistance("ab", "ba", 3)).toBe(1);
    expect(editDistance("ca", "abc", 5)).toBe(3);
  });
});
