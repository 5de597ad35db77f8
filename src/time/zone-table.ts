import { Temporal } from "temporal-polyfill";
import { type CivilDate, dayNumber } from "./calendar.ts";
import { DAY_MS, type Instant } from "./instant.ts";

/**
 * A zone's clock as stretches of constant offset, sorted by time.
 *
 * Stretch `i` runs from `starts[i]` until `starts[i + 1]` and shows `instant + offsets[i]` on the wall.
 * The first three lists have the same length. The table answers for `[since, until)`; outside it, ask Temporal.
 */
export interface ZoneTable {
  readonly since: Instant;
  readonly until: Instant;
  /** The first moment of each stretch. The first entry is `since`. */
  readonly starts: Float64Array;
  /** Milliseconds to add to UTC; east is positive. */
  readonly offsets: Float64Array;
  /** What the wall clock would show at the end of each stretch, as if it were UTC. Ascending. */
  readonly wallEnds: Float64Array;
  /** The stretch at the beginning of each {@link LEAF_MS} from `since`: where to begin to look. */
  readonly leaves: Uint16Array;
}

/** Some 60 days: at most a handful of changes lie within, so a look-up steps instead of searching. */
const LEAF_MS = 60 * DAY_MS;

/** A month before the earliest accepted instant: room for the Monday, month or year that 1970-01-01 lies in. */
const TABLE_SINCE: Instant = dayNumber(1969, 12, 1) * DAY_MS;
/** The table reaches the first change of offset from here on, or for ever if there is none. */
const TABLE_REACH: Instant = dayNumber(2101, 1, 1) * DAY_MS;

/** A clock that never changes and needs nobody's data. */
export const UTC_TABLE: ZoneTable = {
  since: Number.NEGATIVE_INFINITY,
  until: Number.POSITIVE_INFINITY,
  starts: Float64Array.of(Number.NEGATIVE_INFINITY),
  offsets: Float64Array.of(0),
  wallEnds: Float64Array.of(Number.POSITIVE_INFINITY),
  leaves: Uint16Array.of(0),
};

/**
 * Walks a zone's changes of offset from 1970 to 2100 once, so that later questions need no calendar library.
 * Costs some 60 microseconds for each change, 5 to 60 ms for a zone. `id` must be one that Temporal knows.
 */
export function buildZoneTable(id: string): ZoneTable {
  let cursor = Temporal.Instant.fromEpochMilliseconds(TABLE_SINCE).toZonedDateTimeISO(id);
  const starts: number[] = [];
  const offsets: number[] = [];
  const wallEnds: number[] = [];
  let until = Number.POSITIVE_INFINITY;
  for (;;) {
    const offset = cursor.offsetNanoseconds / 1e6;
    starts.push(cursor.epochMilliseconds);
    offsets.push(offset);
    const next = cursor.getTimeZoneTransition("next");
    if (next === null) {
      wallEnds.push(Number.POSITIVE_INFINITY);
      break;
    }
    wallEnds.push(next.epochMilliseconds + offset);
    if (next.epochMilliseconds >= TABLE_REACH) {
      until = next.epochMilliseconds;
      break;
    }
    cursor = next;
  }
  return {
    since: TABLE_SINCE,
    until,
    starts: Float64Array.from(starts),
    offsets: Float64Array.from(offsets),
    wallEnds: Float64Array.from(wallEnds),
    leaves: listLeaves(starts),
  };
}

function listLeaves(starts: readonly number[]): Uint16Array {
  const leaves = new Uint16Array(Math.ceil((TABLE_REACH - TABLE_SINCE) / LEAF_MS));
  let stretch = 0;
  for (let leaf = 0; leaf < leaves.length; leaf++) {
    while ((starts[stretch + 1] ?? Infinity) <= TABLE_SINCE + leaf * LEAF_MS) stretch += 1;
    leaves[leaf] = stretch;
  }
  return leaves;
}

/** The stretch that a moment lies in, or -1 outside the table. */
export function stretchAt(table: ZoneTable, instant: Instant): number {
  if (instant < table.since || instant >= table.until) return -1;
  let stretch = leafStretch(table, instant);
  while ((table.starts[stretch + 1] ?? Infinity) <= instant) stretch += 1;
  return stretch;
}

/** The first stretch that ends after its clock has shown `wall` (as if UTC), or -1 outside the table. */
export function stretchShowing(table: ZoneTable, wall: number): number {
  // No clock is a day from UTC, so the stretch a day earlier is not too late to begin at.
  const early = wall - DAY_MS;
  if (early < table.since || early >= table.until) return -1;
  let stretch = leafStretch(table, early);
  while ((table.wallEnds[stretch] ?? Infinity) <= wall) stretch += 1;
  return stretch < table.starts.length ? stretch : -1;
}

const leafStretch = (table: ZoneTable, instant: Instant): number =>
  table.leaves[Math.min(Math.floor((instant - table.since) / LEAF_MS), table.leaves.length - 1)] ??
  0;

/** The offset in ms as Temporal finds it, some hundred times slower than a table: for moments outside one. */
export const offsetByTemporal = (id: string, instant: Instant): number =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(id).offsetNanoseconds / 1e6;

/** The first instant of a local day as Temporal finds it: for days outside a table. */
export const startOfDayByTemporal = (id: string, date: CivilDate): Instant =>
  Temporal.PlainDate.from(date).toZonedDateTime(id).epochMilliseconds;

/** The id as the zone database spells it (`america/new_york` -> `America/New_York`), or undefined if it has none. */
export function spellZoneId(id: string): string | undefined {
  // Temporal also takes a bare offset, but an offset is not a place and knows no summer time.
  if (id.startsWith("+") || id.startsWith("-")) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id).timeZoneId;
  } catch (error) {
    // The only way to ask Temporal whether a zone exists is to name it and see.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
