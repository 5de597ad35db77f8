import { expectOk } from "../fault/fault.ts";
import { formatCivilDate, parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { nextBoundary } from "../time/schedule.ts";
import { civilDateAt, type Zone } from "../time/zone.ts";
import type { SubscriptionFact } from "./fact.ts";
import { sharedSchedule } from "./shared-schedules.ts";
import { paidFrom } from "./standing.ts";

/** Terms that are served, and what their periods are counted from. */
export interface ServedTerms {
  readonly terms: SubscriptionFact;
  /** The day whose anniversaries its periods keep, where that is not the first paid day. */
  readonly anchor: string | null;
  readonly zone: Zone;
}

/**
 * The first local day (`2026-01-31`) of the next period that is billed for, after an instant: while days are free the first that
 * is paid for. Undefined where the terms have no cadence, and where they are over by then: what ends on that day does not renew.
 */
export function renewalDay({ terms, anchor, zone }: ServedTerms, now: Instant): string | undefined {
  const { cadence, alignment = "anniversary", end } = terms;
  if (cadence === undefined) return undefined;
  const civil = (day: string) => expectOk(parseCivilDate(day));
  const schedule = sharedSchedule(cadence, {
    zone,
    start: civil(paidFrom({ fact: terms })),
    alignment,
    ...(anchor === null ? {} : { anchor: civil(anchor) }),
  });
  const day = formatCivilDate(civilDateAt(zone, nextBoundary(schedule, now)));
  return end === undefined || day < end ? day : undefined;
}
