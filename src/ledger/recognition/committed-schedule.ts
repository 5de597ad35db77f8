import type { CommittedTerm } from "../../account/committed-terms.ts";
import { add, type Decimal, sum, zero } from "../../money/decimal.ts";
import { serviceDayAt } from "../../time/zone.ts";
import { type Day, type Month, monthsLater } from "./accounting-month.ts";
import { earnedByDay, type ScheduleRow, scheduleByDay } from "./ratable.ts";

/** What a committed term will earn: by stream, and by month of its service. */
export interface CommittedSchedule {
  readonly amount: Decimal;
  /** Of it the twelve months from the day on. */
  readonly withinYear: Decimal;
  readonly months: readonly ScheduleRow[];
  readonly streams: readonly {
    readonly stream: string;
    readonly amount: Decimal;
    readonly withinYear: Decimal;
  }[];
}

/**
 * When the periods of a term that are on no invoice will be revenue: evenly by local day, as each will be once it is invoiced
 * (ASC 606-10-50-13(b), IFRS 15.120(b)). `at` is the day after the one that is reported on.
 */
export function committedSchedule(
  { periods, zone }: CommittedTerm,
  at: Day,
  scale: number,
): CommittedSchedule {
  const yearEnd = monthsLater(at, 12);
  const months = new Map<Month, Decimal>();
  const streams = new Map<string, { readonly amount: Decimal; readonly withinYear: Decimal }>();
  for (const { stream, from, to, amount } of periods) {
    const span = { from: serviceDayAt(zone, from), to: serviceDayAt(zone, to) };
    for (const row of scheduleByDay(amount, span, scale))
      months.set(row.month, add(months.get(row.month) ?? zero, row.amount));
    const known = streams.get(stream) ?? { amount: zero, withinYear: zero };
    const soon = earnedByDay(amount, span, yearEnd, scale);
    streams.set(stream, {
      amount: add(known.amount, amount),
      withinYear: add(known.withinYear, soon),
    });
  }
  return {
    amount: sum([...streams.values()].map((one) => one.amount)),
    withinYear: sum([...streams.values()].map((one) => one.withinYear)),
    months: [...months]
      .map(([month, amount]) => ({ month, amount }))
      .sort((left, right) => left.month - right.month),
    streams: [...streams].map(([stream, one]) => ({ stream, ...one })),
  };
}
