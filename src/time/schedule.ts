import { assert } from "../fault/fault.ts";
import { type Cadence, daysOf, monthsOf } from "./cadence.ts";
import { type CivilDate, daysFromCivil, weekdayOfDay } from "./calendar.ts";
import type { Instant } from "./instant.ts";
import { firstDayOfMonth, monthOfDay } from "./month-table.ts";
import { serviceDayAt, startOfDayNumber, type Zone } from "./zone.ts";

/** One recurrence of a schedule, half-open: `from` belongs to it, `to` to the next. */
export interface Period {
  /** 0 for the period that begins at the schedule's start. */
  readonly index: number;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Where the boundaries fall. `anniversary`: on the start's own day, clamped to short months and returning.
 * `calendar`: on the first of the month, quarter, half-year or year, or on Monday; the first period may be a stub.
 */
export type Alignment = "anniversary" | "calendar";

/**
 * Everything that decides the boundaries of recurring periods: each is the first instant of a local day of `zone`.
 * Period `n` of a cadence of every `N` units begins `n x N` units after the start (anniversary) or after the beginning of
 * the start's unit (calendar), always counted from there and never from the boundary before, so no day drifts.
 */
export interface Schedule {
  readonly cadence: Cadence;
  readonly zone: Zone;
  readonly start: CivilDate;
  readonly alignment: Alignment;
  /**
   * An earlier day whose anniversaries the boundaries keep, the start's own where absent: terms that change within a period
   * begin with a stub of it. A calendar has no need of one.
   */
  readonly anchor?: CivilDate | undefined;
}

/**
 * The period as it is served and billed: period 0 begins at the start, though its calendar unit may have begun before.
 * A daily period on a day that the zone skipped is empty (`from` equals `to`); {@link periodContaining} never returns it.
 */
export function periodAt(schedule: Schedule, index: number): Period {
  const whole = wholePeriodAt(schedule, index);
  return index === 0 ? { index, from: firstInstant(schedule), to: whole.to } : whole;
}

/** The period in its full length, a stub widened to its calendar unit: what a part is divided by when it is prorated. */
export function wholePeriodAt(schedule: Schedule, index: number): Period {
  assert(Number.isSafeInteger(index) && index >= 0, "a period's index is a whole number from 0");
  const grid = gridOf(schedule);
  const from = startOfDayNumber(schedule.zone, boundaryDay(grid, index));
  const to = startOfDayNumber(schedule.zone, boundaryDay(grid, index + 1));
  assert(from <= to, "a period does not end before it begins");
  return { index, from, to };
}

/** The billed period that a moment belongs to; undefined before the schedule's start. */
export function periodContaining(schedule: Schedule, instant: Instant): Period | undefined {
  const day = serviceDayAt(schedule.zone, instant);
  const index = indexOfDay(gridOf(schedule), day);
  return precedesStart(schedule, index, day) ? undefined : periodAt(schedule, index);
}

/** The first boundary strictly after a moment; before the start, the start itself. */
export function nextBoundary(schedule: Schedule, instant: Instant): Instant {
  const day = serviceDayAt(schedule.zone, instant);
  const grid = gridOf(schedule);
  const index = indexOfDay(grid, day);
  if (precedesStart(schedule, index, day)) return firstInstant(schedule);
  return startOfDayNumber(schedule.zone, boundaryDay(grid, index + 1));
}

/** Whether a day, of whole period `index`, comes before the start. Only those up to a stub's need a look at the date. */
const precedesStart = (schedule: Schedule, index: number, day: number): boolean =>
  index <= 0 && day < daysFromCivil(schedule.start);

const firstInstant = (schedule: Schedule): Instant =>
  startOfDayNumber(schedule.zone, daysFromCivil(schedule.start));

/** A schedule's boundaries as plain calendar arithmetic: steps of days, or of months on one day of the month. */
interface Grid {
  /** The number of the day, or of the month, of boundary 0; both are counted from 1970-01-01. */
  readonly origin: number;
  readonly step: number;
  /** The day of the month, clamped to short months; 0 when the steps are days. */
  readonly anchorDay: number;
}

function gridOf(schedule: Schedule): Grid {
  const { anchor, alignment, start } = schedule;
  if (anchor === undefined || alignment === "calendar") return gridFrom(schedule, start);
  const grid = gridFrom(schedule, anchor);
  const skipped = indexOfDay(grid, daysFromCivil(start));
  return { ...grid, origin: grid.origin + skipped * grid.step };
}

/** The grid whose boundary 0 is the day of `start`, or begins its calendar unit. */
function gridFrom({ cadence, alignment }: Schedule, start: CivilDate): Grid {
  const onCalendar = alignment === "calendar";
  const months = monthsOf(cadence);
  if (months !== undefined) {
    const month = (start.year - 1970) * 12 + start.month - 1;
    if (!onCalendar) return { origin: month, step: months, anchorDay: start.day };
    const unitMonths = months / cadence.every;
    return { origin: Math.floor(month / unitMonths) * unitMonths, step: months, anchorDay: 1 };
  }
  const days = daysOf(cadence);
  assert(days !== undefined, "a cadence is counted in months or in days");
  const day = daysFromCivil(start);
  const sinceMonday = onCalendar && cadence.unit === "week" ? weekdayOfDay(day) - 1 : 0;
  return { origin: day - sinceMonday, step: days, anchorDay: 0 };
}

/** The day number on which whole period `index` begins. */
function boundaryDay(grid: Grid, index: number): number {
  const reached = grid.origin + index * grid.step;
  if (grid.anchorDay === 0) return reached;
  const first = firstDayOfMonth(reached);
  return first + Math.min(grid.anchorDay, firstDayOfMonth(reached + 1) - first) - 1;
}

/**
 * The index of the whole period that a local day lies in; negative before the first.
 * A boundary has begun exactly when its day is at most the last day begun, so days decide and no clock is asked.
 */
function indexOfDay(grid: Grid, day: number): number {
  if (grid.anchorDay === 0) return Math.floor((day - grid.origin) / grid.step);
  const index = Math.floor((monthOfDay(day) - grid.origin) / grid.step);
  // The boundary of this month may still lie ahead; the one of the next recurrence always does.
  return boundaryDay(grid, index) > day ? index - 1 : index;
}
