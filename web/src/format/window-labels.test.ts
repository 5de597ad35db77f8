import { expect, it } from "vitest";
import { windowLabels } from "./window-labels.ts";

it("calls windows of UTC by their hour, day or month", () => {
  const window = { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" };
  expect(windowLabels("month").full(window)).toBe("Mar 2026");
  expect(windowLabels("day").full(window)).toBe("1 Mar 2026");
  expect(windowLabels("hour").tick(window)).toBe("1 Mar, 00:00");
});

it("calls days and months as they are called in their zone, and hours as in UTC", () => {
  const window = { from: "2026-02-28T23:00:00Z", to: "2026-03-31T22:00:00Z" };
  expect(windowLabels("month", "Europe/Berlin").full(window)).toBe("Mar 2026");
  expect(windowLabels("day", "Europe/Berlin").tick(window)).toBe("1 Mar");
  expect(windowLabels("day", "Europe/Berlin").header).toBe("Day (Europe/Berlin)");
  expect(windowLabels("hour", "Europe/Berlin").tick(window)).toBe("28 Feb, 23:00");
});

it("calls billing periods by their days where they are billed", () => {
  const labels = windowLabels("period", "Europe/Berlin");
  const period = { from: "2026-01-09T23:00:00Z", to: "2026-02-09T23:00:00Z" };
  expect(labels.full(period).replaceAll("\u2009", " ")).toBe("10 Jan – 9 Feb 2026");
  expect(labels.tick(period)).toBe("from 10 Jan 2026");
});
