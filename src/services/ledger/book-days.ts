import { expectOk } from "../../fault/fault.ts";
import { dayText } from "../../ledger/recognition/accounting-month.ts";
import { daysFromCivil, parseCivilDate } from "../../time/calendar.ts";
import type { Instant } from "../../time/instant.ts";
import { serviceDayAt, startOfDayNumber, type Zone } from "../../time/zone.ts";

/** The first moment after a day of the books' calendar, `2026-01-31`. */
export const endOfDay = (zone: Zone, day: string): Instant =>
  startOfDayNumber(zone, daysFromCivil(expectOk(parseCivilDate(day))) + 1);

/** The first moment of a day of the books' calendar. */
export const beginOfDay = (zone: Zone, day: string): Instant =>
  startOfDayNumber(zone, daysFromCivil(expectOk(parseCivilDate(day))));

/** The day of the books' calendar that a moment lies in. */
export const dayAt = (zone: Zone, instant: Instant): string => dayText(serviceDayAt(zone, instant));
