import fc from "fast-check";
import { expect, test } from "vitest";
import { latencyBound, latencyBoundsMs, latencyPercentile } from "./latency.ts";

test("bounds rise, each by a third at most above ten milliseconds", () => {
  for (const [index, bound] of latencyBoundsMs.entries()) {
    const before = latencyBoundsMs[index - 1];
    if (before === undefined) continue;
    expect(bound).toBeGreaterThan(before);
    if (before >= 6) expect(bound * 3).toBeLessThanOrEqual(before * 4);
  }
});

test("a percentile is the bound of the call that has it among all calls in order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 150_000 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 100 }),
      (times, percentile) => {
        const inOrder = [...times].sort((left, right) => left - right);
        const rank = Math.ceil((inOrder.length * percentile) / 100);
        const counts = times.map((one) => ({ withinMs: latencyBound(one), calls: 1, failed: 0 }));
        expect(latencyPercentile(counts, percentile)).toBe(latencyBound(inOrder[rank - 1] ?? 0));
      },
    ),
  );
});

test("no calls have no percentile", () => {
  expect(latencyPercentile([], 50)).toBeUndefined();
});
