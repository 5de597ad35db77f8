import { add, type Decimal, isNegative, min, negate, subtract, zero } from "../../money/decimal.ts";
import { timesFraction } from "../../money/rounding.ts";
import { type Day, dayAfter, type Month, monthOf } from "./accounting-month.ts";

/** Days of service, half-open: `to` is the first day after it. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** What one month recognises of an amount. */
export interface ScheduleRow {
  readonly month: Month;
  readonly amount: Decimal;
}

/**
 * What an amount that is earned evenly by day has earned before `day` (ASC 606-10-25-31 and 55-184, IFRS 15.39 and
 * IE92: a stand-ready service is measured by time).
 *
 * Each month's part is rounded half up by itself, from days of that month over days of the span, so that it can be checked
 * by itself; the span's last month takes the remainder, and no month goes past the amount. So it never falls as days
 * pass, and does not depend on how often it is asked. A span without a day is earned on its first.
 */
export function earnedByDay(amount: Decimal, span: Span, day: Day, scale: number): Decimal {
  if (isNegative(amount)) return negate(earnedByDay(negate(amount), span, day, scale));
  if (span.to <= span.from) return day > span.from ? amount : zero;
  if (day >= span.to) return amount;
  const denominator = span.to - span.from;
  let earned = zero;
  for (let from = span.from; from < day; ) {
    const to = Math.min(day, dayAfter(monthOf(from)));
    const part = timesFraction(amount, { numerator: to - from, denominator }, scale);
    earned = min(add(earned, part), amount);
    from = to;
  }
  return earned;
}

/** The whole schedule of an amount that is earned evenly by day, a row for each month it touches; the rows add up to it. */
export function scheduleByDay(amount: Decimal, span: Span, scale: number): readonly ScheduleRow[] {
  const rows: ScheduleRow[] = [];
  let before = zero;
  const last = monthOf(Math.max(span.from, span.to - 1));
  for (let month = monthOf(span.from); month <= last; month++) {
    const earned = earnedByDay(amount, span, dayAfter(month), scale);
    rows.push({ month, amount: subtract(earned, before) });
    before = earned;
  }
  return rows;
}
