import { expectOk } from "../fault/fault.ts";
import { parseCivilDate } from "../time/calendar.ts";
import { type Period, periodAt } from "../time/schedule.ts";
import type { Zone } from "../time/zone.ts";

/** What a line says that is earned evenly by day over so many months from a local day; nothing where it is earned at once. */
export function earnedOver(
  months: number | undefined,
  day: string,
  zone: Zone,
): { readonly earned?: "by-day"; readonly period?: Period } {
  if (months === undefined) return {};
  const start = expectOk(parseCivilDate(day));
  const cadence = { every: months, unit: "month" } as const;
  const period = periodAt({ cadence, zone, start, alignment: "anniversary" }, 0);
  return { earned: "by-day", period };
}
