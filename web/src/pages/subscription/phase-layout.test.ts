import { describe, expect, it } from "vitest";
import type { SubscriptionPhase } from "../../api/subscriptions.ts";
import { layOutPhases } from "./phase-layout.ts";

const phase = (from: string, to: string | null, trialUntil: string | null = null) =>
  ({ from, to, trialUntil }) as SubscriptionPhase;

describe("layOutPhases", () => {
  it("places phases on one line of time, with room for an open end", () => {
    const { bars, now } = layOutPhases(
      [phase("2026-01-01", "2026-01-31"), phase("2026-01-31", null)],
      "2026-01-16",
    );
    expect(bars.map(({ left, width }) => [left, width])).toEqual([
      [0, 50],
      [50, 50],
    ]);
    expect(now).toBe(25);
  });

  it("says what part of a phase is free, and no more than all of it", () => {
    const [half] = layOutPhases(
      [phase("2026-01-01", "2026-01-21", "2026-01-11")],
      "2026-01-05",
    ).bars;
    const [all] = layOutPhases(
      [phase("2026-01-01", "2026-01-11", "2026-02-01")],
      "2026-01-05",
    ).bars;
    expect([half?.free, all?.free]).toEqual([50, 100]);
  });

  it("begins with today where the first phase is still to come", () => {
    const { bars, now } = layOutPhases([phase("2026-02-01", null)], "2026-01-02");
    expect(now).toBe(0);
    expect(bars[0]?.left).toBeCloseTo(50);
  });
});
