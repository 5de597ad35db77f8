import { expectOk } from "../fault/fault.ts";
import type { MeterWindow } from "../metering/aggregation-fold.ts";
import type { QuotaWindow } from "../model/quota.ts";
import { civilFromDays, dayNumber, weekdayOfDay } from "../time/calendar.ts";
import { parseDuration } from "../time/duration.ts";
import { HOUR_MS, type Instant, MINUTE_MS } from "../time/instant.ts";
import { periodContaining, type Schedule, wholePeriodAt } from "../time/schedule.ts";
import { serviceDayAt, startOfDayNumber, type Zone } from "../time/zone.ts";

/** A window by the clock and calendar. */
export type CalendarWindow = Exclude<QuotaWindow, "billing-period" | object>;

/** The window of a quota at an instant, and the one before it where there is one. */
export interface QuotaSpan {
  readonly window: MeterWindow;
  readonly before: MeterWindow | undefined;
  /** When use is counted from zero again; undefined where it never is at once, as in a rolling window. */
  readonly resetsAt: Instant | undefined;
}

/** The window of local time that an instant lies in. Windows of a kind follow each other without a gap. */
export function calendarWindow(per: CalendarWindow, at: Instant, zone: Zone): MeterWindow {
  const day = serviceDayAt(zone, at);
  const days = (from: number, to: number): MeterWindow => ({
    from: startOfDayNumber(zone, from),
    to: startOfDayNumber(zone, to),
  });
  switch (per) {
    case "minute":
      return withinDay(MINUTE_MS, at, days(day, day + 1));
    case "hour":
      return withinDay(HOUR_MS, at, days(day, day + 1));
    case "day":
      return days(day, day + 1);
    case "week": {
      const monday = day - weekdayOfDay(day) + 1;
      return days(monday, monday + 7);
    }
    case "month": {
      const { year, month } = civilFromDays(day);
      return days(
        dayNumber(year, month, 1),
        dayNumber(year + Math.floor(month / 12), (month % 12) + 1, 1),
      );
    }
    case "year": {
      const { year } = civilFromDays(day);
      return days(dayNumber(year, 1, 1), dayNumber(year + 1, 1, 1));
    }
  }
}

/** Hours and minutes are counted from the local midnight, so the last of a day may be cut short by the next. */
function withinDay(lengthMs: number, at: Instant, day: MeterWindow): MeterWindow {
  const from = at - ((at - day.from) % lengthMs);
  return { from, to: Math.min(from + lengthMs, day.to) };
}

/** The window and the one before it. */
export function calendarSpan(per: CalendarWindow, at: Instant, zone: Zone): QuotaSpan {
  const window = calendarWindow(per, at, zone);
  return { window, before: calendarWindow(per, window.from - 1, zone), resetsAt: window.to };
}

/** The time up to an instant, which is the last in it. `length` as in {@link QuotaWindow}, checked. */
export function rollingSpan(length: string, at: Instant): QuotaSpan {
  const lengthMs = expectOk(parseDuration(length));
  const to = at + 1;
  return { window: { from: to - lengthMs, to }, before: undefined, resetsAt: undefined };
}

/**
 * The whole billing period that an instant lies in. Before the schedule starts, which is in a trial, the window is all of the
 * time from `servedFrom` to its start.
 */
export function billingSpan(schedule: Schedule, at: Instant, servedFrom: Instant): QuotaSpan {
  const period = periodContaining(schedule, at);
  if (period === undefined) {
    const to = wholeStart(schedule);
    return { window: { from: Math.min(servedFrom, at), to }, before: undefined, resetsAt: to };
  }
  const whole = wholePeriodAt(schedule, period.index);
  const before = period.index === 0 ? undefined : wholePeriodAt(schedule, period.index - 1);
  return {
    window: { from: whole.from, to: whole.to },
    before: before === undefined ? undefined : { from: before.from, to: before.to },
    resetsAt: whole.to,
  };
}

/** The part of a billing period that what was bought serves: a change within the period begins the window anew. */
export function servedSpan(schedule: Schedule, at: Instant, servedFrom: Instant): QuotaSpan {
  const period = periodContaining(schedule, at);
  if (period === undefined) return billingSpan(schedule, at, servedFrom);
  const { from, to } = period;
  return { window: { from, to }, before: undefined, resetsAt: to };
}

const wholeStart = (schedule: Schedule): Instant =>
  startOfDayNumber(
    schedule.zone,
    dayNumber(schedule.start.year, schedule.start.month, schedule.start.day),
  );
