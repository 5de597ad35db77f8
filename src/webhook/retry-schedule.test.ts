import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { HOUR_MS } from "../time/instant.ts";
import { attemptsMax, retryAfterMaxMs, retryAt, retryDelaysMs } from "./retry-schedule.ts";

const failed = fc.record({
  number: fc.integer({ min: 1, max: attemptsMax - 1 }),
  at: fc.integer({ min: 0, max: 4e12 }),
  retryAfterMs: fc.option(fc.integer({ min: 0, max: 10 * retryAfterMaxMs }), { nil: undefined }),
});
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("the schedule of retries", () => {
  it("waits at least the stated time, and at most a quarter more, or as long as it was asked to", () => {
    property(
      fc.property(failed, chance, (attempt, drawn) => {
        const waited = (retryAt(attempt, drawn) ?? Number.NaN) - attempt.at;
        const stated = retryDelaysMs[attempt.number - 1] ?? Number.NaN;
        const asked = Math.min(attempt.retryAfterMs ?? 0, retryAfterMaxMs);
        expect(waited).toBeGreaterThanOrEqual(Math.max(stated, asked));
        expect(waited).toBeLessThanOrEqual(Math.max(stated * 1.25, asked));
      }),
    );
  });

  it("ends after the last attempt", () => {
    expect(retryAt({ number: attemptsMax, at: 0 }, 0.5)).toBeUndefined();
    expect(retryAt({ number: attemptsMax - 1, at: 0 }, 0)).toBe(20 * HOUR_MS);
  });

  it("waits longer each time", () => {
    const sorted = [...retryDelaysMs].sort((left, right) => left - right);
    expect(retryDelaysMs).toEqual(sorted);
    expect(new Set(retryDelaysMs).size).toBe(retryDelaysMs.length);
  });
});
