import type { PaymentTerms } from "../model/payment.ts";
import { civilFromDays, dayNumber } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { serviceDayAt, startOfDayNumber, type Zone } from "../time/zone.ts";

/** The model's payment terms, and those that contracts know besides: so many days after the month's end. */
export type DueTerms = PaymentTerms | { readonly kind: "end-of-month"; readonly days: number };

/**
 * When an invoice is due: the first instant of its due day in the customer's zone, and never before it is issued.
 *
 * `net` counts local days from the day of issue, `end-of-month` from the last day of the month of issue; `upfront` is due
 * at once. Whoever pays within the due day pays in time: reminders and interest count from the day after it.
 */
export function dueAt(issuedAt: Instant, terms: DueTerms, zone: Zone): Instant {
  if (terms.kind === "upfront") return issuedAt;
  const issueDay = serviceDayAt(zone, issuedAt);
  const from = terms.kind === "net" ? issueDay : monthEnd(issueDay);
  return Math.max(issuedAt, startOfDayNumber(zone, from + terms.days));
}

/** The last day of the month that a day lies in. */
function monthEnd(day: number): number {
  const { year, month } = civilFromDays(day);
  return month === 12 ? dayNumber(year + 1, 1, 1) - 1 : dayNumber(year, month + 1, 1) - 1;
}
