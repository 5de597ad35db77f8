import { localDay, startOfLocalDay } from "../../../format/local-day.ts";
import type { UsageWindow } from "../../api/usage.ts";

/** The spans of time that usage is shown for. */
export const usageSpans = [
  "this-month",
  "last-month",
  "last-7-days",
  "last-48-hours",
  "last-12-months",
] as const;

/** One of them. */
export type UsageSpan = (typeof usageSpans)[number];

/** A half-open span of instants, and the windows in it. */
export interface SpannedTime {
  readonly from: string;
  readonly to: string;
  readonly window: UsageWindow;
}

const hourMs = 3_600_000;

/** Where a span lies at an instant; months and days are those of an IANA zone, and the day of the instant is in it. */
export function spanAt(span: UsageSpan, at: string, timeZone: string): SpannedTime {
  const today = localDay(at, timeZone);
  const begin = (day: string): string => startOfLocalDay(day, timeZone);
  const tomorrow = begin(dayAfter(today, 1));
  const month = today.slice(0, 7);
  switch (span) {
    case "this-month":
      return { from: begin(`${month}-01`), to: tomorrow, window: "day" };
    case "last-month":
      return {
        from: begin(`${monthAfter(month, -1)}-01`),
        to: begin(`${month}-01`),
        window: "day",
      };
    case "last-7-days":
      return { from: begin(dayAfter(today, -6)), to: tomorrow, window: "day" };
    case "last-48-hours": {
      const end = Math.floor(Date.parse(at) / hourMs) * hourMs + hourMs;
      return { from: instantOf(end - 48 * hourMs), to: instantOf(end), window: "hour" };
    }
    case "last-12-months":
      return {
        from: begin(`${monthAfter(month, -11)}-01`),
        to: begin(`${monthAfter(month, 1)}-01`),
        window: "month",
      };
  }
}

const instantOf = (ms: number): string => new Date(ms).toISOString().replace(".000Z", "Z");

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * hourMs).toISOString().slice(0, 10);

/** `YYYY-MM` moved by whole months. */
function monthAfter(month: string, months: number): string {
  const [year = 0, of = 1] = month.split("-").map(Number);
  const count = year * 12 + of - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
}
