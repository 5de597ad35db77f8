import { describe, expect, it } from "vitest";
import { spanAt } from "./usage-span.ts";

const at = "2026-01-15T22:30:00Z";

describe("a span of usage", () => {
  it.each([
    ["this-month", "2026-01-01T00:00:00Z", "2026-01-16T00:00:00Z", "day"],
    ["last-month", "2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z", "day"],
    ["last-7-days", "2026-01-09T00:00:00Z", "2026-01-16T00:00:00Z", "day"],
    ["last-48-hours", "2026-01-13T23:00:00Z", "2026-01-15T23:00:00Z", "hour"],
    ["last-12-months", "2025-02-01T00:00:00Z", "2026-02-01T00:00:00Z", "month"],
  ] as const)("of %s is from %s to %s in windows of a %s", (span, from, to, window) => {
    expect(spanAt(span, at, "UTC")).toEqual({ from, to, window });
  });

  it("has the days of the customer's zone, where it may be tomorrow already", () => {
    expect(spanAt("this-month", "2026-01-31T23:30:00Z", "Europe/Berlin")).toEqual({
      from: "2026-01-31T23:00:00Z",
      to: "2026-02-01T23:00:00Z",
      window: "day",
    });
  });
});
