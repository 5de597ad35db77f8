import { useQuery } from "@tanstack/react-query";
import { type Summary, summaryQuery } from "../api/summary.ts";
import { isoDay, shiftDay } from "../format/format-date.ts";
import { localDay, startOfLocalDay } from "../format/local-day.ts";

/**
 * What a chart spans. Either end is a civil day (`YYYY-MM-DD`, included), as a person chooses it, or an instant
 * (RFC 3339, `to` excluded), as a billing period of another time zone has it.
 */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** How many days a chart shows until the reader asks for others. */
const recentDays = 31;

/** How long after the last invoice a book counts as one of the past, and not merely as quiet. */
const quietDaysMax = 62;

/** The last 31 days up to the server's now; for a book whose last invoice is long past, the 31 days up to that. */
export function recentRange(summary: Summary): DayRange {
  const today = isoDay(summary.now);
  const lastIssue = summary.to === null ? today : isoDay(summary.to);
  const to = shiftDay(lastIssue, quietDaysMax) < today ? lastIssue : today;
  return { from: shiftDay(to, 1 - recentDays), to };
}

/** The recent range, once the summary is read. */
export function useRecentRange(): DayRange | undefined {
  const { data } = useQuery(summaryQuery);
  return data === undefined ? undefined : recentRange(data);
}

const isDay = (end: string): boolean => end.length === "2026-01-01".length;

/** A range as the half-open instants a request takes; its days are those of the zone. */
export function instantsOf(
  range: DayRange,
  zone = "UTC",
): { readonly from: string; readonly to: string } {
  return {
    from: isDay(range.from) ? startOfLocalDay(range.from, zone) : range.from,
    to: isDay(range.to) ? startOfLocalDay(shiftDay(range.to, 1), zone) : range.to,
  };
}

/** A range as the days that a pair of date fields shows; an instant becomes the zone's day it falls in. */
export function daysOf(range: DayRange, zone = "UTC"): DayRange {
  return {
    from: isDay(range.from) ? range.from : localDay(range.from, zone),
    to: isDay(range.to) ? range.to : localDay(Date.parse(range.to) - 1, zone),
  };
}
