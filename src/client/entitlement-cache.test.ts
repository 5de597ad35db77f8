import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { propertyRuns, propertySeed } from "../../test/property.ts";
import type { Decision, Entitlements } from "./answers.ts";
import { createEntitlementCache } from "./entitlement-cache.ts";

const boundMs = 10_000;

/** A server whose quota others use up; it allows what is left. */
function serverOf(limit: number) {
  const state = {
    now: 0,
    used: 0,
    asked: 0,
    lagMs: 0,
    refusesSince: undefined as number | undefined,
  };
  const quota = () => ({
    id: "calls",
    meter: "calls",
    aggregation: "count" as const,
    unit: "call",
    per: "month" as const,
    overage: "block" as const,
    limit: `${limit}`,
    allowance: `${limit}`,
    grace: "0",
    used: `${state.used}`,
    reserved: "0",
    remaining: `${Math.max(0, limit - state.used)}`,
    from: "2026-01-01T00:00:00Z",
    to: "2026-02-01T00:00:00Z",
    resetsAt: "2026-02-01T00:00:00Z",
    sources: [],
  });
  const held = (): Entitlements => ({
    customer: "c-1",
    at: "2026-01-10T00:00:00Z",
    served: true,
    servedBy: [],
    suspendedSince: null,
    features: [{ id: "sso", name: "SSO", kind: "flag", value: null, sources: [] }],
    quotas: [quota()],
  });
  const cache = createEntitlementCache({
    boundMs,
    monotonicMs: () => state.now,
    read: async () => {
      state.asked += 1;
      const told = held();
      // The answer is on its way while time passes.
      state.now += state.lagMs;
      return told;
    },
    check: async (): Promise<Decision> => ({
      customer: "c-1",
      allowed: state.used < limit,
      reason: "asked",
      feature: null,
      quota: null,
    }),
  });
  const use = (units: number): void => {
    state.used += units;
    if (state.used >= limit) state.refusesSince ??= state.now;
  };
  return { state, cache, use };
}

describe("what is believed of the server's word", () => {
  test("never allows for longer than the bound what the server refuses", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            passes: fc.integer({ min: 0, max: 6_000 }),
            others: fc.integer({ min: 0, max: 3 }),
            lagMs: fc.constantFrom(0, 50, 4_000, 12_000),
          }),
          { minLength: 1, maxLength: 40 },
        ),
        async (steps) => {
          const { state, cache, use } = serverOf(20);
          for (const { passes, others, lagMs } of steps) {
            state.now += passes;
            state.lagMs = lagMs;
            use(others);
            const { allowed } = await cache.check({ customer: "c-1", meter: "calls" });
            if (allowed && state.refusesSince !== undefined)
              expect(state.now - state.refusesSince).toBeLessThanOrEqual(boundMs);
          }
        },
      ),
      { seed: propertySeed, numRuns: 200 * propertyRuns },
    ));

  test("is asked for once in the time, and what was allowed here is counted", async () => {
    const { state, cache } = serverOf(3);
    const asks = () => cache.check({ customer: "c-1", meter: "calls" });
    const allowed = [];
    for (let at = 0; at < 5; at += 1) allowed.push((await asks()).allowed);
    expect(allowed).toEqual([true, true, true, false, false]);
    expect(state.asked).toBe(1);
    state.now += boundMs;
    expect((await asks()).allowed).toBe(true);
    expect(state.asked).toBe(2);
  });

  test("answers at once while it is believed, and never asks for it", async () => {
    const { state, cache } = serverOf(2);
    const atOnce = () => cache.checkKnown({ customer: "c-1", meter: "calls" })?.allowed;
    expect(atOnce()).toBeUndefined();
    await cache.check({ customer: "c-1", meter: "calls" });
    expect([atOnce(), atOnce()]).toEqual([true, false]);
    expect(cache.checkKnown({ customer: "c-1", meter: "tokens" })).toBeUndefined();
    state.now += boundMs;
    expect(atOnce()).toBeUndefined();
    expect(state.asked).toBe(1);
  });

  test("is no more than it says: other meters are asked of the server, features are told", async () => {
    const { cache } = serverOf(3);
    const asked = await cache.check({ customer: "c-1", meter: "tokens" });
    expect(asked.reason).toBe("asked");
    expect(await cache.check({ customer: "c-1", feature: "sso" })).toMatchObject({
      allowed: false,
      reason: "not-granted",
    });
  });
});

test("many questions at once are one look", async () => {
  const { state, cache } = serverOf(100);
  await Promise.all(
    Array.from({ length: 20 }, () => cache.check({ customer: "c-1", meter: "calls" })),
  );
  expect(state.asked).toBe(1);
});
