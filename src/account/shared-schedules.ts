import { expectOk } from "../fault/fault.ts";
import { type CadenceName, parseCadence } from "../time/cadence.ts";
import type { CivilDate } from "../time/calendar.ts";
import type { Schedule } from "../time/schedule.ts";

/** More than the days on which a year's customers begin, in several zones; beyond it, all are forgotten and made anew. */
const schedulesMax = 4_096;

const schedules = new Map<string, Schedule>();

/**
 * The schedule of a cadence from these dates: one object for all who began on the same day, so that what is worked out of it
 * (its periods, the charges that keep it) is worked out and held in memory once. Whether two are one object says nothing.
 */
export function sharedSchedule(cadence: CadenceName, dates: Omit<Schedule, "cadence">): Schedule {
  const { zone, start, alignment, anchor } = dates;
  const key = `${cadence} ${zone.id} ${alignment} ${dayText(start)} ${anchor === undefined ? "" : dayText(anchor)}`;
  const known = schedules.get(key);
  if (known !== undefined) return known;
  if (schedules.size === schedulesMax) schedules.clear();
  const schedule: Schedule = {
    cadence: expectOk(parseCadence(cadence)),
    zone,
    start,
    alignment,
    anchor,
  };
  schedules.set(key, schedule);
  return schedule;
}

const dayText = ({ year, month, day }: CivilDate): string => `${year}-${month}-${day}`;
