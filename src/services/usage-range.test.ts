import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { DAY_MS, formatInstant, HOUR_MS, parseInstant } from "../time/instant.ts";
import { findZone, UTC } from "../time/zone.ts";
import { rangeDaysMax, type WindowedRange, windowEdges, windowsMax } from "./usage-range.ts";

const at = (text: string): number => expectOk(parseInstant(text));

describe("the windows of a range", () => {
  const edgesOf = (from: string, to: string, window: WindowedRange["window"], zone: string) =>
    expectOk(windowEdges({ from: at(from), to: at(to), window }, expectOk(findZone(zone)))).map(
      formatInstant,
    );

  it("are whole but for the first and the last", () => {
    expect(edgesOf("2026-01-15T06:00:00Z", "2026-03-02T12:00:00Z", "month", "UTC")).toEqual([
      "2026-01-15T06:00:00Z",
      "2026-02-01T00:00:00Z",
      "2026-03-01T00:00:00Z",
      "2026-03-02T12:00:00Z",
    ]);
  });

  it("are months and days of their zone, of which one has 23 hours", () => {
    expect(
      edgesOf("2026-01-31T23:00:00Z", "2026-04-30T22:00:00Z", "month", "Europe/Berlin"),
    ).toEqual([
      "2026-01-31T23:00:00Z",
      "2026-02-28T23:00:00Z",
      "2026-03-31T22:00:00Z",
      "2026-04-30T22:00:00Z",
    ]);
    expect(edgesOf("2026-03-28T23:00:00Z", "2026-03-30T22:00:00Z", "day", "Europe/Berlin")).toEqual(
      ["2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", "2026-03-30T22:00:00Z"],
    );
  });

  it("are hours of UTC in every zone", () => {
    expect(edgesOf("2026-01-01T00:30:00Z", "2026-01-01T02:30:00Z", "hour", "Asia/Kolkata")).toEqual(
      [
        "2026-01-01T00:30:00Z",
        "2026-01-01T01:00:00Z",
        "2026-01-01T02:00:00Z",
        "2026-01-01T02:30:00Z",
      ],
    );
  });

  it("are refused past the limit, never merged, with a coarser window to ask for", () => {
    const from = at("2026-01-01T00:00:00Z");
    const hours = (count: number) =>
      windowEdges({ from, to: from + count * HOUR_MS, window: "hour" }, UTC);
    expect(expectOk(hours(windowsMax))).toHaveLength(windowsMax + 1);
    expect(hours(windowsMax + 1)).toMatchObject({
      ok: false,
      faults: [
        {
          code: "too-many-windows",
          path: "/window",
          message: expect.stringContaining("4,400"),
          suggestion: expect.stringContaining("days"),
        },
      ],
    });
  });

  it("cover five years by day, and no more by any window", () => {
    const from = at("2022-01-01T00:00:00Z");
    const days = (count: number) =>
      windowEdges({ from, to: from + count * DAY_MS, window: "day" }, UTC);
    expect(days(rangeDaysMax).ok).toBe(true);
    for (const range of [days(rangeDaysMax + 1), days(0), days(-1)])
      expect(range).toMatchObject({ ok: false, faults: [{ code: "invalid-range", path: "/to" }] });
  });
});
