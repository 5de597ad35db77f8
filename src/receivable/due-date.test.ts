import { expect, it } from "vitest";
import { expectOk } from "../fault/fault.ts";
import { formatInstant, parseInstant } from "../time/instant.ts";
import { findZone, UTC } from "../time/zone.ts";
import { type DueTerms, dueAt } from "./due-date.ts";

const newYork = expectOk(findZone("America/New_York"));

it.each<[string, DueTerms, string, string]>([
  ["2026-01-31T00:00:00Z", { kind: "net", days: 30 }, "UTC", "2026-03-02T00:00:00Z"],
  ["2026-01-31T12:00:00Z", { kind: "net", days: 0 }, "UTC", "2026-01-31T12:00:00Z"],
  ["2026-01-31T12:00:00Z", { kind: "upfront" }, "UTC", "2026-01-31T12:00:00Z"],
  ["2026-02-10T12:00:00Z", { kind: "end-of-month", days: 0 }, "UTC", "2026-02-28T00:00:00Z"],
  ["2024-02-10T12:00:00Z", { kind: "end-of-month", days: 30 }, "UTC", "2024-03-30T00:00:00Z"],
  ["2026-12-31T12:00:00Z", { kind: "end-of-month", days: 15 }, "UTC", "2027-01-15T00:00:00Z"],
  // Still 28 February in New York, whose clocks change within the 30 days.
  ["2026-03-01T03:00:00Z", { kind: "net", days: 30 }, "NY", "2026-03-30T04:00:00Z"],
  ["2026-03-01T03:00:00Z", { kind: "end-of-month", days: 1 }, "NY", "2026-03-01T05:00:00Z"],
])("an invoice of %s with %j in %s is due at %s", (issued, terms, zone, due) => {
  const at = dueAt(expectOk(parseInstant(issued)), terms, zone === "UTC" ? UTC : newYork);
  expect(formatInstant(at)).toBe(due);
});
