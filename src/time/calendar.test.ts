import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { expectOk } from "../fault/fault.ts";
import {
  type CivilDate,
  civilFromDays,
  daysFromCivil,
  daysInMonth,
  formatCivilDate,
  isLeapYear,
  parseCivilDate,
  weekdayOfDay,
} from "./calendar.ts";

const date = (text: string): CivilDate => expectOk(parseCivilDate(text));
const faultOf = (text: string) => {
  const result = parseCivilDate(text, "/start");
  return result.ok ? undefined : result.faults[0];
};

describe("days and dates", () => {
  test("day 0 is Thursday, 1 January 1970", () => {
    expect(civilFromDays(0)).toEqual({ year: 1970, month: 1, day: 1 });
    expect(daysFromCivil({ year: 1970, month: 1, day: 1 })).toBe(0);
    expect(weekdayOfDay(0)).toBe(4);
  });

  test("every day from 1600 to 3001 follows the one before, in date, number and weekday", () => {
    let expected = { year: 1600, month: 1, day: 1 };
    let weekday = 6;
    const last = daysFromCivil({ year: 3001, month: 12, day: 31 });
    for (let days = daysFromCivil(expected); days <= last; days++) {
      const found = civilFromDays(days);
      const same =
        found.year === expected.year &&
        found.month === expected.month &&
        found.day === expected.day &&
        daysFromCivil(found) === days &&
        weekdayOfDay(days) === weekday;
      if (!same) expect.fail(`day ${days} is ${formatCivilDate(found)}`);
      weekday = (weekday % 7) + 1;
      const { year, month, day } = expected;
      if (day < daysInMonth(year, month)) expected = { year, month, day: day + 1 };
      else if (month < 12) expected = { year, month: month + 1, day: 1 };
      else expected = { year: year + 1, month: 1, day: 1 };
    }
  });

  test("numbers, weekdays and month lengths are Temporal's, also far from now", () => {
    const days = fc.integer({ min: -90_000_000, max: 90_000_000 });
    fc.assert(
      fc.property(days, (n) => {
        const oracle = new Temporal.PlainDate(1970, 1, 1).add({ days: n });
        const found = civilFromDays(n);
        expect(found).toEqual({ year: oracle.year, month: oracle.month, day: oracle.day });
        expect(daysFromCivil(found)).toBe(n);
        expect(weekdayOfDay(n)).toBe(oracle.dayOfWeek);
        expect(daysInMonth(found.year, found.month)).toBe(oracle.daysInMonth);
        expect(isLeapYear(found.year)).toBe(oracle.inLeapYear);
      }),
      { seed: 20261121, numRuns: 1000 },
    );
  });

  test("centuries are leap years only every fourth time", () => {
    expect([1900, 2000, 2023, 2024, 2100, 2400].map(isLeapYear)).toEqual([
      false,
      true,
      false,
      true,
      false,
      true,
    ]);
  });
});

describe("dates as text", () => {
  test("reads what it writes", () => {
    const days = fc.integer({ min: 0, max: daysFromCivil({ year: 2999, month: 12, day: 31 }) });
    fc.assert(
      fc.property(days, (n) => {
        expect(date(formatCivilDate(civilFromDays(n)))).toEqual(civilFromDays(n));
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });

  test("refuses a day the month does not have, and names the nearest", () => {
    expect(faultOf("2026-02-29")).toEqual({
      code: "invalid-date",
      path: "/start",
      message: "The month has no such day.",
      value: "2026-02-29",
      suggestion: "did you mean 2026-02-28?",
    });
    expect(faultOf("2026-04-00")?.suggestion).toBe("did you mean 2026-04-01?");
    expect(parseCivilDate("2024-02-29").ok).toBe(true);
  });

  test.each([
    "",
    "2026-1-31",
    "2026-01-31T00:00:00Z",
    "2026/01/31",
    " 2026-01-31",
    "2026-01-3१",
    "31-01-2026",
    "2026-13-01",
    "2026-00-01",
    "1969-12-31",
    "3000-01-01",
    "+2026-01-1",
    "2026-01--1",
  ])("refuses %j", (text) => {
    expect(faultOf(text)?.code).toBe("invalid-date");
  });

  test("shows only the head of a long text", () => {
    expect(String(faultOf("9".repeat(100_000))?.value)).toHaveLength(64);
  });
});
