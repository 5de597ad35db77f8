import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { parseInstant } from "../time/instant.ts";
import { findZone } from "../time/zone.ts";
import type { SubscriptionFact } from "./fact.ts";
import { renewalDay } from "./renewal-day.ts";

const bought: SubscriptionFact = {
  fact: "subscription",
  recordedAt: "2026-01-31T00:00:00Z",
  id: "s-1",
  customer: "c-1",
  plan: "team",
  cadence: "monthly",
  start: "2026-01-31",
};

function renews(
  now: string,
  terms: Partial<SubscriptionFact> = {},
  { anchor = null, zone = "UTC" }: { anchor?: string | null; zone?: string } = {},
): string | undefined {
  const served = { terms: { ...bought, ...terms }, anchor, zone: expectOk(findZone(zone)) };
  return renewalDay(served, expectOk(parseInstant(now)));
}

describe("a renewal day", () => {
  it("is the first day of the next period, and on it that of the one after", () => {
    expect(renews("2026-02-15T00:00:00Z")).toBe("2026-02-28");
    expect(renews("2026-02-28T00:00:00Z")).toBe("2026-03-31");
    expect(renews("2026-02-15T00:00:00Z", { cadence: "annual" })).toBe("2027-01-31");
    expect(renews("2026-02-15T00:00:00Z", { alignment: "calendar" })).toBe("2026-03-01");
  });

  it("keeps the days of earlier terms, and those of the account's own zone", () => {
    expect(renews("2026-02-15T00:00:00Z", {}, { anchor: "2025-11-20" })).toBe("2026-02-20");
    expect(renews("2026-02-28T04:00:00Z", {}, { zone: "America/New_York" })).toBe("2026-02-28");
    expect(renews("2026-02-28T05:00:00Z", {}, { zone: "America/New_York" })).toBe("2026-03-31");
  });

  it("is the first paid day while days are free", () => {
    expect(renews("2026-02-05T00:00:00Z", { trialDays: 14 })).toBe("2026-02-14");
  });

  it("is none of terms without a cadence, or that end first", () => {
    const { cadence: _, ...metered } = bought;
    const served = { terms: metered, anchor: null, zone: expectOk(findZone("UTC")) };
    expect(renewalDay(served, 0)).toBeUndefined();
    expect(renews("2026-02-15T00:00:00Z", { end: "2026-02-28" })).toBeUndefined();
    expect(renews("2026-02-15T00:00:00Z", { end: "2026-03-01" })).toBe("2026-02-28");
  });
});
