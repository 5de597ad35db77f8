import { ok, type Result, refuse } from "../fault/fault.ts";
import { fourDigitsAt, padTwo, shownText, twoDigitsAt } from "./digits.ts";

/** A day of the proleptic Gregorian calendar, of no particular zone. */
export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to the month's last day. */
  readonly day: number;
}

/** The first and last calendar year that Florin accepts from outside. */
export const YEAR_FIRST = 1970;
export const YEAR_LAST = 2999;

/** Days in 400 years, after which the calendar repeats. */
const DAYS_PER_ERA = 146_097;
/** Days from 0000-03-01 to 1970-01-01. */
const DAYS_TO_EPOCH = 719_468;

/** True in years of 366 days: every fourth, but of the centuries only every fourth. */
export const isLeapYear = (year: number): boolean =>
  year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days in a month (1 to 12) of a year: 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

// In the two conversions below `| 0` cuts quotients of numbers known to be non-negative and below 2^31: the compiler then
// divides in integers, at a third of the cost of Math.floor. They run several times for every boundary.

/**
 * Days from 1970-01-01 (day 0) to the given day; negative before it.
 * Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`:
 * years are counted from March, so that the leap day is the last of its year.
 */
export function dayNumber(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const monthFromMarch = month <= 2 ? month + 9 : month - 3;
  const dayOfYear = (((153 * monthFromMarch + 2) / 5) | 0) + day - 1;
  const leapDays = ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0);
  return era * DAYS_PER_ERA + yearOfEra * 365 + leapDays + dayOfYear - DAYS_TO_EPOCH;
}

/** Days from 1970-01-01 (day 0) to the date; negative before it. */
export const daysFromCivil = (date: CivilDate): number =>
  dayNumber(date.year, date.month, date.day);

/** The date of a day number, 0 being 1970-01-01. Hinnant, `civil_from_days`; inverse of {@link daysFromCivil}. */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + DAYS_TO_EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const leapDays =
    ((dayOfEra / 1_460) | 0) - ((dayOfEra / 36_524) | 0) + ((dayOfEra / 146_096) | 0);
  const yearOfEra = ((dayOfEra - leapDays) / 365) | 0;
  const dayOfYear = dayOfEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0));
  const monthFromMarch = ((5 * dayOfYear + 2) / 153) | 0;
  const day = dayOfYear - (((153 * monthFromMarch + 2) / 5) | 0) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** The ISO weekday of a day number: 1 is Monday, 7 is Sunday. Day 0 was a Thursday. */
export const weekdayOfDay = (days: number): number => ((((days + 3) % 7) + 7) % 7) + 1;

/**
 * Reads a day written `2026-01-31`, years 1970 to 2999.
 * Refuses with `invalid-date` any other form and days that no calendar has; `path` is the JSON pointer put in the fault.
 */
export function parseCivilDate(text: string, path = ""): Result<CivilDate> {
  const year = fourDigitsAt(text, 0);
  const month = twoDigitsAt(text, 5);
  const day = twoDigitsAt(text, 8);
  if (
    text.length !== 10 ||
    text[4] !== "-" ||
    text[7] !== "-" ||
    year < 0 ||
    month < 0 ||
    day < 0
  ) {
    return refuseDate(text, path, "A date is written year-month-day.", "for example 2026-01-31");
  }
  if (year < YEAR_FIRST || year > YEAR_LAST) {
    return refuseDate(text, path, `The year lies outside ${YEAR_FIRST} to ${YEAR_LAST}.`);
  }
  if (month < 1 || month > 12) {
    return refuseDate(text, path, "A month is a number from 01 to 12.");
  }
  const last = daysInMonth(year, month);
  if (day < 1 || day > last) {
    const nearest = formatCivilDate({ year, month, day: day < 1 ? 1 : last });
    return refuseDate(text, path, "The month has no such day.", `did you mean ${nearest}?`);
  }
  return ok({ year, month, day });
}

/** Writes a day as `2026-01-31`; inverse of {@link parseCivilDate}. */
export const formatCivilDate = (date: CivilDate): string =>
  `${String(date.year).padStart(4, "0")}-${padTwo(date.month)}-${padTwo(date.day)}`;

const refuseDate = (text: string, path: string, message: string, suggestion?: string) =>
  refuse({
    code: "invalid-date",
    path,
    message,
    value: shownText(text),
    ...(suggestion === undefined ? {} : { suggestion }),
  });
