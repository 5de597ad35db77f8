import { createMetrics } from "../services/metrics.ts";
import { createModelLibrary } from "../services/model-library.ts";
import type { MetricsSource } from "./metrics.ts";
import { storedClock } from "./stored-clock.ts";
import { exitOfStored } from "./stored-data.ts";
import type { Terminal } from "./terminal.ts";

/** Opens the stored data and lets one tenant's metrics be asked; 1 where the data or the tenant is not there. */
export const withStoredMetrics = (
  { data, tenant }: { readonly data: string; readonly tenant: string },
  terminal: Terminal,
  work: (source: MetricsSource) => Promise<number>,
): Promise<number> =>
  exitOfStored({ data, tenant }, terminal, async (store) => {
    const clock = await storedClock(store);
    const library = createModelLibrary(store, clock, () => performance.now());
    const metrics = createMetrics({ store, clock, library });
    return work({
      report: (query) => metrics.report(tenant, query),
      rows: (question) => metrics.allRows(tenant, question),
    });
  });
