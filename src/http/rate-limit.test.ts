import { describe, expect, it } from "vitest";
import { rateCounter } from "./rate-limit.ts";

describe("the count of requests", () => {
  it("is of each key alone, by the minute, and says what is left", () => {
    let now = 1_000_000;
    const counter = rateCounter({ requestsPerMinute: 2 }, () => now);
    const asked = (key: string) => {
      const spent = counter.isSpent(key);
      const { isOver, headers, resetSeconds } = counter.count(key);
      return [spent, isOver, headers.ratelimit, resetSeconds];
    };
    expect(asked("a")).toEqual([false, false, '"key";r=1;t=60', 60]);
    now += 20_500;
    expect(asked("a")).toEqual([false, false, '"key";r=0;t=40', 40]);
    expect(asked("b")).toEqual([false, false, '"key";r=1;t=60', 60]);
    expect(asked("a")).toEqual([true, true, '"key";r=0;t=40', 40]);
    now += 39_499;
    expect(asked("a")).toEqual([true, true, '"key";r=0;t=1', 1]);
    now += 1;
    expect(asked("a")).toEqual([false, false, '"key";r=1;t=60', 60]);
    expect(counter.count("c").headers["ratelimit-policy"]).toBe('"key";q=2;w=60');
  });

  it("forgets windows that ended, not those that run", () => {
    let now = 0;
    const counter = rateCounter({ requestsPerMinute: 1 }, () => now);
    for (let key = 0; key < 10_000; key += 1) counter.count(`old-${key}`);
    now = 59_000;
    counter.count("young");
    now = 60_000;
    counter.count("new");
    expect([counter.isSpent("young"), counter.isSpent("old-1")]).toEqual([true, false]);
  });
});
