import { describe, expect, it } from "vitest";
import { measure, median, orderOfRound, ratioOf, type Side, spreadOf } from "./measure.ts";

/** A clock that only the sides move, and a diary of what ran. */
function fakeDay() {
  let nowMs = 0;
  const diary: string[] = [];
  const side = (label: string, durationsMs: readonly number[], units: number): Side => {
    let run = 0;
    return {
      label,
      prepare: () => {
        diary.push(`prepare ${label}`);
        nowMs += 1_000;
      },
      run: () => {
        diary.push(label);
        nowMs += durationsMs[run] ?? 0;
        run += 1;
        return units;
      },
    };
  };
  return { diary, side, now: () => nowMs };
}

describe("the arithmetic of rounds", () => {
  it("takes the middle value, or the mean of the two middle ones", () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([10, 1, 2, 3])).toBe(2.5);
    expect(median([7])).toBe(7);
    expect(median([])).toBeNaN();
  });

  it("keeps the extremes beside the median", () => {
    expect(spreadOf([0.5, 0.3, 0.4])).toEqual({ median: 0.4, low: 0.3, high: 0.5 });
  });

  it("compares speeds where more is better and times where less is", () => {
    expect(ratioOf("higher", 200, 100)).toBe(0.5);
    expect(ratioOf("lower", 200, 100)).toBe(2);
  });

  it("turns the order round in every second round", () => {
    expect(orderOfRound(["a", "b", "c"], 0)).toEqual(["a", "b", "c"]);
    expect(orderOfRound(["a", "b", "c"], 1)).toEqual(["c", "b", "a"]);
    expect(orderOfRound(["a", "b", "c"], -1)).toEqual(["c", "b", "a"]);
  });
});

describe("measure", () => {
  it("takes the figure of a side that measures itself, whatever its time", async () => {
    const taking = (label: string, figures: readonly number[]): Side => {
      let run = 0;
      return {
        label,
        run: () => {
          run += 1;
          return { figure: figures[run - 1] ?? 0 };
        },
      };
    };
    const [ours, limit] = [taking("ours", [1, 30, 50]), taking("limit", [1, 10, 10])];
    const result = await measure(ours, limit, [], { rounds: 2, better: "lower", now: () => 0 });
    expect(result.ours.unitNs).toEqual({ median: 40, low: 30, high: 50 });
    expect(result.ours.ratio).toEqual({ median: 4, low: 3, high: 5 });
  });

  it("interleaves the sides, backwards in every second round, after a round that is thrown away", async () => {
    const day = fakeDay();
    const ours = day.side("ours", [99, 4, 6], 2);
    const limit = day.side("limit", [1, 1, 3], 1);
    const result = await measure(ours, limit, [], { rounds: 2, better: "lower", now: day.now });
    expect(day.diary.filter((entry) => !entry.startsWith("prepare"))).toEqual([
      "limit",
      "ours",
      "ours",
      "limit",
      "limit",
      "ours",
    ]);
    expect(result.rounds).toBe(2);
    expect(result.ours.unitNs).toEqual({ median: 2.5e6, low: 2e6, high: 3e6 });
    expect(result.limit.unitNs).toEqual({ median: 2e6, low: 1e6, high: 3e6 });
  });

  it("takes the ratio within each round, not of the medians", async () => {
    const day = fakeDay();
    const ours = day.side("ours", [0.1, 10, 400, 30], 1);
    const limit = day.side("limit", [0.1, 5, 100, 10], 1);
    const result = await measure(ours, limit, [], { rounds: 3, better: "higher", now: day.now });
    expect(result.ours.ratio).toEqual({ median: 1 / 3, low: 0.25, high: 0.5 });
    expect(result.limit.ratio).toEqual({ median: 1, low: 1, high: 1 });
  });

  it("times an awaited run and leaves out its preparation and the pause before it", async () => {
    const day = fakeDay();
    let paused = 0;
    const ours = day.side("ours", [1, 8], 4);
    const later: Side = { ...ours, run: async () => ours.run() };
    const limit = day.side("limit", [1, 2], 1);
    const aside = day.side("aside", [1, 6], 1);
    const settle = () => {
      paused += 1;
    };
    const result = await measure(later, limit, [aside], {
      rounds: 1,
      better: "lower",
      now: day.now,
      settle,
    });
    expect(result.ours.ratio.median).toBe(1);
    expect(result.asides.map(({ label, ratio }) => [label, ratio.median])).toEqual([["aside", 3]]);
    expect(paused).toBe(6);
    expect(day.diary).toContain("prepare aside");
  });

  it("refuses a side that did nothing", async () => {
    const day = fakeDay();
    const idle = day.side("idle", [1], 0);
    const options = { rounds: 1, better: "lower" as const, now: day.now };
    await expect(measure(idle, idle, [], options)).rejects.toThrow("idle did nothing");
  });
});
