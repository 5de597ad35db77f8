import type { UsageQuery, UsageView } from "../../account/usage-view.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import type { EventData } from "../../metering/event-data.ts";
import type { UsageEvent } from "../../metering/usage-event.ts";
import { monthStart } from "../../metrics/calendar-month.ts";
import type { Instant } from "../../time/instant.ts";
import type { Zone } from "../../time/zone.ts";

/** Equal events of a month. */
export interface UsageBatch {
  /** The type of the events. */
  readonly event: string;
  readonly data: EventData;
  /** How many of them; a whole number. */
  readonly events: number;
}

/** What a customer uses in a month of the calendar. */
export type MonthlyUsage = (month: Month, customer: string) => readonly UsageBatch[];

/** The moment at which a customer's use of a month happens, at which it is to be served. */
export type UsageMoment = (month: Month, customer: string) => Instant;

/**
 * Customers' use as their accounts ask for it, each month's at one moment: its first where nothing else is said. A batch is folded by doubling, so a million equal events cost twenty merges; the price
 * sees the same partial as of a million single ones, because merging is associative.
 */
export function sampleUsage(
  zone: Zone,
  monthAt: (instant: Instant) => Month,
  used: MonthlyUsage,
  momentOf: UsageMoment = (month) => monthStart(zone, month),
): UsageView {
  const find = ({ charge, from, to, customer }: UsageQuery): unknown => {
    const { fold } = charge;
    let partial = fold.empty;
    let found = false;
    for (let month = monthAt(from); ; month += 1) {
      const time = momentOf(month, customer);
      if (time >= to) break;
      if (time < from) continue;
      for (const { event: type, data, events } of used(month, customer)) {
        const event: UsageEvent = { id: "", source: "plan", type, customer, time, data };
        if (events < 1 || !fold.accepts(event)) continue;
        partial = fold.merge(partial, timesOver(fold.lift(event), events, fold.merge));
        found = true;
      }
    }
    return found ? partial : undefined;
  };
  return { find, hasLate: () => false, findLate: () => "unchanged", cameSince: () => false };
}

/** So many equal partials merged, at least one. */
function timesOver<P>(one: P, times: number, merge: (left: P, right: P) => P): P {
  let merged: P | undefined;
  let doubled = one;
  for (let left = times; left >= 1; left = Math.floor(left / 2)) {
    if (left % 2 === 1) merged = merged === undefined ? doubled : merge(merged, doubled);
    doubled = merge(doubled, doubled);
  }
  return merged ?? one;
}
