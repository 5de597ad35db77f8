import { describe, expect, it } from "vitest";
import { verdictOf } from "./outcome.ts";

describe("verdictOf", () => {
  it("asks for a share of the speed where more is better", () => {
    const bars = { better: "higher", floor: 0.3, aim: 0.8 } as const;
    expect(verdictOf(bars, 0.29)).toBe("below the floor");
    expect(verdictOf(bars, 0.3)).toBe("floor held");
    expect(verdictOf(bars, 0.8)).toBe("aim reached");
  });

  it("asks for a multiple of the time where less is better", () => {
    const bars = { better: "lower", floor: 4, aim: 2 } as const;
    expect(verdictOf(bars, 4.1)).toBe("below the floor");
    expect(verdictOf(bars, 4)).toBe("floor held");
    expect(verdictOf(bars, 2)).toBe("aim reached");
  });

  it("holds no floor with a ratio that is not a number", () => {
    expect(verdictOf({ better: "higher", floor: 0, aim: 1 }, Number.NaN)).toBe("below the floor");
  });
});
