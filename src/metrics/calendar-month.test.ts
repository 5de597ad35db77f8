import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { monthText } from "../ledger/recognition/accounting-month.ts";
import { UTC } from "../time/zone.ts";
import { monthAt, monthStart, parseMonth, parseSpan } from "./calendar-month.ts";
import { at, month, zoneOf } from "./metrics.fixture.ts";

describe("a calendar month", () => {
  it("is read and written as year and month", () => {
    for (const text of ["1970-01", "2026-12", "2999-12"])
      expect(monthText(expectOk(parseMonth(text)))).toBe(text);
    for (const text of ["2026-1", "2026-13", "2026-00", "1969-12", "3000-01", "2026-01-01", ""])
      expect(parseMonth(text).ok).toBe(false);
  });

  it("begins at the zone's midnight, summer time too", () => {
    const berlin = zoneOf("Europe/Berlin");
    expect(monthStart(berlin, month("2026-07"))).toBe(at("2026-06-30T22:00:00Z"));
    expect(monthStart(UTC, month("2026-07"))).toBe(at("2026-07-01"));
    expect(monthText(monthAt(berlin, at("2026-06-30T22:00:00Z")))).toBe("2026-07");
    expect(monthText(monthAt(berlin, at("2026-06-30T21:59:59Z")))).toBe("2026-06");
  });

  it("comes in spans of a century at most", () => {
    expect(expectOk(parseSpan({ from: "2026-11", to: "2027-02" })).map(monthText)).toEqual([
      "2026-11",
      "2026-12",
      "2027-01",
      "2027-02",
    ]);
    expect(parseSpan({ from: "2000-01", to: "2100-01" }).ok).toBe(false);
  });
});
