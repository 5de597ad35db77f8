import { describe, expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { DAY_MS, HOUR_MS, parseInstant } from "../time/instant.ts";
import { rangeDaysMax, windowEdges, windowsMax } from "./usage-range.ts";

const at = (text: string): number => expectOk(parseInstant(text));

describe("the windows of a range", () => {
  it("are whole in UTC but for the first and the last", () => {
    const edges = windowEdges({
      from: at("2026-01-15T06:00:00Z"),
      to: at("2026-03-02T12:00:00Z"),
      window: "month",
    });
    expect(expectOk(edges)).toEqual(
      [
        "2026-01-15T06:00:00Z",
        "2026-02-01T00:00:00Z",
        "2026-03-01T00:00:00Z",
        "2026-03-02T12:00:00Z",
      ].map(at),
    );
  });

  it("are refused past the limit, never merged, with a coarser window to ask for", () => {
    const from = at("2026-01-01T00:00:00Z");
    const hours = (count: number) =>
      windowEdges({ from, to: from + count * HOUR_MS, window: "hour" });
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
    const days = (count: number) => windowEdges({ from, to: from + count * DAY_MS, window: "day" });
    expect(days(rangeDaysMax).ok).toBe(true);
    for (const range of [days(rangeDaysMax + 1), days(0), days(-1)])
      expect(range).toMatchObject({ ok: false, faults: [{ code: "invalid-range", path: "/to" }] });
  });
});
