import { calendarWindow } from "../entitlement/quota-window.ts";
import { ok, type Result, refuse } from "../fault/fault.ts";
import { DAY_MS, formatInstant, HOUR_MS, type Instant } from "../time/instant.ts";
import type { Zone } from "../time/zone.ts";
import type { UsageRequest } from "./reports.ts";

/** Windows that one answer tells apart: half a year of hours, twelve years of days. */
export const windowsMax = 4_400;

/** How far the end of a range may lie after its beginning: five years of 366. */
export const rangeDaysMax = 1_830;

/** A range that a usage report may cover. Refuses `invalid-range`. */
export function usageRange({
  from,
  to,
}: Pick<UsageRequest, "from" | "to">): Result<readonly [Instant, Instant]> {
  if (from < to && to - from <= rangeDaysMax * DAY_MS) return ok([from, to]);
  return refuse({
    code: "invalid-range",
    path: "/to",
    message: "to must come after from, at most five years later",
    suggestion: `ask for at most ${rangeDaysMax} days at once`,
  });
}

/** A range in windows. */
export type WindowedRange = Pick<UsageRequest, "from" | "to" | "window">;

/**
 * The edges of the windows of a range: n + 1 of n windows, of which the first and the last may be cut by the range. Days and months
 * are those of the zone, hours those of UTC.
 * Refuses `invalid-range`, and `too-many-windows` instead of telling some of them apart and not others.
 */
export function windowEdges(request: WindowedRange, zone: Zone): Result<readonly Instant[]> {
  const range = usageRange(request);
  if (!range.ok) return range;
  const [from, to] = range.value;
  const edges: Instant[] = [from];
  const next = (after: Instant): Instant => nextEdge(after, request.window, zone);
  for (let edge = next(from); edge < to; edge = next(edge)) edges.push(edge);
  if (edges.length <= windowsMax) return ok([...edges, to]);
  return tooManyWindows(edges.length, request.window);
}

/** The refusal of so many windows. */
export const tooManyWindows = (count: number, window: UsageRequest["window"]): Result<never> =>
  refuse({
    code: "too-many-windows",
    path: "/window",
    message: `one answer tells at most ${windowsMax.toLocaleString("en")} windows apart, and these are ${count.toLocaleString("en")}`,
    value: window,
    suggestion: `ask for ${coarser[window]}, or for a part of the range`,
  });

const coarser: Readonly<Record<UsageRequest["window"], string>> = {
  hour: "days",
  day: "months",
  month: "a shorter time",
};

const nextEdge = (after: Instant, window: UsageRequest["window"], zone: Zone): Instant =>
  window === "hour"
    ? (Math.floor(after / HOUR_MS) + 1) * HOUR_MS
    : calendarWindow(window, after, zone).to;

/** The refusal of a figure that what was kept of dropped months cannot tell. */
export const usageNotKept = ({ from, to }: Pick<UsageRequest, "from" | "to">): Result<never> =>
  refuse({
    code: "usage-not-kept",
    path: "/from",
    message: "events of this time are dropped, and what was kept of them does not tell this figure",
    value: `${formatInstant(from)} to ${formatInstant(to)}`,
    suggestion: "ask for whole hours, days or months, or for a later time",
  });
