import type { MeasuredTime } from "../credit/measured-uptime.ts";
import type { CallsWithin } from "../metering/latency.ts";
import { formatInstant, HOUR_MS, type Instant } from "../time/instant.ts";
import type { Statement, Tx } from "./tenant.ts";

/** What became of a measurement: new, stored before, or at odds with what the same gateway measured of that time. */
export type MeasurementVerdict = "accepted" | "duplicate" | "conflict";

const lockMeasurements: Statement = {
  name: "lock-measurements",
  text: "select pg_advisory_xact_lock(hashtextextended('florin.measurements ' || current_setting('florin.tenant'), 0))",
};

/** Keeps measurements of a tenant one transaction after another; to be taken before {@link addMeasurement}. */
export async function takeMeasuringTurn(tx: Tx): Promise<void> {
  await tx.rows(lockMeasurements);
}

/** How a stretch was, as it is read. */
const stateOf =
  "case when is_degraded then 'degraded' when is_up then 'up' else 'down' end as state";

const touchingMeasurements: Statement = {
  name: "touching-measurements",
  text: `select from_at, to_at, ${stateOf} from api_measurements
    where api = $1 and gateway = $2 and from_at <= $4 and to_at >= $3`,
};

/**
 * Adds a stretch to what a gateway measured of an API. Time of which the gateway told the same before is a duplicate, whole or
 * within a longer stretch: so a repeated post changes nothing.
 */
export async function addMeasurement(tx: Tx, measured: MeasuredTime): Promise<MeasurementVerdict> {
  const { api, gateway, state, from, to } = measured;
  const touching = await tx.rows<{
    readonly from_at: Instant;
    readonly to_at: Instant;
    readonly state: MeasuredTime["state"];
  }>(touchingMeasurements, [api, gateway, formatInstant(from), formatInstant(to)]);
  const same = touching.filter((one) => one.state === state);
  if (same.some((one) => one.from_at <= from && one.to_at >= to)) return "duplicate";
  if (touching.some((one) => one.from_at < to && one.to_at > from)) return "conflict";
  const before = same.find((one) => one.to_at === from);
  await (before === undefined
    ? tx.run(
        `insert into api_measurements (api, gateway, is_up, is_degraded, from_at, to_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [
          api,
          gateway,
          state !== "down",
          state === "degraded",
          formatInstant(from),
          formatInstant(to),
        ],
      )
    : tx.run(
        "update api_measurements set to_at = $4 where api = $1 and gateway = $2 and from_at = $3",
        [api, gateway, formatInstant(before.from_at), formatInstant(to)],
      ));
  return "accepted";
}

/** What was measured of some time, a stretch whole that begins or ends outside of it. */
export async function measuredTimes(
  tx: Tx,
  from: Instant,
  to: Instant,
): Promise<readonly MeasuredTime[]> {
  return tx.rows<MeasuredTime>(
    `select api, gateway, ${stateOf}, from_at as "from", to_at as "to" from api_measurements
     where to_at > $1 and from_at < $2 order by from_at, api, gateway`,
    [formatInstant(from), formatInstant(to)],
  );
}

const longer = 0;
const hourOf = (instant: Instant): Instant => instant - (instant % HOUR_MS);

/** Counts calls of an API under the hour of an instant. */
export async function addCalls(
  tx: Tx,
  api: string,
  at: Instant,
  counts: readonly CallsWithin[],
): Promise<void> {
  for (const { withinMs, calls, failed } of counts)
    await tx.run(
      `insert into api_calls (api, hour, within_ms, calls, failed) values ($1, $2, $3, $4, $5)
       on conflict (tenant, api, hour, within_ms) do update
       set calls = api_calls.calls + excluded.calls, failed = api_calls.failed + excluded.failed`,
      [api, formatInstant(hourOf(at)), withinMs ?? longer, calls, failed],
    );
}

/** Calls of an API in an hour. */
export interface CallsOfHour extends CallsWithin {
  readonly api: string;
  readonly hour: Instant;
}

/** Calls since an instant, by hour. */
export async function callsSince(tx: Tx, since: Instant): Promise<readonly CallsOfHour[]> {
  const rows = await tx.rows<{
    readonly api: string;
    readonly hour: Instant;
    readonly within_ms: number;
    readonly calls: number;
    readonly failed: number;
  }>(
    `select api, hour, within_ms, calls, failed from api_calls where hour >= $1
     order by hour, api, within_ms`,
    [formatInstant(hourOf(since))],
  );
  return rows.map(({ within_ms: within, ...one }) => ({
    ...one,
    withinMs: within === longer ? null : within,
  }));
}

/** Forgets calls of hours before an instant. */
export const forgetCalls = (tx: Tx, before: Instant): Promise<number> =>
  tx.run("delete from api_calls where hour < $1", [formatInstant(before)]);
