import { ok, type Result, refuse } from "../fault/fault.ts";
import { daysInMonth } from "../time/calendar.ts";
import { DAY_MS, HOUR_MS, type Instant, parseInstant } from "../time/instant.ts";

/** How a clock is to be moved: to an instant, or on by some time. Exactly one of these. */
export interface ClockMove {
  /** RFC 3339. */
  readonly now?: string;
  readonly hours?: number;
  /** Of 24 hours. */
  readonly days?: number;
  /** Of the calendar in UTC: to the same day and time; 29 February becomes the 28th. */
  readonly years?: number;
}

/** Where a move leads from an instant. Refuses `one-of` where it states none or several, and what is no instant. */
export function movedTo(from: Instant, move: ClockMove): Result<Instant> {
  const { now, hours = 0, days = 0, years = 0 } = move;
  if (Object.keys(move).length !== 1)
    return refuse({
      code: "one-of",
      path: "",
      message: "a clock is moved in one way at a time",
      suggestion: "state one of now, hours, days and years",
    });
  if (now !== undefined) return parseInstant(now, "/now");
  return ok(yearsLater(from, years) + days * DAY_MS + hours * HOUR_MS);
}

function yearsLater(from: Instant, years: number): Instant {
  const date = new Date(from);
  const [year, month] = [date.getUTCFullYear() + years, date.getUTCMonth()];
  const day = Math.min(date.getUTCDate(), daysInMonth(year, month + 1));
  return Date.UTC(year, month, day) + (from % DAY_MS);
}
