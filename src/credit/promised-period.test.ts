import { expect, test } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { parseInstant } from "../time/instant.ts";
import { findZone, UTC } from "../time/zone.ts";
import { endedPeriods } from "./promised-period.ts";

const at = (text: string) => expectOk(parseInstant(text));

test("a month ends at the midnight of its zone", () => {
  const berlin = expectOk(findZone("Europe/Berlin"));
  expect(endedPeriods(undefined, berlin, at("2026-02-28T22:59:59Z"), 1)).toEqual([
    {
      said: { month: "2026-01" },
      name: "2026-01",
      from: at("2025-12-31T23:00:00Z"),
      to: at("2026-01-31T23:00:00Z"),
    },
  ]);
  expect(
    endedPeriods("monthly", berlin, at("2026-02-28T23:00:00Z"), 3).map(({ name }) => name),
  ).toEqual(["2026-02", "2026-01", "2025-12"]);
});

test("longer periods begin with January, and those that no calendar says are none", () => {
  expect(endedPeriods("quarterly", UTC, at("2026-05-10T00:00:00Z"), 2)).toEqual([
    {
      said: { from: "2026-01-01", to: "2026-04-01" },
      name: "2026-01-01",
      from: at("2026-01-01T00:00:00Z"),
      to: at("2026-04-01T00:00:00Z"),
    },
    {
      said: { from: "2025-10-01", to: "2026-01-01" },
      name: "2025-10-01",
      from: at("2025-10-01T00:00:00Z"),
      to: at("2026-01-01T00:00:00Z"),
    },
  ]);
  expect(endedPeriods("annual", UTC, at("2026-05-10T00:00:00Z"), 1)[0]?.name).toBe("2025-01-01");
  expect(endedPeriods("weekly", UTC, at("2026-05-10T00:00:00Z"), 1)).toEqual([]);
  expect(endedPeriods("every-5-months", UTC, at("2026-05-10T00:00:00Z"), 1)).toEqual([]);
});
