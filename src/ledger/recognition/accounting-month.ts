import { civilFromDays, daysFromCivil, daysInMonth, formatCivilDate } from "../../time/calendar.ts";
import { firstDayOfMonth, monthOfDay } from "../../time/month-table.ts";

/** A local day of the account's zone: days since 1970-01-01. `serviceDayAt(zone, instant)` gives it for a moment. */
export type Day = number;

/** An accounting month of the account's zone: months since January 1970. */
export type Month = number;

/** The accounting month that a day lies in. */
export const monthOf = (day: Day): Month => monthOfDay(day);

/** The first day after a month: the boundary up to which it is accounted for. */
export const dayAfter = (month: Month): Day => firstDayOfMonth(month + 1);

/** Writes a month as `2026-01`. */
export const monthText = (month: Month): string =>
  formatCivilDate(civilFromDays(firstDayOfMonth(month))).slice(0, 7);

/** Writes a day as `2026-01-31`. */
export const dayText = (day: Day): string => formatCivilDate(civilFromDays(day));

/** The same day so many months later, clamped to the end of a short month. */
export function monthsLater(day: Day, months: number): Day {
  const date = civilFromDays(day);
  const reached = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(reached / 12);
  const month = reached - year * 12 + 1;
  return daysFromCivil({ year, month, day: Math.min(date.day, daysInMonth(year, month)) });
}
