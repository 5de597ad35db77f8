import { expectOk } from "../fault/fault.ts";
import { type CadenceName, parseCadence } from "../time/cadence.ts";
import { parseCivilDate } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { type Alignment, type Period, periodAt } from "../time/schedule.ts";
import { findZone } from "../time/zone.ts";
import type { GrantTerms } from "./grant.ts";
import type { Lifetime } from "./lifetime.ts";

/** Credits that are given again at the beginning of each period, until a count, an end, or for ever. */
export interface RecurringGrant {
  /** The grants are called by this and the period's number: `allowance/0`. */
  readonly id: string;
  readonly terms: GrantTerms;
  readonly every: CadenceName;
  /** The local day of the first one. */
  readonly start: string;
  readonly alignment: Alignment;
  /** An earlier day whose anniversaries are kept. */
  readonly anchor?: string;
  /** When each one expires: at the end of its period, after some time, or never. */
  readonly life: "period" | Lifetime | null;
  readonly count?: number;
  /** The subscription that it ends with. */
  readonly subscription?: string;
  /** Its own end, whatever becomes of the subscription. */
  readonly until?: Instant;
  /** Nothing is granted from this moment on; null while it goes on. */
  readonly endsAt: Instant | null;
  /** How many periods have been granted: the index of the next one. */
  readonly given: number;
}

/** The period of a recurring grant that has this index. */
export function recurrence(rule: RecurringGrant, timeZone: string, index: number): Period {
  const schedule = {
    cadence: expectOk(parseCadence(rule.every)),
    zone: expectOk(findZone(timeZone)),
    start: expectOk(parseCivilDate(rule.start)),
    alignment: rule.alignment,
    anchor: rule.anchor === undefined ? undefined : expectOk(parseCivilDate(rule.anchor)),
  };
  return periodAt(schedule, index);
}

/** The day of the month that a recurring grant keeps to. */
export const anchorDayOf = ({ alignment, anchor, start }: RecurringGrant): number =>
  alignment === "calendar" ? 1 : expectOk(parseCivilDate(anchor ?? start)).day;

/** When the next one is due; undefined once it has ended. */
export function nextRecurrence(rule: RecurringGrant, timeZone: string): Period | undefined {
  if (rule.count !== undefined && rule.given >= rule.count) return undefined;
  const period = recurrence(rule, timeZone, rule.given);
  return rule.endsAt !== null && period.from >= rule.endsAt ? undefined : period;
}
