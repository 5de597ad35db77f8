import { describe, expect, it } from "vitest";
import type { Summary } from "../../api/summary.ts";
import { usagePeriods } from "./usage-period.ts";

const summary: Summary = {
  model: { id: "m", name: "M", version: "1" },
  currency: "USD",
  now: "2026-04-01T02:00:00Z",
  customers: 1,
  parked: 0,
  segments: [],
  subscriptions: 1,
  invoices: { count: 1, total: "1.00" },
  from: "2026-01-01T00:00:00Z",
  to: "2026-04-01T01:00:00Z",
};
const march = { meter: "calls", from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" };

describe("usagePeriods", () => {
  it("begins with the period that the last invoice billed for the meter", () => {
    const [first, second] = usagePeriods("calls", [march], summary);
    expect(first).toMatchObject({ key: "billed", range: { from: march.from, to: march.to } });
    expect(second).toMatchObject({ key: "since", range: { from: march.to, to: summary.now } });
  });

  it("has no time since where the period has only just ended", () => {
    expect(usagePeriods("calls", [march], { ...summary, now: march.to })).toHaveLength(1);
  });

  it("falls back to the last days of a meter that was never billed", () => {
    const [first, ...others] = usagePeriods("nodes", [march], summary);
    expect(first).toMatchObject({
      key: "recent",
      range: { from: "2026-03-02", to: "2026-04-01" },
    });
    expect(others).toEqual([]);
  });
});
