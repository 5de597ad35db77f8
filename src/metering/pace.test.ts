import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalOf, format } from "../money/decimal.ts";
import { between, copies, extended, extendedCount, type Pace } from "./pace.ts";

const anyPace = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 400 }))
  .map(([passedMs, rest]): Pace => ({ passedMs, wholeMs: passedMs + rest }));

describe("a pace", () => {
  it("extends what adds up to the whole window, half up", () => {
    const pace = { wholeMs: 31, passedMs: 3 };
    expect(format(extended(decimalOf("70000"), pace))).toBe("723333.33");
    expect(format(extended(decimalOf("-1.5"), pace))).toBe("-15.5");
    expect(extendedCount(7, pace)).toBe(72);
  });

  it("leaves a window that is over as it is", () => {
    const over = { wholeMs: 31, passedMs: 31 };
    expect(format(extended(decimalOf("12.3456"), over))).toBe("12.3456");
    expect(extendedCount(9, over)).toBe(9);
    expect(copies(lists, ["a"], over)).toEqual({ within: ["a"], beyond: ["a", "a"] });
  });

  it("repeats a partial as often as the part that passed fits into the whole", () => {
    fc.assert(
      fc.property(anyPace, (pace) => {
        const times = Math.floor(pace.wholeMs / pace.passedMs);
        const { within, beyond } = copies(lists, ["x"], pace);
        expect([within.length, beyond.length]).toEqual([times, times + 1]);
      }),
    );
  });

  it("takes what lies between two repetitions in proportion", () => {
    const pace = { wholeMs: 7, passedMs: 2 };
    expect(format(between(decimalOf("30"), decimalOf("40"), pace))).toBe("35");
  });
});

const lists = {
  empty: [] as readonly string[],
  merge: (left: readonly string[], right: readonly string[]) => [...left, ...right],
};
