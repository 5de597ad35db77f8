import { type DecimalText, decimal, format, trim } from "../money/decimal.ts";
import type { Percent } from "../money/percent.ts";
import { divide } from "../money/rounding.ts";
import { type Instant, MINUTE_MS } from "../time/instant.ts";
import { uptimeText } from "./uptime.ts";

/** What a gateway measured of an API over some time, half-open. */
export interface MeasuredTime {
  readonly api: string;
  readonly gateway: string;
  readonly state: "up" | "down";
  readonly from: Instant;
  readonly to: Instant;
}

/** How some time was; it touches its neighbours, which are of another state. */
export interface ServiceTime {
  readonly state: "up" | "down" | "unmeasured";
  readonly from: Instant;
  readonly to: Instant;
}

/** Time by how it was, in milliseconds. */
export interface ServiceSums {
  readonly upMs: number;
  readonly downMs: number;
  readonly unmeasuredMs: number;
}

/**
 * How a service of one API or several was from one instant to another. An API was up while any gateway found it up, and down while
 * those that measured it found it down; so a gateway that alone does not reach an API makes it not down. The service was down
 * while any of its APIs was, up while those that were measured were, and unmeasured where none was.
 */
export function serviceTimes(
  measured: readonly MeasuredTime[],
  from: Instant,
  to: Instant,
): readonly ServiceTime[] {
  const edges = measured
    .flatMap(({ api, state, from: begin, to: end }) => {
      const [first, last] = [Math.max(begin, from), Math.min(end, to)];
      if (first >= last) return [];
      return [
        { at: first, api, state, by: 1 },
        { at: last, api, state, by: -1 },
      ];
    })
    .sort((left, right) => left.at - right.at);
  const counts = new Map<string, { up: number; down: number }>();
  let upApis = 0;
  let downApis = 0;
  const count = (api: string, state: "up" | "down", by: number): void => {
    const one = counts.get(api) ?? { up: 0, down: 0 };
    counts.set(api, one);
    const [wasUp, wasDown] = [one.up > 0, one.up === 0 && one.down > 0];
    one[state] += by;
    const [isUp, isDown] = [one.up > 0, one.up === 0 && one.down > 0];
    upApis += Number(isUp) - Number(wasUp);
    downApis += Number(isDown) - Number(wasDown);
  };
  const times: { state: ServiceTime["state"]; from: Instant; to: Instant }[] = [];
  const pass = (until: Instant): void => {
    const last = times.at(-1);
    const begin = last?.to ?? from;
    if (begin >= until) return;
    const state = downApis > 0 ? "down" : upApis > 0 ? "up" : "unmeasured";
    if (last?.state === state) last.to = until;
    else times.push({ state, from: begin, to: until });
  };
  for (const { at, api, state, by } of edges) {
    pass(at);
    count(api, state, by);
  }
  pass(to);
  return times;
}

/** How long a service was up, down and unmeasured. */
export function serviceSums(times: readonly ServiceTime[]): ServiceSums {
  const sums = { up: 0, down: 0, unmeasured: 0 };
  for (const { state, from, to } of times) sums[state] += to - from;
  return { upMs: sums.up, downMs: sums.down, unmeasuredMs: sums.unmeasured };
}

/** The share of the measured time that was up, cut to four digits; undefined where nothing was measured. */
export const measuredShare = ({ upMs, downMs }: ServiceSums): Percent | undefined =>
  upMs + downMs === 0 ? undefined : uptimeText({ up: decimal(upMs), of: decimal(upMs + downMs) });

/**
 * The minutes that are told of a period: unmeasured time is downtime that is excluded, so that a promise says whether it is left out
 * or counts as up. Cut to millionths of a minute.
 */
export function toldMinutes({ downMs, unmeasuredMs }: ServiceSums): {
  readonly downtimeMinutes: DecimalText;
  readonly excludedMinutes: DecimalText;
} {
  const minutes = (ms: number): DecimalText =>
    format(trim(divide(decimal(ms), decimal(MINUTE_MS), 6, "down")));
  return {
    downtimeMinutes: minutes(downMs + unmeasuredMs),
    excludedMinutes: minutes(unmeasuredMs),
  };
}
