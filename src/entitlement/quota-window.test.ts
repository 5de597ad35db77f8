import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { property } from "../../test/property.ts";
import { at } from "../account/account.fixture.ts";
import { expectOk } from "../fault/fault.ts";
import { findZone } from "../time/zone.ts";
import { billingSpan, type CalendarWindow, calendarWindow, rollingSpan } from "./quota-window.ts";

const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];
const kinds: readonly CalendarWindow[] = ["minute", "hour", "day", "week", "month", "year"];

/** The local day on which the window of a day, week, month or year begins, and the day after it, by Temporal. */
function daysOf(per: CalendarWindow, day: Temporal.PlainDate) {
  switch (per) {
    case "week":
      return [day.subtract({ days: day.dayOfWeek - 1 }), { days: 7 }] as const;
    case "month":
      return [day.with({ day: 1 }), { months: 1 }] as const;
    case "year":
      return [day.with({ month: 1, day: 1 }), { years: 1 }] as const;
    default:
      return [day, { days: 1 }] as const;
  }
}

test("a window holds its instant, and the next begins where it ends", () =>
  property(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom(...kinds),
      fc.integer({ min: at("2020-01-01T00:00:00Z"), max: at("2035-01-01T00:00:00Z") }),
      (zoneId, per, instant) => {
        const zone = expectOk(findZone(zoneId));
        const window = calendarWindow(per, instant, zone);
        expect(window.from).toBeLessThanOrEqual(instant);
        expect(window.to).toBeGreaterThan(instant);
        expect(calendarWindow(per, window.to, zone).from).toBe(window.to);
        expect(calendarWindow(per, window.to - 1, zone)).toEqual(window);
      },
    ),
    2_000,
  ));

test("days, weeks, months and years are those of Temporal", () =>
  property(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom(...kinds.slice(2)),
      fc.integer({ min: at("2020-01-01T00:00:00Z"), max: at("2035-01-01T00:00:00Z") }),
      (zoneId, per, instant) => {
        const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zoneId);
        const [from, length] = daysOf(per, local.toPlainDate());
        expect(calendarWindow(per, instant, expectOk(findZone(zoneId)))).toEqual({
          from: from.toZonedDateTime(zoneId).epochMilliseconds,
          to: from.add(length).toZonedDateTime(zoneId).epochMilliseconds,
        });
      },
    ),
    1_000,
  ));

test("hours are counted from the local midnight", () => {
  const kolkata = expectOk(findZone("Asia/Kolkata"));
  const { from, to } = calendarWindow("hour", at("2026-01-10T10:40:00Z"), kolkata);
  expect([from, to]).toEqual([at("2026-01-10T10:30:00Z"), at("2026-01-10T11:30:00Z")]);
});

test("a rolling window ends with its instant, which is the last in it", () => {
  const now = at("2026-01-10T10:00:00Z");
  expect(rollingSpan("PT5H", now).window).toEqual({
    from: at("2026-01-10T05:00:00.001Z"),
    to: at("2026-01-10T10:00:00.001Z"),
  });
});

test("a billing period is whole, also where service began within it", () => {
  const schedule = {
    cadence: { every: 1, unit: "month" },
    zone: expectOk(findZone("UTC")),
    start: { year: 2026, month: 1, day: 10 },
    alignment: "calendar",
  } as const;
  const span = billingSpan(schedule, at("2026-01-20T00:00:00Z"), at("2026-01-10T00:00:00Z"));
  expect(span.window).toEqual({
    from: at("2026-01-01T00:00:00Z"),
    to: at("2026-02-01T00:00:00Z"),
  });
});
