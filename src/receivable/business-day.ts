import { civilFromDays, formatCivilDate, weekdayOfDay } from "../time/calendar.ts";

const SATURDAY = 6;

/** Whether a day (1970-01-01 is 0) is neither Saturday nor Sunday nor one of the holidays, written `2026-12-25`. */
const isBusinessDay = (day: number, holidays: readonly string[]): boolean =>
  weekdayOfDay(day) < SATURDAY && !holidays.includes(formatCivilDate(civilFromDays(day)));

/** The day itself, or the next business day after it. */
export function businessDayFrom(day: number, holidays: readonly string[]): number {
  let open = day;
  // Each holiday and each weekend is passed once at most, so this ends.
  while (!isBusinessDay(open, holidays)) open += 1;
  return open;
}
