import { manualClock, realClock } from "../services/clock.ts";
import { openTenantClocks, type ServerClock } from "../services/tenant-clocks.ts";
import { findInstallationClock } from "../store/installation-clock.ts";
import type { Store } from "../store/store.ts";

/** The clock that the books of an installation are kept on, as a server that starts now would have it. */
export async function storedClock(store: Store): Promise<ServerClock> {
  const kept = await findInstallationClock(store.pool);
  const time =
    kept?.mode === "manual" ? manualClock(kept.latest) : realClock(Date.now, kept?.latest);
  const clock = openTenantClocks(store.pool, time);
  await clock.agree();
  return clock;
}
