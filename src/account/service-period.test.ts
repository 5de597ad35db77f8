import { describe, expect, it } from "vitest";
import type { Schedule } from "../time/schedule.ts";
import { UTC } from "../time/zone.ts";
import { at } from "./account.fixture.ts";
import { servicePeriod } from "./service-period.ts";

const monthly: Schedule = {
  cadence: { every: 1, unit: "month" },
  zone: UTC,
  start: { year: 2026, month: 1, day: 16 },
  alignment: "calendar",
};

describe("a service period", () => {
  it("begins at the start, and says what share of its month that leaves", () => {
    expect(servicePeriod(monthly, 0, undefined)).toEqual({
      index: 0,
      from: at("2026-01-16T00:00:00Z"),
      to: at("2026-02-01T00:00:00Z"),
      schedule: monthly,
      share: { numerator: 16, denominator: 31 },
    });
  });

  it("is whole without a share", () => {
    expect(servicePeriod(monthly, 1, at("2026-03-01T00:00:00Z"))?.share).toBeUndefined();
  });

  it("ends where the service ends, and is none from there on", () => {
    const endsAt = at("2026-02-08T00:00:00Z");
    expect(servicePeriod(monthly, 1, endsAt)).toMatchObject({
      to: endsAt,
      share: { numerator: 7, denominator: 28 },
    });
    expect(servicePeriod(monthly, 2, endsAt)).toBeUndefined();
  });

  it("is found again while it is among the last ones, for its own schedule only", () => {
    const weekly: Schedule = { ...monthly, cadence: { every: 1, unit: "week" } };
    const first = servicePeriod(monthly, 0, undefined);
    expect(servicePeriod(weekly, 0, undefined)?.to).not.toBe(first?.to);
    expect(servicePeriod(monthly, 0, undefined)).toBe(first);
    for (let index = 1; index <= 20; index += 1)
      expect(servicePeriod(monthly, index, undefined)?.index).toBe(index);
    expect(servicePeriod(monthly, 0, undefined)).not.toBe(first);
    expect(servicePeriod(monthly, 0, undefined)).toEqual(first);
  });
});
