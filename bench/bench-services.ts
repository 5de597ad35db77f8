import { pino } from "pino";
import { refuse } from "../src/fault/fault.ts";
import { createApiKeys } from "../src/services/api-keys.ts";
import { manualClock } from "../src/services/clock.ts";
import { createServices } from "../src/services/create-services.ts";
import type { Services } from "../src/services/services.ts";
import { sharedClock } from "../src/services/tenant-clocks.ts";
import { connect, type Store, type StoreOptions } from "../src/store/store.ts";
import type { Instant } from "../src/time/instant.ts";

/** The use cases over a store, with the clock standing still. */
export async function openBenchServices(
  options: Pick<StoreOptions, "databaseUrl" | "dataFolder">,
  now: Instant,
): Promise<{ readonly store: Store; readonly services: Services }> {
  const time = manualClock(now);
  const clock = sharedClock(time);
  const store = await connect({ ...options, clock });
  const services = createServices({
    store,
    clock,
    apiKeys: createApiKeys(store, new Uint8Array(32), time.now),
    monotonicMs: () => performance.now(),
    installationSecret: new Uint8Array(32),
    wallClock: time.now,
    // Nobody has a VAT number here.
    taxProvider: undefined,
    webhooks: { allowed: [] },
    vatRegister: () => ({ check: async () => refuse() }),
    onPaymentFailure: (_, error) => {
      pino().error({ error }, "payment failed");
    },
    onParked: (_, { customer, reason }) => {
      pino().error({ customer, reason }, "account parked");
    },
  });
  return { store, services };
}
