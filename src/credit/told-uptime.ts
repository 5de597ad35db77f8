import { quantityText } from "../money/quantity.ts";
import type { Instant } from "../time/instant.ts";
import type { SlaClaimFact, UptimeFact } from "./credit-fact.ts";
import { endOfLife } from "./lifetime.ts";
import { dayStart } from "./told-credit.ts";
import type { Measured, UptimeReport } from "./uptime.ts";

/** The period of a fact about uptime, from its first local midnight to the one after its last day. */
export function measuredPeriod(
  { month, from = "", to = "" }: UptimeFact | SlaClaimFact,
  timeZone: string,
): { readonly from: Instant; readonly to: Instant } {
  if (month === undefined) return { from: dayStart(timeZone, from), to: dayStart(timeZone, to) };
  const first = dayStart(timeZone, `${month}-01`);
  return { from: first, to: endOfLife(timeZone, first, { months: 1 }, 1) };
}

/** The report of an uptime fact, its days those of the zone in which the promise is measured. */
export function toldUptime(fact: UptimeFact, timeZone: string): UptimeReport {
  const { id, sla, customer } = fact;
  return {
    id,
    sla,
    period: measuredPeriod(fact, timeZone),
    ...(customer === undefined ? {} : { customer }),
    measured: measuredBy(fact),
  };
}

function measuredBy({ uptime, downtimeMinutes = 0, excludedMinutes }: UptimeFact): Measured {
  if (uptime !== undefined) return { uptime };
  return {
    downtimeMinutes: quantityText(downtimeMinutes),
    ...(excludedMinutes === undefined ? {} : { excludedMinutes: quantityText(excludedMinutes) }),
  };
}
