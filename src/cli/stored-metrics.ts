import { manualClock, realClock } from "../services/clock.ts";
import { createMetrics } from "../services/metrics.ts";
import { createModelLibrary } from "../services/model-library.ts";
import { openTenantClocks, type ServerClock } from "../services/tenant-clocks.ts";
import { findInstallationClock } from "../store/installation-clock.ts";
import type { Store } from "../store/store.ts";
import { listTenants } from "../store/tenants.ts";
import type { MetricsSource } from "./metrics.ts";
import { openStoredData } from "./stored-data.ts";
import { refuseWith, type Terminal } from "./terminal.ts";

/** Opens the stored data and lets one tenant's metrics be asked; 1 where the data or the tenant is not there. */
export async function withStoredMetrics(
  { data, tenant }: { readonly data: string; readonly tenant: string },
  terminal: Terminal,
  work: (source: MetricsSource) => Promise<number>,
): Promise<number> {
  const opened = await openStoredData(data);
  if (!opened.ok) return refuseWith(opened.faults, terminal);
  const store = opened.value;
  try {
    if (!(await listTenants(store.pool)).some(({ id }) => id === tenant)) {
      const message = "there is no tenant with this id";
      return refuseWith(
        [{ code: "unknown-tenant", path: "--tenant", message, value: tenant }],
        terminal,
      );
    }
    const clock = await clockOf(store);
    const library = createModelLibrary(store, clock, () => performance.now());
    const metrics = createMetrics({ store, clock, library });
    return await work({
      report: (query) => metrics.report(tenant, query),
      rows: (question) => metrics.allRows(tenant, question),
    });
  } finally {
    await store.close();
  }
}

/** The clock that the books are kept on, as a server that starts now would have it. */
async function clockOf(store: Store): Promise<ServerClock> {
  const kept = await findInstallationClock(store.pool);
  const time =
    kept?.mode === "manual" ? manualClock(kept.latest) : realClock(() => Date.now(), kept?.latest);
  const clock = openTenantClocks(store.pool, time);
  await clock.agree();
  return clock;
}
