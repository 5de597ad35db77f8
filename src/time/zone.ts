import { ok, type Result, refuse } from "../fault/fault.ts";
import { type CivilDate, civilFromDays, daysFromCivil } from "./calendar.ts";
import { shownText } from "./digits.ts";
import { DAY_MS, type Instant } from "./instant.ts";
import { suggestZone } from "./zone-suggestion.ts";
import {
  buildZoneTable,
  offsetByTemporal,
  spellZoneId,
  startOfDayByTemporal,
  stretchAt,
  stretchShowing,
  UTC_TABLE,
  type ZoneTable,
} from "./zone-table.ts";

/** A place's civil clock. Made only by {@link findZone}, once for each id, so zones compare with `===`. */
export interface Zone {
  /** The IANA name: `Europe/Berlin`. */
  readonly id: string;
  /** The zone's changes of offset; built at the first call and kept. */
  readonly table: () => ZoneTable;
}

/** Coordinated Universal Time: every day has 24 hours. */
export const UTC: Zone = { id: "UTC", table: () => UTC_TABLE };

/** Longer than any name in the zone database; longer text is refused unread. */
const ZONE_ID_LENGTH_MAX = 64;

/** Only ids spelled as the database spells them get in, so its size bounds this. */
const zones = new Map<string, Zone>([[UTC.id, UTC]]);

/**
 * The zone of an IANA name, old names (`US/Eastern`) included, spelled as the database spells it.
 * Refuses others with `unknown-time-zone`, naming the nearest; also a bare offset such as `+01:00`, which knows no summer
 * time. `path` is the JSON pointer put in the fault. The rules are those of the host's zone database.
 */
export function findZone(id: string, path = ""): Result<Zone> {
  const known = zones.get(id);
  if (known !== undefined) return ok(known);
  const spelled = id.length <= ZONE_ID_LENGTH_MAX ? spellZoneId(id) : undefined;
  if (spelled !== id) {
    const nearest = spelled ?? suggestZone(id);
    return refuse({
      code: "unknown-time-zone",
      path,
      message: "The IANA time zone database has no zone of this name.",
      value: shownText(id),
      suggestion:
        nearest === undefined ? "for example Europe/Berlin" : `did you mean "${nearest}"?`,
    });
  }
  let built: ZoneTable | undefined;
  const zone: Zone = {
    id,
    table: () => {
      built ??= buildZoneTable(id);
      return built;
    },
  };
  zones.set(id, zone);
  return ok(zone);
}

/** What the zone's clock adds to UTC at a moment, in ms; east is positive. */
export function offsetAt(zone: Zone, instant: Instant): number {
  const table = zone.table();
  return table.offsets[stretchAt(table, instant)] ?? offsetByTemporal(zone.id, instant);
}

/** The day the zone's wall calendar shows at a moment. Where a clock falls back over midnight, a day shows twice. */
export const civilDateAt = (zone: Zone, instant: Instant): CivilDate =>
  civilFromDays(wallDayAt(zone, instant));

/**
 * The first instant of a local day, as `Temporal.PlainDate.toZonedDateTime`: midnight; its first pass where midnight comes
 * twice; the moment of the change where midnight is skipped. A day that the zone skips altogether (Apia, 2011-12-30)
 * starts with the day after it and is empty.
 */
export const startOfDay = (zone: Zone, date: CivilDate): Instant =>
  startOfDayNumber(zone, daysFromCivil(date));

/** {@link startOfDay} of a day number (1970-01-01 is 0). Never decreases from one day to the next. */
export function startOfDayNumber(zone: Zone, days: number): Instant {
  const table = zone.table();
  const midnight = days * DAY_MS;
  const stretch = stretchShowing(table, midnight);
  const start = table.starts[stretch];
  const offset = table.offsets[stretch];
  if (start === undefined || offset === undefined) {
    return startOfDayByTemporal(zone.id, civilFromDays(days));
  }
  // Every earlier stretch ended before its clock showed midnight. If this one begins past it, midnight was skipped.
  return Math.max(start, midnight - offset);
}

/**
 * The number of the last local day that has begun, 1970-01-01 being 0: the day that counts for service and price.
 * Unlike {@link civilDateAt} it never goes back: where a clock falls from 00:01 to 23:01, the new day has begun and stays.
 */
export function serviceDayAt(zone: Zone, instant: Instant): number {
  const table = zone.table();
  const stretch = stretchAt(table, instant);
  const offset = table.offsets[stretch] ?? offsetByTemporal(zone.id, instant);
  let day = Math.floor((instant + offset) / DAY_MS);
  // No clock is set back by more than a day, so only within a day of a change can a begun day be shown as yet to come.
  if (instant - (table.starts[stretch] ?? instant) >= DAY_MS) return day;
  while (startOfDayNumber(zone, day + 1) <= instant) day += 1;
  return day;
}

const wallDayAt = (zone: Zone, instant: Instant): number =>
  Math.floor((instant + offsetAt(zone, instant)) / DAY_MS);
