import { describe, expect, it } from "vitest";
import { chartScale } from "./chart-scale.ts";

describe("the scale of a chart", () => {
  it.each([
    [
      [0, 0],
      [0, 1],
    ],
    [
      [3, 7],
      [0, 2, 4, 6, 8],
    ],
    [[100], [0, 20, 40, 60, 80, 100]],
    [[1_001], [0, 500, 1_000, 1_500]],
    [[0.04], [0, 0.01, 0.02, 0.03, 0.04]],
  ])("of %j has lines at %j", (sizes, ticks) => {
    const scale = chartScale(sizes);
    expect(scale.ticks.map((tick) => Number(tick.toPrecision(6)))).toEqual(ticks);
    expect(scale.top).toBeGreaterThanOrEqual(Math.max(...sizes));
  });
});
