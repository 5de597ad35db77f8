import { formatCivilDate } from "../../../time/calendar.ts";
import type { Instant } from "../../../time/instant.ts";
import { civilDateAt, findZone, UTC } from "../../../time/zone.ts";

/** The calendar day of an instant in a zone, `2026-01-31`; in UTC where none is named. */
export function localDay(timeZone: string | null | undefined, instant: Instant): string {
  const zone = timeZone == null ? undefined : findZone(timeZone);
  return formatCivilDate(civilDateAt(zone?.ok ? zone.value : UTC, instant));
}
