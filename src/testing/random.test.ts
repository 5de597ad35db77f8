import { describe, expect, it } from "vitest";
import { seededRandom } from "./random.ts";

const draws = (seed: number, count: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, random.next);
};

describe("seeded random numbers", () => {
  it("repeat with their seed and differ between seeds", () => {
    expect(draws(7, 20)).toEqual(draws(7, 20));
    expect(draws(7, 20)).not.toEqual(draws(8, 20));
  });

  it("fill [0, 1) evenly", () => {
    const bins = new Array<number>(10).fill(0);
    for (const value of draws(1, 100_000))
      bins[Math.floor(value * 10)] = (bins[Math.floor(value * 10)] ?? 0) + 1;
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it("pick by weight", () => {
    const random = seededRandom(3);
    const entries = [
      { value: "a", weight: 3 },
      { value: "b", weight: 1 },
    ];
    const picked = Array.from({ length: 10_000 }, () => random.pick(entries));
    const share = picked.filter((value) => value === "a").length / picked.length;
    expect(share).toBeGreaterThan(0.73);
    expect(share).toBeLessThan(0.77);
  });

  it("stay within whole bounds and reach both ends", () => {
    const random = seededRandom(5);
    const seen = new Set(Array.from({ length: 500 }, () => random.whole(1, 6)));
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("have the stated median on a log-normal scale", () => {
    const random = seededRandom(9);
    const values = Array.from({ length: 20_001 }, () => random.logNormal(100, 1)).sort(
      (a, b) => a - b,
    );
    expect(values[10_000]).toBeGreaterThan(96);
    expect(values[10_000]).toBeLessThan(104);
  });
});
