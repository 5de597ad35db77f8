import type { Day, Month } from "../../ledger/recognition/accounting-month.ts";
import { civilFromDays, formatCivilDate } from "../../time/calendar.ts";
import { firstDayOfMonth } from "../../time/month-table.ts";

/** A day of a month, from 1, or the month's last where it is shorter. */
export function dayInMonth(month: Month, day: number): Day {
  const first = firstDayOfMonth(month);
  return Math.min(first + day, firstDayOfMonth(month + 1)) - 1;
}

/** The same as text: `2027-02-28`. */
export const dateInMonth = (month: Month, day: number): string =>
  formatCivilDate(civilFromDays(dayInMonth(month, day)));
