import { describe, expect, it } from "vitest";
import { sum } from "../../money/decimal.ts";
import { monthText } from "./accounting-month.ts";
import { earnedByDay, scheduleByDay } from "./ratable.ts";
import { amount, day, text } from "./recognition.fixture.ts";

const span = (from: string, to: string) => ({ from: day(from), to: day(to) });
const rows = (total: string, from: string, to: string, scale = 2) =>
  scheduleByDay(amount(total), span(from, to), scale).map(
    (row) => `${monthText(row.month)} ${text(row.amount)}`,
  );

describe("a schedule by day", () => {
  it("earns a month by its days: 17 of 365 days of 12,000 are 558.90", () => {
    const year = span("2026-01-15", "2027-01-15");
    expect(text(earnedByDay(amount(12_000), year, day("2026-02-01"), 2))).toBe("558.9");
  });

  it("leaves the remainder to the last month", () => {
    expect(rows("100", "2026-01-01", "2027-01-01")).toEqual([
      "2026-01 8.49",
      "2026-02 7.67",
      "2026-03 8.49",
      "2026-04 8.22",
      "2026-05 8.49",
      "2026-06 8.22",
      "2026-07 8.49",
      "2026-08 8.49",
      "2026-09 8.22",
      "2026-10 8.49",
      "2026-11 8.22",
      "2026-12 8.51",
    ]);
  });

  it("counts the leap day", () => {
    expect(rows("366", "2028-01-01", "2029-01-01").slice(0, 2)).toEqual([
      "2028-01 31",
      "2028-02 29",
    ]);
  });

  it("takes nothing back where rounding up would run past the amount", () => {
    const parts = scheduleByDay(amount("0.06"), span("2026-01-01", "2027-01-01"), 2);
    expect(text(sum(parts.map((row) => row.amount)))).toBe("0.06");
    expect(parts.map((row) => text(row.amount)).slice(-2)).toEqual(["0", "0"]);
  });

  it("keeps to the minor unit of the currency", () => {
    expect(rows("100", "2026-01-01", "2026-04-01", 0)).toEqual([
      "2026-01 34",
      "2026-02 31",
      "2026-03 35",
    ]);
    expect(rows("1", "2026-01-01", "2026-04-01", 3)).toEqual([
      "2026-01 0.344",
      "2026-02 0.311",
      "2026-03 0.345",
    ]);
  });

  it("mirrors an amount below zero, and earns a span without a day at once", () => {
    expect(rows("-90", "2026-01-01", "2026-04-01")).toEqual([
      "2026-01 -31",
      "2026-02 -28",
      "2026-03 -31",
    ]);
    expect(rows("5", "2026-01-31", "2026-01-31")).toEqual(["2026-01 5"]);
  });
});
