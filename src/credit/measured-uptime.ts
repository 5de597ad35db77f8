import { type DecimalText, decimal, format, trim } from "../money/decimal.ts";
import type { Percent } from "../money/percent.ts";
import { divide } from "../money/rounding.ts";
import { type Instant, MINUTE_MS } from "../time/instant.ts";
import { uptimeText } from "./uptime.ts";

/** What a gateway measured of an API over some time, half-open. */
export interface MeasuredTime {
  readonly api: string;
  readonly gateway: string;
  readonly state: "up" | "degraded" | "down";
  readonly from: Instant;
  readonly to: Instant;
}

/** How some time was; it touches its neighbours, which are of another state. */
export interface ServiceTime {
  readonly state: MeasuredTime["state"] | "unmeasured";
  readonly from: Instant;
  readonly to: Instant;
}

/** Time by how it was, in milliseconds. */
export interface ServiceSums {
  /** Degraded time is a part of it. */
  readonly upMs: number;
  readonly degradedMs: number;
  readonly downMs: number;
  readonly unmeasuredMs: number;
}

/**
 * How a service of one API or several was from one instant to another. An API was down while all gateways that measured it found it
 * down, up while all found it up, and degraded while they were of two minds or found it so; so a gateway that alone does not reach an
 * API makes it not down. The service was down while any of its APIs was, degraded while any was, up while those that were measured
 * were, and unmeasured where none was.
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
  const counts = new Map<string, GatewaysByState>();
  const apis = { up: 0, degraded: 0, down: 0, unmeasured: 0 };
  const count = (api: string, state: MeasuredTime["state"], by: number): void => {
    const one = counts.get(api) ?? { up: 0, degraded: 0, down: 0 };
    counts.set(api, one);
    apis[stateBy(one)] -= 1;
    one[state] += by;
    apis[stateBy(one)] += 1;
  };
  const times: { state: ServiceTime["state"]; from: Instant; to: Instant }[] = [];
  const pass = (until: Instant): void => {
    const last = times.at(-1);
    const begin = last?.to ?? from;
    if (begin >= until) return;
    const state = states.find((one) => apis[one] > 0) ?? "unmeasured";
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

/** How many gateways found an API so. */
type GatewaysByState = Record<MeasuredTime["state"], number>;

function stateBy({ up, degraded, down }: GatewaysByState): ServiceTime["state"] {
  if (up + degraded === 0) return down > 0 ? "down" : "unmeasured";
  return degraded + down > 0 ? "degraded" : "up";
}

/** The first of these that any API is in is the service's. */
const states = ["down", "degraded", "up"] as const;

/** How long a service was up, degraded, down and unmeasured. */
export function serviceSums(times: readonly ServiceTime[]): ServiceSums {
  const sums = { up: 0, degraded: 0, down: 0, unmeasured: 0 };
  for (const { state, from, to } of times) sums[state] += to - from;
  const { up, degraded, down, unmeasured } = sums;
  return { upMs: up + degraded, degradedMs: degraded, downMs: down, unmeasuredMs: unmeasured };
}

/** The share of the measured time that was up, cut to four digits; undefined where nothing was measured. */
export const measuredShare = ({
  upMs,
  downMs,
}: Pick<ServiceSums, "upMs" | "downMs">): Percent | undefined =>
  upMs + downMs === 0 ? undefined : uptimeText({ up: decimal(upMs), of: decimal(upMs + downMs) });

/**
 * The minutes that are told of a period: degraded time is no downtime, and unmeasured time is downtime that is excluded, so that a promise says whether it is left out
 * or counts as up. Cut to millionths of a minute.
 */
export function toldMinutes({
  downMs,
  unmeasuredMs,
}: Pick<ServiceSums, "downMs" | "unmeasuredMs">): {
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
