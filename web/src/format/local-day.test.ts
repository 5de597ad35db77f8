import { expect, it } from "vitest";
import { localDay, startOfLocalDay } from "./local-day.ts";

it("knows the day of an instant where it is", () => {
  expect(localDay("2026-02-28T23:00:00Z", "Europe/Berlin")).toBe("2026-03-01");
  expect(localDay("2026-02-28T23:00:00Z", "UTC")).toBe("2026-02-28");
});

it("begins days at local midnights, of winter and summer time", () => {
  expect(startOfLocalDay("2026-03-29", "Europe/Berlin")).toBe("2026-03-28T23:00:00Z");
  expect(startOfLocalDay("2026-03-30", "Europe/Berlin")).toBe("2026-03-29T22:00:00Z");
  expect(startOfLocalDay("2026-11-01", "America/New_York")).toBe("2026-11-01T04:00:00Z");
  expect(startOfLocalDay("2026-11-02", "America/New_York")).toBe("2026-11-02T05:00:00Z");
  expect(startOfLocalDay("2026-05-01", "Asia/Kolkata")).toBe("2026-04-30T18:30:00Z");
});
