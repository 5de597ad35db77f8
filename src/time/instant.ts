import { ok, type Result, refuse } from "../fault/fault.ts";
import {
  civilFromDays,
  dayNumber,
  daysInMonth,
  formatCivilDate,
  YEAR_FIRST,
  YEAR_LAST,
} from "./calendar.ts";
import { fourDigitsAt, padTwo, shownText, twoDigitsAt } from "./digits.ts";

/** A moment: whole milliseconds since 1970-01-01T00:00:00Z, without leap seconds. */
export type Instant = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** The moment after the last one that is accepted: 3000-01-01T00:00:00Z. */
const INSTANT_LIMIT: Instant = dayNumber(YEAR_LAST + 1, 1, 1) * DAY_MS;

const T_UPPER = 84;
const T_LOWER = 116;
const Z_UPPER = 90;
const Z_LOWER = 122;
const PLUS = 43;
const MINUS = 45;
const COLON = 58;
const DOT = 46;
const MILLISECONDS_PER_DIGIT = [100, 10, 1] as const;
const FRACTION_DIGITS_MAX = 9;
/** Longer than any accepted time, short enough that hostile text costs nothing. */
const TEXT_LENGTH_MAX = 64;

/**
 * Reads an RFC 3339 time with its zone: `2026-01-31T09:30:00Z`, `2026-01-31T10:30:00.25+01:00`.
 *
 * Up to nine digits of a second are accepted and cut (not rounded) to milliseconds, so no event moves forward into the
 * next period. Refuses with `invalid-time`: another form, a missing zone (nobody may guess it), a leap second, a day that
 * does not exist, a moment outside the years 1970 to 2999 in UTC. `path` is the JSON pointer put in the fault.
 *
 * One pass over the characters and no Date: this runs once for each usage event.
 */
export function parseInstant(text: string, path = ""): Result<Instant> {
  if (text.length > TEXT_LENGTH_MAX) return refuseForm(text, path);
  const year = fourDigitsAt(text, 0);
  const month = twoDigitsAt(text, 5);
  const day = twoDigitsAt(text, 8);
  if (
    year < 0 ||
    month < 0 ||
    day < 0 ||
    text.charCodeAt(4) !== MINUS ||
    text.charCodeAt(7) !== MINUS
  ) {
    return refuseForm(text, path);
  }
  const separator = text.charCodeAt(10);
  const hour = twoDigitsAt(text, 11);
  const minute = twoDigitsAt(text, 14);
  const second = twoDigitsAt(text, 17);
  if (
    (separator !== T_UPPER && separator !== T_LOWER) ||
    hour < 0 ||
    minute < 0 ||
    second < 0 ||
    text.charCodeAt(13) !== COLON ||
    text.charCodeAt(16) !== COLON
  ) {
    return refuseForm(text, path);
  }
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return refuseTime(text, path, "The calendar has no such day.");
  }
  if (hour > 23 || minute > 59 || second > 59) return refuseClock(text, path, second);

  let at = 19;
  let millisecond = 0;
  if (text.charCodeAt(at) === DOT) {
    const first = at + 1;
    for (at = first; at < text.length; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      millisecond += digit * (MILLISECONDS_PER_DIGIT[at - first] ?? 0);
    }
    if (at === first || at - first > FRACTION_DIGITS_MAX) {
      return refuseTime(text, path, "A fraction of a second has one to nine digits.");
    }
  }
  const offset = offsetMsAt(text, at);
  if (Number.isNaN(offset)) return refuseZone(text, path, at);

  const instant =
    dayNumber(year, month, day) * DAY_MS +
    hour * HOUR_MS +
    minute * MINUTE_MS +
    second * SECOND_MS +
    millisecond -
    offset;
  return isInstant(instant) ? ok(instant) : refuseRange(text, path);
}

/** True for a whole number of milliseconds within the years 1970 to 2999 in UTC. */
export const isInstant = (value: number): value is Instant =>
  Number.isInteger(value) && value >= 0 && value < INSTANT_LIMIT;

/** Moments written lately, each in the slot of its remainder; a prime, since moments are mostly whole hours. */
const SLOTS = 1_021;
const writtenInstants = new Float64Array(SLOTS).fill(Number.NaN);
const writtenTexts: string[] = new Array<string>(SLOTS).fill("");

/**
 * Writes a moment in UTC, to the second, or to the millisecond where it has one: `2026-01-31T00:00:00.123Z`.
 *
 * An invoice run writes the same few boundaries for everybody, so the last ones are kept.
 */
export function formatInstant(instant: Instant): string {
  const slot = instant % SLOTS;
  if (writtenInstants[slot] === instant) return writtenTexts[slot] ?? "";
  const text = writeInstant(instant);
  writtenInstants[slot] = instant;
  writtenTexts[slot] = text;
  return text;
}

function writeInstant(instant: Instant): string {
  const days = Math.floor(instant / DAY_MS);
  const ofDay = instant - days * DAY_MS;
  const hour = Math.floor(ofDay / HOUR_MS);
  const minute = Math.floor(ofDay / MINUTE_MS) % 60;
  const second = Math.floor(ofDay / SECOND_MS) % 60;
  const millisecond = ofDay % SECOND_MS;
  const fraction = millisecond === 0 ? "" : `.${String(millisecond).padStart(3, "0")}`;
  const date = formatCivilDate(civilFromDays(days));
  return `${date}T${padTwo(hour)}:${padTwo(minute)}:${padTwo(second)}${fraction}Z`;
}

/** The offset from UTC that ends the text at `at`, in ms, east positive; NaN when it is missing or malformed. */
function offsetMsAt(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if (sign === Z_UPPER || sign === Z_LOWER) return text.length === at + 1 ? 0 : Number.NaN;
  if (sign !== PLUS && sign !== MINUS) return Number.NaN;
  const hours = twoDigitsAt(text, at + 1);
  const minutes = twoDigitsAt(text, at + 4);
  if (text.length !== at + 6 || text.charCodeAt(at + 3) !== COLON) return Number.NaN;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return Number.NaN;
  const size = hours * HOUR_MS + minutes * MINUTE_MS;
  return sign === MINUS ? -size : size;
}

const refuseForm = (text: string, path: string) =>
  refuseTime(text, path, "A time is written as RFC 3339.", "for example 2026-01-31T09:30:00Z");

const refuseRange = (text: string, path: string) =>
  refuseTime(text, path, `The time lies outside the years ${YEAR_FIRST} to ${YEAR_LAST} in UTC.`);

function refuseClock(text: string, path: string, second: number) {
  if (second !== 60) return refuseTime(text, path, "The clock has no such time of day.");
  const suggestion = `write the last second of the minute: ${shownText(`${text.slice(0, 17)}59${text.slice(19)}`)}`;
  return refuseTime(text, path, "A leap second has no place on this clock.", suggestion);
}

function refuseZone(text: string, path: string, at: number) {
  if (at < text.length) {
    return refuseTime(text, path, "The zone is written Z or as an offset.", "for example +01:00");
  }
  const suggestion = `add Z for UTC, or an offset: ${shownText(text)}Z`;
  return refuseTime(text, path, "The time has no zone, and none is assumed.", suggestion);
}

const refuseTime = (text: string, path: string, message: string, suggestion?: string) =>
  refuse({
    code: "invalid-time",
    path,
    message,
    value: shownText(text),
    ...(suggestion === undefined ? {} : { suggestion }),
  });
