import { ok, type Result, refuse } from "../fault/fault.ts";
import { civilFromDays, daysFromCivil } from "../time/calendar.ts";
import { DAY_MS, HOUR_MS, type Instant } from "../time/instant.ts";
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

/**
 * The edges of the windows of a range, UTC: n + 1 of n windows, of which the first and the last may be cut by the range.
 * Refuses `invalid-range`, and `too-many-windows` instead of telling some of them apart and not others.
 */
export function windowEdges(request: Omit<UsageRequest, "meter">): Result<readonly Instant[]> {
  const range = usageRange(request);
  if (!range.ok) return range;
  const [from, to] = range.value;
  const edges: Instant[] = [from];
  for (let edge = nextEdge(from, request.window); edge < to; edge = nextEdge(edge, request.window))
    edges.push(edge);
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

function nextEdge(after: Instant, window: UsageRequest["window"]): Instant {
  if (window !== "month") {
    const size = window === "hour" ? HOUR_MS : DAY_MS;
    return (Math.floor(after / size) + 1) * size;
  }
  const { year, month } = civilFromDays(Math.floor(after / DAY_MS));
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return daysFromCivil({ ...next, day: 1 }) * DAY_MS;
}
