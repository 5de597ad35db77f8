import { expectOk } from "../fault/fault.ts";
import { type CadenceName, daysOf, monthsOf, parseCadence } from "../time/cadence.ts";
import { daysInMonth } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { civilDateAt, findZone, serviceDayAt, startOfDay, startOfDayNumber } from "../time/zone.ts";

/** How long something lasts, in whole months or whole days of a zone's calendar. */
export type Lifetime = { readonly months: number } | { readonly days: number };

/** One period of a cadence as a length. */
export function lifetimeOf(cadence: CadenceName): Lifetime {
  const read = expectOk(parseCadence(cadence));
  const months = monthsOf(read);
  return months === undefined ? { days: daysOf(read) ?? 0 } : { months };
}

/** The day of the month, 1 to 31, that a zone's calendar shows at a moment. */
export const dayOfMonthAt = (timeZone: string, instant: Instant): number =>
  civilDateAt(expectOk(findZone(timeZone)), instant).day;

/**
 * The start of the local day on which a life that begins at `from` ends. Months end on the anchor day, clamped to the length
 * of a short month, so January 31 is followed by February 28 and then March 31.
 */
export function endOfLife(
  timeZone: string,
  from: Instant,
  life: Lifetime,
  anchorDay: number,
): Instant {
  const zone = expectOk(findZone(timeZone));
  if ("days" in life) return startOfDayNumber(zone, serviceDayAt(zone, from) + life.days);
  const { year, month } = civilDateAt(zone, from);
  const months = year * 12 + (month - 1) + life.months;
  const end = { year: Math.floor(months / 12), month: (months % 12) + 1 };
  const day = Math.min(anchorDay, daysInMonth(end.year, end.month));
  return startOfDay(zone, { ...end, day });
}
