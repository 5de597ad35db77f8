import { dayNumber } from "./calendar.ts";

/** Months are counted from January 1970 here, as days are from its first: both are 0. */
const monthFirstDay = (month: number): number => {
  const year = Math.floor(month / 12);
  return dayNumber(1970 + year, month - year * 12 + 1, 1);
};

/** January 1970 to December 3009: every month that Florin accepts, and the ends of common periods begun in them. */
const MONTHS_LISTED = 12 * 1_040;
const FIRST_DAYS = Int32Array.from({ length: MONTHS_LISTED }, (_, month) => monthFirstDay(month));

/** The mean, over the 400 years after which the calendar repeats. */
const MONTHS_PER_DAY = 4_800 / 146_097;

/**
 * The number of a month's first day, months and days both counted from 1970-01-01; any month, before 1970 too.
 * Listed once, because boundaries ask for it several times each and the divisions of a calendar cost more than a look.
 */
export const firstDayOfMonth = (month: number): number => FIRST_DAYS[month] ?? monthFirstDay(month);

/** The month that a day number lies in, January 1970 being 0; any day, before 1970 too. */
export function monthOfDay(day: number): number {
  // Months are uneven, but in no part of the 400 years is a count by their mean off by more than one.
  const month = Math.floor(day * MONTHS_PER_DAY);
  if (firstDayOfMonth(month) > day) return month - 1;
  return firstDayOfMonth(month + 1) <= day ? month + 1 : month;
}
