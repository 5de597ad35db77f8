import { expect, it } from "vitest";
import { expectOk, faultsOf } from "../fault/fault.ts";
import { formatInstant, parseInstant } from "../time/instant.ts";
import { type ClockMove, movedTo } from "./clock-move.ts";

const moved = (from: string, move: ClockMove): string =>
  formatInstant(expectOk(movedTo(expectOk(parseInstant(from)), move)));

it.each([
  ["2026-01-31T23:30:00Z", { hours: 1 }, "2026-02-01T00:30:00Z"],
  ["2026-01-31T23:30:00Z", { days: 29 }, "2026-03-01T23:30:00Z"],
  ["2026-01-31T23:30:00Z", { years: 2 }, "2028-01-31T23:30:00Z"],
  ["2028-02-29T12:00:00Z", { years: 1 }, "2029-02-28T12:00:00Z"],
  ["2028-02-29T12:00:00Z", { years: 4 }, "2032-02-29T12:00:00Z"],
  ["2026-01-31T23:30:00Z", { now: "2026-02-02T00:00:00Z" }, "2026-02-02T00:00:00Z"],
])("%s moved by %j is %s", (from, move, to) => {
  expect(moved(from, move)).toBe(to);
});

it.each([{}, { hours: 1, years: 1 }])("%j is no move", (move) => {
  expect(faultsOf(movedTo(0, move))).toMatchObject([{ code: "one-of", path: "" }]);
});
