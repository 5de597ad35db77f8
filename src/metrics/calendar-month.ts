import { ok, type Result, refuse } from "../fault/fault.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import { YEAR_FIRST, YEAR_LAST } from "../time/calendar.ts";
import type { Instant } from "../time/instant.ts";
import { firstDayOfMonth, monthOfDay } from "../time/month-table.ts";
import { serviceDayAt, startOfDayNumber, type Zone } from "../time/zone.ts";

/** A run of calendar months, both ends included, each written `2026-01`. */
export interface MonthSpan {
  readonly from: string;
  readonly to: string;
}

/** The most months that one report covers: a century. */
const spanMonthsMax = 1_200;

/** Reads a calendar month written `2026-01`, years 1970 to 2999. Refuses any other form with `invalid-month`. */
export function parseMonth(text: string, path = ""): Result<Month> {
  const [, yearText = "", monthText = ""] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? [];
  const year = Number(yearText);
  if (monthText === "" || year < YEAR_FIRST || year > YEAR_LAST)
    return refuse({
      code: "invalid-month",
      path,
      message: `a month is written year-month, years ${YEAR_FIRST} to ${YEAR_LAST}`,
      value: typeof text === "string" ? text.slice(0, 60) : text,
      suggestion: "for example 2026-01",
    });
  return ok((year - 1970) * 12 + Number(monthText) - 1);
}

/** The months of a span in order. Refuses with `invalid-month`, or `invalid-month-span` where it ends before it begins. */
export function parseSpan(span: MonthSpan, path = ""): Result<readonly Month[]> {
  const from = parseMonth(span.from, `${path}/from`);
  const to = parseMonth(span.to, `${path}/to`);
  if (!from.ok || !to.ok)
    return refuse(...(from.ok ? [] : from.faults), ...(to.ok ? [] : to.faults));
  const count = to.value - from.value + 1;
  if (count >= 1 && count <= spanMonthsMax)
    return ok(Array.from({ length: count }, (_, index) => from.value + index));
  return refuse({
    code: "invalid-month-span",
    path,
    message: `a span of months goes forward and has at most ${spanMonthsMax} months`,
    value: `${span.from} to ${span.to}`,
    suggestion: count < 1 ? "swap the two months" : "ask for fewer months",
  });
}

/** The first instant of a month on the zone's calendar; what happens then belongs to the month. */
export const monthStart = (zone: Zone, month: Month): Instant =>
  startOfDayNumber(zone, firstDayOfMonth(month));

/** The month that an instant belongs to on the zone's calendar: the last one that has begun. */
export const monthAt = (zone: Zone, instant: Instant): Month =>
  monthOfDay(serviceDayAt(zone, instant));
