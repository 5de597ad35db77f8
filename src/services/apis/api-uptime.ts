import {
  type MeasuredTime,
  measuredShare,
  type ServiceTime,
  serviceSums,
  serviceTimes,
} from "../../credit/measured-uptime.ts";
import { type CallsWithin, latencyPercentile } from "../../metering/latency.ts";
import type { CallsOfHour } from "../../store/api-measurements.ts";
import { DAY_MS, formatInstant, HOUR_MS, type Instant, MINUTE_MS } from "../../time/instant.ts";
import type { ApiDetail, ApiIncident, ApiSummary, CallsHour, UptimeSlot } from "./api-answers.ts";

const daysShown = 90;
const hoursShown = 48;
const incidentsMax = 100;
/** What was measured longer ago says nothing of now. */
const freshMs = 5 * MINUTE_MS;

/** When the first of so many slots begins whose last one holds the moment before an instant. */
const slotsSince = (now: Instant, slots: number, lengthMs: number): Instant =>
  now - 1 - ((now - 1) % lengthMs) - (slots - 1) * lengthMs;

/** The instant from which on measurements are looked at: the first midnight of UTC that is shown. */
export const shownSince = (now: Instant): Instant => slotsSince(now, daysShown, DAY_MS);

/** What was measured of one API. */
export interface ApiMeasured {
  readonly times: readonly MeasuredTime[];
  readonly calls: readonly CallsOfHour[];
}

/** How an API is now, and its uptime. */
export function apiUptime(
  { times, calls }: ApiMeasured,
  now: Instant,
): Pick<ApiSummary, "health" | "measuredUntil" | "uptime30Days" | "uptime90Days"> {
  const until = times.reduce<Instant | undefined>(
    (latest, { to }) => Math.max(latest ?? to, to),
    undefined,
  );
  const shareOf = (days: number): string | null =>
    measuredShare(serviceSums(serviceTimes(times, slotsSince(now, days, DAY_MS), now))) ?? null;
  return {
    health: healthAt(times, calls, now),
    measuredUntil: until === undefined ? null : formatInstant(until),
    uptime30Days: shareOf(30),
    uptime90Days: shareOf(daysShown),
  };
}

/** By the last word of each gateway that measured in the last minutes. */
function healthAt(
  times: readonly MeasuredTime[],
  calls: readonly CallsOfHour[],
  now: Instant,
): ApiSummary["health"] {
  const latest = new Map<string, MeasuredTime>();
  for (const one of times) {
    const before = latest.get(one.gateway);
    if (one.to >= now - freshMs && (before === undefined || before.to < one.to))
      latest.set(one.gateway, one);
  }
  const states = [...latest.values()].map(({ state }) => state);
  if (states.length === 0) return "unknown";
  if (states.every((state) => state === "down")) return "down";
  return states.some((state) => state !== "up") || manyFail(calls, now) ? "degraded" : "up";
}

/** Whether more than one in a hundred calls failed, of this hour and the one before. */
function manyFail(calls: readonly CallsOfHour[], now: Instant): boolean {
  const late = calls.filter(({ hour }) => hour > now - 2 * HOUR_MS);
  const { made, failed } = sumsOf(late);
  return failed * 100 > made;
}

const sumsOf = (counts: readonly CallsWithin[]) => ({
  made: counts.reduce((total, one) => total + one.calls, 0),
  failed: counts.reduce((total, one) => total + one.failed, 0),
});

/** How an API has been, slot by slot. */
export function apiHistory(
  { times, calls }: ApiMeasured,
  now: Instant,
): Pick<ApiDetail, "hours" | "days" | "incidents" | "calls"> {
  const hour = slotsSince(now, hoursShown, HOUR_MS);
  const service = serviceTimes(times, shownSince(now), now);
  return {
    hours: slots(service, hour, HOUR_MS, now),
    days: slots(service, shownSince(now), DAY_MS, now),
    incidents: incidents(service, now),
    calls: callsByHour(calls.filter((one) => one.hour >= hour)),
  };
}

function slots(
  times: readonly ServiceTime[],
  since: Instant,
  lengthMs: number,
  now: Instant,
): readonly UptimeSlot[] {
  const found: UptimeSlot[] = [];
  for (let from = since; from < now; from += lengthMs) {
    const to = Math.min(from + lengthMs, now);
    const within = times.flatMap((one) => {
      const [begin, end] = [Math.max(one.from, from), Math.min(one.to, to)];
      return begin < end ? [{ ...one, from: begin, to: end }] : [];
    });
    const sums = serviceSums(within);
    found.push({
      from: formatInstant(from),
      to: formatInstant(to),
      uptime: measuredShare(sums) ?? null,
      downSeconds: Math.round(sums.downMs / 1000),
      degradedSeconds: Math.round(sums.degradedMs / 1000),
      measuredSeconds: Math.round((sums.downMs + sums.upMs) / 1000),
    });
  }
  return found;
}

function incidents(times: readonly ServiceTime[], now: Instant): readonly ApiIncident[] {
  const latest = times.findLast(({ state }) => state !== "unmeasured");
  return times
    .filter(({ state }) => state === "down")
    .map((one) => ({
      from: formatInstant(one.from),
      to: one === latest && one.to >= now - freshMs ? null : formatInstant(one.to),
      seconds: Math.round((one.to - one.from) / 1000),
    }))
    .toReversed()
    .slice(0, incidentsMax);
}

function callsByHour(calls: readonly CallsOfHour[]): readonly CallsHour[] {
  const hours = new Map<Instant, CallsOfHour[]>();
  for (const one of calls) {
    const before = hours.get(one.hour);
    if (before === undefined) hours.set(one.hour, [one]);
    else before.push(one);
  }
  return [...hours].map(([hour, counts]) => {
    const { made, failed } = sumsOf(counts);
    return {
      from: formatInstant(hour),
      calls: made,
      failed,
      p50Ms: latencyPercentile(counts, 50) ?? null,
      p95Ms: latencyPercentile(counts, 95) ?? null,
    };
  });
}
