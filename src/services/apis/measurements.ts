import type { MeasuredTime } from "../../credit/measured-uptime.ts";
import { expectOk, type Fault } from "../../fault/fault.ts";
import { type CallsWithin, latencyBound } from "../../metering/latency.ts";
import { addCalls, addMeasurement, takeMeasuringTurn } from "../../store/api-measurements.ts";
import type { Store } from "../../store/store.ts";
import { formatInstant, type Instant, MINUTE_MS, parseInstant } from "../../time/instant.ts";
import type { ServerClock } from "../tenant-clocks.ts";

/** What a gateway measured of an API. Instants are RFC 3339, UTC; the stretch is half-open. */
export interface Measurement {
  readonly gateway: string;
  readonly api: string;
  readonly state: MeasuredTime["state"];
  readonly from: string;
  readonly to: string;
  readonly calls?: readonly CallsWithin[];
}

/** What became of each measurement, in the order in which they came. */
export interface MeasurementAnswer {
  readonly items: readonly MeasurementVerdictView[];
}

export interface MeasurementVerdictView {
  readonly status: "accepted" | "duplicate" | "conflict" | "rejected";
  readonly errors?: readonly Fault[];
}

/** Stores what gateways measured. The same again changes nothing. */
export type RecordMeasurements = (
  tenant: string,
  measurements: readonly Measurement[],
) => Promise<MeasurementAnswer>;

/** A gateway's clock may be so much ahead of the server's. */
const aheadMsMax = 5 * MINUTE_MS;

/** Recording over the store: all of a request is one commit. */
export const createMeasuring =
  (store: Store, clock: ServerClock): RecordMeasurements =>
  (tenant, measurements) =>
    store.withTenant(tenant, async (tx) => {
      await takeMeasuringTurn(tx);
      const items: MeasurementVerdictView[] = [];
      for (const [index, one] of measurements.entries()) {
        const from = expectOk(parseInstant(one.from));
        const to = expectOk(parseInstant(one.to));
        const errors = faultsOf({ from, to }, one, `/items/${index}`, clock.now(tenant));
        if (errors.length > 0) {
          items.push({ status: "rejected", errors });
          continue;
        }
        const { api, gateway, state, calls = [] } = one;
        const status = await addMeasurement(tx, { api, gateway, state, from, to });
        if (status === "accepted") await addCalls(tx, api, from, calls.map(underBound));
        items.push({ status });
      }
      return { items };
    });

/** A bound of another gateway counts as the next that is known here. */
const underBound = ({ withinMs, ...one }: CallsWithin): CallsWithin => ({
  ...one,
  withinMs: withinMs === null ? null : latencyBound(withinMs),
});

function faultsOf(
  { from, to }: { readonly from: Instant; readonly to: Instant },
  one: Measurement,
  path: string,
  now: Instant,
): readonly Fault[] {
  const faults: Fault[] = [];
  if (from >= to)
    faults.push({
      code: "empty-time",
      path: `${path}/to`,
      message: "a measurement ends after it begins",
      value: one.to,
    });
  if (to > now + aheadMsMax)
    faults.push({
      code: "in-the-future",
      path: `${path}/to`,
      message: `the server's clock shows ${formatInstant(now)}, more than five minutes before it`,
      value: one.to,
      suggestion: "set the gateway's clock",
    });
  for (const [at, { calls, failed }] of (one.calls ?? []).entries())
    if (failed > calls)
      faults.push({
        code: "failed-above-calls",
        path: `${path}/calls/${at}/failed`,
        message: "no more calls failed than were made",
        value: failed,
      });
  return faults;
}
