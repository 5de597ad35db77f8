import type { MeasuredTime } from "../../credit/measured-uptime.ts";
import { type CallsOfHour, callsSince, measuredTimes } from "../../store/api-measurements.ts";
import type { Store } from "../../store/store.ts";
import type { Tx } from "../../store/tenant.ts";
import { formatInstant, HOUR_MS, type Instant } from "../../time/instant.ts";
import type { ModelLibrary } from "../model-library.ts";
import { reading } from "../report-parts.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import type { ApiDetail, ApiSummary } from "./api-answers.ts";
import { apiEntries } from "./api-registry.ts";
import { apiHistory, apiUptime, shownSince } from "./api-uptime.ts";
import { createMeasuring, type RecordMeasurements } from "./measurements.ts";
import { createUptimeTelling, lookNowAndThen, type UptimeTelling } from "./tell-uptime.ts";

/** The APIs behind gateways. */
export interface ApiDesk {
  /** The APIs of the current model, in its order; none before there is one. */
  readonly list: (tenant: string) => Promise<readonly ApiSummary[]>;
  /** One of them; undefined where there is none of this id. */
  readonly read: (tenant: string, id: string) => Promise<ApiDetail | undefined>;
  readonly measure: RecordMeasurements;
  /** Tells promises the uptime that was measured of periods that are over; answers how many facts that gave. */
  readonly tellUptime: () => Promise<number>;
  /** The same, now and then: what the scheduler calls. */
  readonly keepTelling: () => Promise<number>;
}

/** The desk over the store. */
export function createApiDesk(parts: UptimeTelling): ApiDesk {
  const { store, clock } = parts;
  const tellUptime = createUptimeTelling(parts);
  return {
    list: (tenant) =>
      reading(parts, tenant, async (tx) => {
        const now = clock.now(tenant);
        const { entries, times, calls } = await lookedUp(tx, parts, now, now - 2 * HOUR_MS);
        return entries.map((entry) => ({
          ...entry,
          ...apiUptime(measuredOf(entry.id, times, calls), now),
        }));
      }),
    read: (tenant, id) =>
      reading(parts, tenant, async (tx) => {
        const now = clock.now(tenant);
        const { entries, times, calls } = await lookedUp(tx, parts, now, shownSince(now));
        const entry = entries.find((one) => one.id === id);
        if (entry === undefined) return undefined;
        const measured = measuredOf(id, times, calls);
        return { ...entry, ...apiUptime(measured, now), ...apiHistory(measured, now) };
      }),
    measure: createMeasuring(store, clock),
    tellUptime,
    keepTelling: lookNowAndThen(clock, tellUptime),
  };
}

async function lookedUp(
  tx: Tx,
  {
    library,
  }: { readonly store: Store; readonly clock: ServerClock; readonly library: ModelLibrary },
  now: Instant,
  callsFrom: Instant,
) {
  const model = (await library.of(tx))?.books.current.model;
  const today = formatInstant(now).slice(0, 10);
  const entries = model === undefined ? [] : apiEntries(model, today);
  if (entries.length === 0) return { entries, times: [], calls: [] };
  const times = await measuredTimes(tx, shownSince(now), now);
  return { entries, times, calls: await callsSince(tx, callsFrom) };
}

const measuredOf = (id: string, times: readonly MeasuredTime[], calls: readonly CallsOfHour[]) => ({
  times: times.filter(({ api }) => api === id),
  calls: calls.filter(({ api }) => api === id),
});
