import type { Instant } from "../time/instant.ts";
import { type Fraction, prorate } from "../time/proration.ts";
import { type Period, periodAt, type Schedule, wholePeriodAt } from "../time/schedule.ts";

type Span = Pick<Period, "from" | "to">;

/** A period of a subscription as far as it is served, and the share of the whole that this is. */
export interface ServicePeriod extends Period {
  readonly schedule: Schedule;
  /** Days served of the whole period's days; undefined when it is all of them. */
  readonly share: Fraction | undefined;
}

/** Periods of one schedule that are kept: more than a bill and those before it look at. */
const keptMax = 8;

const kept = new WeakMap<Schedule, (ServicePeriod | undefined)[]>();

/**
 * The period of an index, from the schedule's start at the earliest to `endsAt` at the latest; undefined when nothing of
 * it is served. One that nothing cuts short is the same object for all who share the schedule.
 */
export function servicePeriod(
  schedule: Schedule,
  index: number,
  endsAt: Instant | undefined,
): ServicePeriod | undefined {
  const open = openPeriod(schedule, index);
  if (endsAt === undefined) return open;
  if (open.from >= endsAt) return undefined;
  if (open.to <= endsAt) return open;
  const whole = wholePeriodAt(schedule, index);
  const { from } = open;
  return {
    index,
    from,
    to: endsAt,
    schedule,
    share: shareOf({ from, to: endsAt }, whole, schedule),
  };
}

/** The period as it is served where nothing ends it. */
function openPeriod(schedule: Schedule, index: number): ServicePeriod {
  let periods = kept.get(schedule);
  if (periods === undefined) {
    periods = new Array<ServicePeriod | undefined>(keptMax).fill(undefined);
    kept.set(schedule, periods);
  }
  const known = periods[index % keptMax];
  if (known !== undefined && known.index === index) return known;
  const whole = wholePeriodAt(schedule, index);
  const from = index === 0 ? periodAt(schedule, 0).from : whole.from;
  const { to } = whole;
  const period = { index, from, to, schedule, share: shareOf({ from, to }, whole, schedule) };
  periods[index % keptMax] = period;
  return period;
}

const shareOf = (part: Span, whole: Span, { zone }: Schedule): Fraction | undefined =>
  part.from === whole.from && part.to === whole.to ? undefined : prorate(part, whole, "day", zone);
