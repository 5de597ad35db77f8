import { describe, expect, it } from "vitest";
import { arrivalInterval, meanInterval, shareInterval } from "./interval.ts";

describe("intervals of 95%", () => {
  it("of shares are Wilson's: 81 of 263, and 15 of 148 of R. G. Newcombe (1998)", () => {
    const first = shareInterval(81, 263);
    expect(first?.low).toBeCloseTo(0.2553, 4);
    expect(first?.high).toBeCloseTo(0.3662, 4);
    const second = shareInterval(15, 148);
    expect(second?.low).toBeCloseTo(0.0624, 4);
    expect(second?.high).toBeCloseTo(0.1605, 4);
    expect(shareInterval(0, 20)).toMatchObject({ low: 0 });
    expect(shareInterval(0, 20)?.high).toBeCloseTo(0.1611, 4);
    expect(shareInterval(1, 29)?.high).toBeCloseTo(0.1718, 4);
    expect(shareInterval(1, 0)).toBeUndefined();
  });

  it("of arrivals are Garwood's, as tables of exact Poisson limits have them", () => {
    for (const [count, low, high] of [
      [0, 0, 3.689],
      [1, 0.0253, 5.572],
      [10, 4.795, 18.39],
      [20, 12.22, 30.89],
      [100, 81.36, 121.63],
    ] as const) {
      const interval = arrivalInterval(count, 1);
      expect(interval?.low).toBeCloseTo(low, 2);
      expect(interval?.high).toBeCloseTo(high, 1);
    }
    expect(arrivalInterval(20, 4)?.low).toBeCloseTo(12.22 / 4, 2);
    expect(arrivalInterval(100_000, 1)?.low).toBeCloseTo(99_381, -1);
  });

  it("of means are those of as many as there would be of equal weight", () => {
    const equal = { count: 4, weight: 4, weightedSum: 20, weightedSquares: 120, squaredWeights: 4 };
    const interval = meanInterval(equal);
    expect(interval?.low).toBeCloseTo(5 - 1.96 * Math.sqrt(5 / 3), 2);
    expect(meanInterval({ ...equal, weight: 1, squaredWeights: 1 })).toBeUndefined();
    // Two tell too little, and equal ones nothing of how far others may lie apart.
    expect(meanInterval({ ...equal, count: 2, weight: 2, squaredWeights: 2 })).toBeUndefined();
    for (const value of [0, 0.1, 5])
      expect(
        meanInterval({ ...equal, weightedSum: 4 * value, weightedSquares: 4 * value * value }),
      ).toBeUndefined();
  });
});
