import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { propertyRuns, propertySeed } from "../../test/property.ts";
import { type RateCounter, rateCounter } from "./rate-limit.ts";
import { sharedRequests } from "./shared-requests.fixture.ts";

/** A counter of one process, and the clock that it stands on. */
function counterOf(requestsPerMinute: number, start = 0) {
  const time = { now: start };
  const now = () => time.now;
  return { time, counter: rateCounter({ requestsPerMinute }, sharedRequests(now), now) };
}

describe("the count of requests", () => {
  it("is of each key alone, by the minute, and says what is left", async () => {
    const { time, counter } = counterOf(2, 1_000_000);
    const asked = async (key: string) => {
      const { isOver, headers, resetSeconds } = await counter.count(key);
      return [isOver, headers.ratelimit, resetSeconds];
    };
    expect(await asked("a")).toEqual([false, '"key";r=1;t=60', 60]);
    time.now += 20_500;
    expect(await asked("a")).toEqual([false, '"key";r=0;t=40', 40]);
    expect(await asked("b")).toEqual([false, '"key";r=1;t=60', 60]);
    expect(await asked("a")).toEqual([true, '"key";r=0;t=40', 40]);
    time.now += 39_499;
    expect(await asked("a")).toEqual([true, '"key";r=0;t=1', 1]);
    time.now += 1;
    expect(await asked("a")).toEqual([false, '"key";r=1;t=60', 60]);
    expect((await counter.count("c")).headers["ratelimit-policy"]).toBe('"key";q=2;w=60');
  });

  it("takes a request back that somebody else counts, but not into a later minute", async () => {
    const { time, counter } = counterOf(1);
    const first = await counter.count("a");
    first.giveBack();
    const second = await counter.count("a");
    expect([second.isOver, (await counter.count("a")).isOver]).toEqual([false, true]);
    time.now = 60_000;
    expect((await counter.count("a")).isOver).toBe(false);
    second.giveBack();
    expect((await counter.count("a")).isOver).toBe(true);
  });

  it("forgets windows that ended, not those that run", async () => {
    const { time, counter } = counterOf(1);
    for (let key = 0; key < 10_000; key += 1) await counter.count(`old-${key}`);
    time.now = 59_000;
    await counter.count("young");
    time.now = 60_000;
    await counter.count("new");
    expect((await counter.count("young")).isOver).toBe(true);
    expect((await counter.count("old-1")).isOver).toBe(false);
  });

  it("of several processes lets no more through in a minute than there may be, of one exactly that, and asks seldom", async () => {
    const asking = fc.array(
      fc.record({ process: fc.nat({ max: 3 }), requests: fc.integer({ min: 1, max: 60 }) }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), asking, async (max, turns) => {
        let asked = 0;
        const shared = sharedRequests(
          () => 0,
          () => {
            asked += 1;
          },
        );
        const counters = [0, 1, 2, 3].map(() =>
          rateCounter({ requestsPerMinute: max }, shared, () => 0),
        );
        const sent = async (counter: RateCounter | undefined, requests: number) => {
          const standings = await Promise.all(
            Array.from({ length: requests }, () => counter?.count("key")),
          );
          return standings.filter((standing) => standing?.isOver === false).length;
        };
        const passed = await Promise.all(
          turns.map(({ process, requests }) => sent(counters[process], requests)),
        );
        const wanted = turns.reduce((sum, { requests }) => sum + requests, 0);
        const through = passed.reduce((sum, count) => sum + count, 0);
        expect(through).toBeLessThanOrEqual(max);
        const processes = new Set(turns.map(({ process }) => process)).size;
        if (processes === 1) expect(through).toBe(Math.min(max, wanted));
        // Slices shrink by an eighth, then are single; each process is told once that nothing is left.
        expect(asked).toBeLessThanOrEqual(8 * Math.log2(max + 1) + 8 + processes);
      }),
      { seed: propertySeed, numRuns: 50 * propertyRuns },
    );
  });
});
