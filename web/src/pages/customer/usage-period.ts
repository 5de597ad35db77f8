import type { BilledUsage } from "../../api/customers.ts";
import type { Summary } from "../../api/summary.ts";
import { type DayRange, recentRange } from "../../parts/day-range.ts";

/** A stretch of time that the usage of a meter is shown for, by name. */
export interface UsagePeriod {
  readonly key: "billed" | "since" | "recent";
  readonly label: string;
  readonly range: DayRange;
}

/**
 * The stretches to choose from for a meter, the first shown first: the period that the last invoice billed, so that its
 * figure is the line's, and what was used since; the last days where none was billed yet.
 */
export function usagePeriods(
  meter: string,
  billedUsage: readonly BilledUsage[],
  summary: Summary,
): readonly [UsagePeriod, ...UsagePeriod[]] {
  const billed = billedUsage.find((one) => one.meter === meter);
  if (billed === undefined)
    return [{ key: "recent", label: "Last days", range: recentRange(summary) }];
  const { from, to } = billed;
  const last = { key: "billed", label: "Last billed", range: { from, to } } as const;
  if (Date.parse(to) >= Date.parse(summary.now)) return [last];
  return [last, { key: "since", label: "Since then", range: { from: to, to: summary.now } }];
}
