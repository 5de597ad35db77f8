import { describe, expect, it } from "vitest";
import { formatDay, formatMinute, formatMonth, formatPeriod, shiftDay } from "./format-date.ts";

describe("formatDay", () => {
  it("reads the day in the account's zone", () => {
    expect(formatDay("2026-01-30T23:00:00Z")).toBe("30 Jan 2026");
    expect(formatDay("2026-01-30T23:00:00Z", "Europe/Berlin")).toBe("31 Jan 2026");
  });
});

describe("formatPeriod", () => {
  it("ends on the last day inside a half-open period", () => {
    const text = formatPeriod("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z");
    // The browser's date data decides the spaces around the dash.
    expect(text.replace(/\s*\u2013\s*/, "\u2013")).toBe("1\u201331 Jan 2026");
  });

  it("names one day for a period of one day or less", () => {
    expect(formatPeriod("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")).toBe("1 Jan 2026");
    expect(formatPeriod("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")).toBe("1 Jan 2026");
  });
});

describe("formatMinute and formatMonth", () => {
  it("say their zone and month in words", () => {
    expect(formatMinute("2026-04-02T09:30:41Z")).toBe("2 Apr 2026, 09:30 UTC");
    expect(formatMonth("2026-03")).toBe("March 2026");
    expect(formatMonth("whenever")).toBe("whenever");
  });
});

describe("shiftDay", () => {
  it("crosses months and leap days", () => {
    expect(shiftDay("2028-02-28", 1)).toBe("2028-02-29");
    expect(shiftDay("2026-01-01", -1)).toBe("2025-12-31");
  });
});
