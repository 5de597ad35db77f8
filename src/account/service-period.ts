import type { Instant } from "../time/instant.ts";
import { type Fraction, prorate } from "../time/proration.ts";
import { type Period, periodAt, type Schedule, wholePeriodAt } from "../time/schedule.ts";

/** A period of a subscription as far as it is served, and the share of the whole that this is. */
export interface ServicePeriod extends Period {
  readonly schedule: Schedule;
  /** Days served of the whole period's days; undefined when it is all of them. */
  readonly share: Fraction | undefined;
}

/**
 * The period of an index, from the schedule's start at the earliest to `endsAt` at the latest; undefined when nothing of
 * it is served.
 */
export function servicePeriod(
  schedule: Schedule,
  index: number,
  endsAt: Instant | undefined,
): ServicePeriod | undefined {
  const whole = wholePeriodAt(schedule, index);
  const from = index === 0 ? periodAt(schedule, 0).from : whole.from;
  if (endsAt !== undefined && from >= endsAt) return undefined;
  const to = endsAt === undefined || whole.to <= endsAt ? whole.to : endsAt;
  const share =
    from === whole.from && to === whole.to
      ? undefined
      : prorate({ from, to }, whole, "day", schedule.zone);
  return { index, from, to, schedule, share };
}

/** Finds service periods of one subscription. */
export type FindServicePeriod = (schedule: Schedule, index: number) => ServicePeriod | undefined;

/** As many as a subscription's fee and charges look at in turn. */
const recentMax = 4;

/** {@link servicePeriod} that has the last few at hand: a plan's charges mostly ask for the same ones. */
export function servicePeriods(endsAt: Instant | undefined): FindServicePeriod {
  const recent: ServicePeriod[] = [];
  let next = 0;
  return (schedule, index) => {
    for (const one of recent) if (one.index === index && one.schedule === schedule) return one;
    const period = servicePeriod(schedule, index, endsAt);
    if (period === undefined) return undefined;
    recent[next] = period;
    next = (next + 1) % recentMax;
    return period;
  };
}
